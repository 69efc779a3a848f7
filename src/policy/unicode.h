// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cspkit {

/// One code point of UTF-8 text, or one ill-formed sequence.
struct CodePoint {
  char32_t value = 0;      ///< meaningless where ill-formed
  std::size_t length = 1;  ///< bytes it takes
  bool well_formed = true;
};

/// The code point that begins at `position`, which must be inside `text`.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t position) noexcept;

/// The code point that ends at `position`, which must be above 0 and at most the text's size.
[[nodiscard]] CodePoint code_point_before(std::string_view text, std::size_t position) noexcept;

/// Columns a terminal gives to a code point: 0, 1 or 2.
[[nodiscard]] std::size_t terminal_width(char32_t code_point) noexcept;

/// The code point written out where showing it as it is would hide it or harm the terminal:
/// controls, spaces other than U+0020, zero-width and direction marks, ill-formed bytes. nullopt:
/// show it as it is.
[[nodiscard]] std::optional<std::string> escaped(std::string_view text, const CodePoint& at,
                                                 std::size_t position);

/// `no-break space (U+00A0)`, or `U+4E2D` where the name is not one of those people trip over.
[[nodiscard]] std::string describe(char32_t code_point);

/// A space that is no ASCII whitespace, and so separates nothing in a policy.
[[nodiscard]] bool is_unicode_space(char32_t code_point) noexcept;

/// A character without width: zero-width space and joiners, byte order mark, direction marks, soft
/// hyphen.
[[nodiscard]] bool is_invisible(char32_t code_point) noexcept;

/// The ASCII quote that a typographic quote stands for, or nullopt.
[[nodiscard]] std::optional<char> ascii_quote_for(char32_t code_point) noexcept;

}  // namespace cspkit
