// SPDX-License-Identifier: Apache-2.0
#include "utf8.h"

#include <gtest/gtest.h>

#include <string>

#include "style.h"

namespace cspkit::cli {
namespace {

std::string encode(char32_t value) {
  const auto byte = [](char32_t bits) {
    return static_cast<char>(static_cast<unsigned char>(bits));
  };
  if (value < 0x80) return {byte(value)};
  if (value < 0x800) return {byte(0xC0 | value >> 6), byte(0x80 | (value & 0x3F))};
  if (value < 0x10000) {
    return {byte(0xE0 | value >> 12), byte(0x80 | (value >> 6 & 0x3F)),
            byte(0x80 | (value & 0x3F))};
  }
  return {byte(0xF0 | value >> 18), byte(0x80 | (value >> 12 & 0x3F)),
          byte(0x80 | (value >> 6 & 0x3F)), byte(0x80 | (value & 0x3F))};
}

TEST(Utf8, EveryScalarValueIsReadBackAndSurrogatesAreIllFormed) {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    const std::string text = encode(value) + "x";
    const CodePoint point = next_code_point(text);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    ASSERT_EQ(point.well_formed, !surrogate) << std::hex << static_cast<unsigned>(value);
    if (surrogate) continue;
    ASSERT_EQ(point.value, value);
    ASSERT_EQ(point.length, text.size() - 1);
  }
}

TEST(Utf8, EachMaximalIllFormedPartBecomesOneReplacement) {
  const std::string r(kReplacementCharacter);
  const struct {
    std::string text, expected;
  } cases[] = {
      {"", ""},
      {"abc", "abc"},
      {"\xFF", r},
      {"a\x80z", "a" + r + "z"},
      {"\xC0\xAF", r + r},                       // an overlong slash
      {"\xE2\x82", r},                           // cut short
      {"\xE2\x82x", r + "x"},                    // cut short by ASCII
      {"\xE2\x82\xAC", "\xE2\x82\xAC"},          // the euro sign
      {"\xED\xA0\x80", r + r + r},               // a surrogate
      {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},  // an emoji
      {"\xF0\x9F\x98", r},
      {"\xF4\x90\x80\x80", r + r + r + r},  // beyond U+10FFFF
      {"12345678\xFF"
       "12345678",
       "12345678" + r + "12345678"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(replace_ill_formed(text), expected);
    EXPECT_EQ(is_well_formed(text), text == expected) << text;
  }
}

TEST(Utf8, IllFormedBytesAreFoundAtEveryOffsetOfALongText) {
  for (std::size_t offset = 0; offset < 40; ++offset) {
    std::string text(40, 'a');
    EXPECT_TRUE(is_well_formed(text));
    text[offset] = '\xFF';
    EXPECT_FALSE(is_well_formed(text)) << offset;
  }
}

TEST(Utf8, WidthIgnoresColoursAndCountsWideCharactersTwice) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("\033[1;31mabc\033[0m"), 3u);
  EXPECT_EQ(display_width("\xE4\xB8\xAD\xE6\x96\x87"), 4u);  // two Han characters
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);                 // a combining accent
  EXPECT_EQ(display_width("\033["), 0u);
}

TEST(Utf8, PrintableTextHoldsNoControlCharacter) {
  EXPECT_EQ(printable("a\tb\n\033[31m"), "a\\x09b\\x0a\\x1b[31m");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\x9b31m");  // the one-character form of ESC [
  EXPECT_EQ(printable("\xFFx"), std::string(kReplacementCharacter) + "x");
  EXPECT_EQ(printable("\xC3\xA9"), "\xC3\xA9");
}

}  // namespace
}  // namespace cspkit::cli
