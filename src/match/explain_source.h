// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "cspkit/engine.h"

namespace cspkit {

/// How one source expression fared against a URL.
struct SourceExplanation {
  bool matches = false;
  std::string_view anchor;  ///< the algorithm that decided
  std::string reason;       ///< a clause: "the host cdn.test is not example.com"
};

/// Asks one token of `directive`'s value, as a list of its own.
[[nodiscard]] SourceExplanation explain_source(std::string_view token, DirectiveId directive,
                                               const UrlView& url, std::uint32_t redirect_count,
                                               const Origin& self_origin, Browser as);

}  // namespace cspkit
