// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cspkit::scan_detail {

/// The URLs that a script's source names in full, `https://host/path` or `//host/path`, without query and fragment, each
/// once, in their order, at most limits::kMaxInventoryMentions. A hint at what the script loads, found without parsing
/// it; `\/` counts as a slash.
[[nodiscard]] std::vector<std::string> mentions_in(std::string_view script);

/// Whether the source names `eval(` or `new Function(`. A hint: it may stand in a string or a comment.
[[nodiscard]] bool names_string_compilation(std::string_view script);

}  // namespace cspkit::scan_detail
