// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cspkit/catalog.h"
#include "cspkit/report.h"

/// A violation, turned back into what the page had tried, so that the engine can be asked about it.
namespace cspkit::explain_detail {

/// The directive that people write: script-src for script-src-elem, and so on.
[[nodiscard]] std::string_view family_of(std::string_view directive) noexcept;

/// What was blocked, as people would write it: `https://cdn.test`, `data:`, `inline`; empty where it is not known.
[[nodiscard]] std::string blocked_thing(const ReportedViolation& violation);

/// The source expression that allows the blocked URL and no other host; empty where there is none to tell.
[[nodiscard]] std::string exact_source(const ReportedViolation& violation,
                                       std::string_view document_url);

/// What the page had tried, as a probe whose one requirement is `source` (in `directive`): a vendor that consists of
/// nothing else. With `nonce`, the element bears the page's nonce.
enum class Bears { nothing, nonce };
[[nodiscard]] std::optional<ResolvedVendor> question_of(const ReportedViolation& violation,
                                                        std::string_view source, Bears bears);

/// What allows an inline block, eval and their kin; empty where a policy's source should not.
[[nodiscard]] std::string keyword_source(const ReportedViolation& violation);

}  // namespace cspkit::explain_detail
