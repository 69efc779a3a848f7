// SPDX-License-Identifier: Apache-2.0
#include "utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace cspkit::cli {
namespace {

unsigned byte_at(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

// How many bytes at the head are ASCII, in whole words: most JSON is nothing else.
std::size_t ascii_words(std::string_view text) {
  std::size_t length = 0;
  for (std::uint64_t word = 0; text.size() - length >= sizeof word; length += sizeof word) {
    std::memcpy(&word, text.data() + length, sizeof word);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  return length;
}

struct Range {
  char32_t first;
  char32_t last;
};

// A coarse table on purpose: it aligns columns, nothing depends on it.
constexpr std::array<Range, 5> kZeroWidth = {
    {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};
constexpr std::array<Range, 9> kWide = {{{0x1100, 0x115F},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60},
                                         {0x1F300, 0x1FAFF},
                                         {0x20000, 0x3FFFD}}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t value) {
  return std::ranges::any_of(
      ranges, [value](const Range& range) { return value >= range.first && value <= range.last; });
}

}  // namespace

// The table of well-formed byte sequences: https://www.unicode.org/versions/latest/ chapter 3, "UTF-8".
CodePoint next_code_point(std::string_view text) {
  const unsigned lead = byte_at(text, 0);
  if (lead < 0x80) return {lead, 1, true};
  std::size_t length = 0;
  unsigned low = 0x80, high = 0xBF;  // what the second byte may be
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {};
  }
  char32_t value = lead & (0x7Fu >> length);
  for (std::size_t index = 1; index < length; ++index) {
    if (index == text.size()) return {0xFFFD, index, false};
    const unsigned byte = byte_at(text, index);
    if (byte < low || byte > high) return {0xFFFD, index, false};
    value = (value << 6) | (byte & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return {value, length, true};
}

std::size_t code_point_width(char32_t value) {
  if (within(kZeroWidth, value)) return 0;
  return within(kWide, value) ? 2 : 1;
}

bool is_well_formed(std::string_view text) {
  while (!text.empty()) {
    text.remove_prefix(ascii_words(text));
    if (text.empty()) return true;
    const CodePoint point = next_code_point(text);
    if (!point.well_formed) return false;
    text.remove_prefix(point.length);
  }
  return true;
}

std::string replace_ill_formed(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = next_code_point(text);
    result += point.well_formed ? text.substr(0, point.length) : kReplacementCharacter;
    text.remove_prefix(point.length);
  }
  return result;
}

}  // namespace cspkit::cli
