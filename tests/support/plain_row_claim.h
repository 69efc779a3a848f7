// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cspkit::test {

/// What is wrong with how PlainRow reads a line, or nullptr. What it takes, a JSON parser takes, too, as an object with
/// the same names, the same strings, and nothing else but numbers that are written again as they stand.
[[nodiscard]] const char* wrong_with_plain_row(std::string_view line);

}  // namespace cspkit::test
