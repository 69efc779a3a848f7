// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "cspkit/policy.h"

/// The limits on policies, for all that read them: what one of them refuses, the others refuse.
namespace cspkit {

enum class LimitName : std::uint8_t { policy_bytes, directives, sources, policies };

struct LimitInfo {
  std::string_view name;  ///< as in limits.h
  std::string_view what;  ///< of what there are too many
  std::size_t maximum;
};

[[nodiscard]] LimitInfo limit_info(LimitName name) noexcept;

struct PolicyExcess {
  LimitName name;
  Span span;           ///< the first that is too many
  std::size_t actual;  ///< how many there are
};

/// What one serialized policy has too much of: bytes, directives (every piece between semicolons that is not blank), or
/// sources (every token behind a directive's name, whatever becomes of it). Of several the first in the text.
[[nodiscard]] std::optional<PolicyExcess> policy_excess(std::string_view serialized) noexcept;

/// What a header value, or the content of a `<meta>`, has too much of: bytes, or policies. Every part between commas counts,
/// since empty ones keep their places, and since some browsers split a `<meta>`, too.
[[nodiscard]] std::optional<PolicyExcess> value_excess(std::string_view value) noexcept;

}  // namespace cspkit
