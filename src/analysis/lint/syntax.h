// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "cspkit/lint.h"
#include "cspkit/policy.h"
#include "policy/scan.h"

/// The parser's diagnostics as findings.
namespace cspkit::linting {

inline constexpr std::string_view kSyntaxReference =
    "https://w3c.github.io/webappsec-csp/#parse-serialized-policy";

[[nodiscard]] FindingSeverity severity_of_diagnostic(std::string_view code,
                                                     Severity severity) noexcept;

/// The finding for one diagnostic about the text of index `index` of the input.
[[nodiscard]] Finding to_finding(Diagnostic diagnostic, std::string_view text, const Scan& scan,
                                 std::size_t index);

}  // namespace cspkit::linting
