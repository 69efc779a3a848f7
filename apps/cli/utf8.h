// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cspkit::cli {

inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

/// One code point at the head of a text, or one maximal ill-formed part of it.
struct CodePoint {
  char32_t value = 0xFFFD;
  std::size_t length = 1;  ///< bytes taken, at least 1
  bool well_formed = false;
};

/// Reads the head of `text`, which is not empty.
[[nodiscard]] CodePoint next_code_point(std::string_view text);

/// Columns on a terminal: 0 for combining marks, 2 for East Asian wide characters and emoji, else 1.
[[nodiscard]] std::size_t code_point_width(char32_t value);

/// `text` with every maximal ill-formed part replaced by U+FFFD.
[[nodiscard]] std::string replace_ill_formed(std::string_view text);

[[nodiscard]] bool is_well_formed(std::string_view text);

}  // namespace cspkit::cli
