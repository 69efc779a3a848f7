// SPDX-License-Identifier: Apache-2.0
#include "policy/unicode.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace cspkit {
namespace {

struct NamedCodePoint {
  char32_t value;
  std::string_view name;
};

constexpr std::array kNamed{
    NamedCodePoint{0x00A0, "no-break space"},
    NamedCodePoint{0x00AD, "soft hyphen"},
    NamedCodePoint{0x00B4, "acute accent"},
    NamedCodePoint{0x2010, "hyphen"},
    NamedCodePoint{0x2011, "non-breaking hyphen"},
    NamedCodePoint{0x2013, "en dash"},
    NamedCodePoint{0x2014, "em dash"},
    NamedCodePoint{0x2018, "left single quotation mark"},
    NamedCodePoint{0x2019, "right single quotation mark"},
    NamedCodePoint{0x201A, "low single quotation mark"},
    NamedCodePoint{0x201C, "left double quotation mark"},
    NamedCodePoint{0x201D, "right double quotation mark"},
    NamedCodePoint{0x201E, "low double quotation mark"},
    NamedCodePoint{0x2026, "ellipsis"},
    NamedCodePoint{0x200B, "zero-width space"},
    NamedCodePoint{0x200C, "zero-width non-joiner"},
    NamedCodePoint{0x200D, "zero-width joiner"},
    NamedCodePoint{0x200E, "left-to-right mark"},
    NamedCodePoint{0x200F, "right-to-left mark"},
    NamedCodePoint{0x2009, "thin space"},
    NamedCodePoint{0x202F, "narrow no-break space"},
    NamedCodePoint{0x2060, "word joiner"},
    NamedCodePoint{0x3000, "ideographic space"},
    NamedCodePoint{0xFEFF, "byte order mark"},
    NamedCodePoint{0xFF1A, "fullwidth colon"},
    NamedCodePoint{0xFF1B, "fullwidth semicolon"},
};

/// `value` in at least so many hexadecimal digits.
std::string hexadecimal(std::string_view before, unsigned value, int digits,
                        std::string_view after) {
  return fmt::format("{}{:0{}X}{}", before, value, digits, after);
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t position) noexcept {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + position;
  // No code point takes more than four bytes, so the length fits ICU's 32-bit index.
  const auto available =
      static_cast<std::int32_t>(std::min<std::size_t>(text.size() - position, 4));
  std::int32_t index = 0;
  UChar32 value = 0;
  U8_NEXT(bytes, index, available, value);
  if (value < 0) return {0, static_cast<std::size_t>(index), false};
  return {static_cast<char32_t>(value), static_cast<std::size_t>(index), true};
}

CodePoint code_point_before(std::string_view text, std::size_t position) noexcept {
  const std::size_t begin = position > 4 ? position - 4 : 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + begin;
  const auto end = static_cast<std::int32_t>(position - begin);
  std::int32_t index = end;
  UChar32 value = 0;
  U8_PREV(bytes, 0, index, value);
  const auto length = static_cast<std::size_t>(end - index);
  if (value < 0) return {0, length, false};
  return {static_cast<char32_t>(value), length, true};
}

std::size_t terminal_width(char32_t code_point) noexcept {
  if (code_point < 0x300) return 1;
  const auto value = static_cast<UChar32>(code_point);
  const auto category = u_charType(value);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) return 0;
  const int width = u_getIntPropertyValue(value, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

std::optional<std::string> escaped(std::string_view text, const CodePoint& at,
                                   std::size_t position) {
  if (!at.well_formed) {
    std::string bytes;
    for (std::size_t i = 0; i < at.length; ++i)
      bytes += hexadecimal("\\x", static_cast<unsigned char>(text[position + i]), 2, "");
    return bytes;
  }
  switch (at.value) {
    case '\t': return "\\t";
    case '\n': return "\\n";
    case '\f': return "\\f";
    case '\r': return "\\r";
    case ' ': return std::nullopt;
    default: break;
  }
  if (at.value < 0x20 || at.value == 0x7F) return hexadecimal("\\x", at.value, 2, "");
  if (at.value < 0x7F) return std::nullopt;
  const auto category = u_charType(static_cast<UChar32>(at.value));
  const bool shown = category != U_CONTROL_CHAR && category != U_FORMAT_CHAR &&
                     category != U_UNASSIGNED && category != U_PRIVATE_USE_CHAR &&
                     category != U_SPACE_SEPARATOR && category != U_LINE_SEPARATOR &&
                     category != U_PARAGRAPH_SEPARATOR;
  if (shown) return std::nullopt;
  return hexadecimal("<U+", at.value, 4, ">");
}

std::string describe(char32_t code_point) {
  for (const auto& named : kNamed)
    if (named.value == code_point)
      return std::string(named.name) + hexadecimal(" (U+", code_point, 4, ")");
  return hexadecimal("U+", code_point, 4, "");
}

bool is_unicode_space(char32_t code_point) noexcept {
  return code_point >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(code_point));
}

bool is_invisible(char32_t code_point) noexcept {
  return code_point >= 0x80 && u_charType(static_cast<UChar32>(code_point)) == U_FORMAT_CHAR;
}

std::optional<char> ascii_quote_for(char32_t code_point) noexcept {
  switch (code_point) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x00B4:
    case 0x02BC:
    case 0xFF07:
    case 0x2039:
    case 0x203A: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xFF02:
    case 0x00AB:
    case 0x00BB: return '"';
    default: return std::nullopt;
  }
}

}  // namespace cspkit
