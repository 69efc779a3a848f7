// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cspkit::cli {

/// A report-only policy that everything violates, so that everything is told of.
[[nodiscard]] std::string_view report_everything_policy() noexcept;

/// The first argument of the console.debug() calls by which the script tells.
inline constexpr std::string_view kObserverMark = "cspkit observes";

/// A script for each document, to run before any of theirs. It tells what violated the policy above, as JSON in
/// the second argument of console.debug(): `directive`, `uri`, `sample`, `file`, `line`, `column`, and, of inline blocks, `source` where it can still
/// be found, and `nonce`.
[[nodiscard]] const std::string& observer_script();

}  // namespace cspkit::cli
