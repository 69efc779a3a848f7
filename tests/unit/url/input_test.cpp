// SPDX-License-Identifier: Apache-2.0
#include "url/input.h"

#include "unit/url/url_cases.h"
#include "url/utf8.h"

namespace cspkit {
namespace {

using namespace test;
using namespace std::string_view_literals;

TEST(UrlInput, IsTrimmedOfControlsAndSpaces) {
  expect_hrefs({{"\0\x1f \thttp://h/a \n\0"sv, "http://h/a"},
                {" \0 "sv, kRefused},
                {"\xC2\xA0http://h/", kRefused}});
}

TEST(UrlInput, LosesTabsAndNewlinesAnywhere) {
  expect_hrefs({{"h\tt\ntp\r:/\t/h\n/a\rb?\tc#\nd", "http://h/ab?c#d"},
                {"http://h/.\t./x", "http://h/x"},
                {"http://h/%\t41", "http://h/%41"}});
}

TEST(UrlInput, KeepsNulInside) {
  expect_hrefs({{"http://h/a\0b"sv, "http://h/a%00b"}, {"http://a\0b/"sv, kRefused}});
}

struct Utf8Case {
  std::string_view bytes;
  int replacements;
};

TEST(UrlInput, ReadsOneReplacementForEachMaximalSubpart) {
  const Utf8Case cases[] = {
      {"\x80", 1},              // a continuation byte alone
      {"\xC3", 1},              // cut off
      {"\xC0\xAF", 2},          // overlong
      {"\xE0\x80\x80", 3},      // overlong
      {"\xE2\x82", 1},          // cut off after two
      {"\xE2\x82\xC3", 2},      // cut off by another lead byte
      {"\xED\xA0\x80", 3},      // a surrogate
      {"\xF0\x9F\x92", 1},      // cut off after three
      {"\xF0\x80\x80\x80", 4},  // overlong
      {"\xF4\x90\x80\x80", 4},  // over U+10FFFF
      {"\xFF\xFE", 2},
  };
  for (const auto& [bytes, replacements] : cases) {
    std::string expected = "http://h/";
    for (int i = 0; i < replacements; ++i) expected += "%EF%BF%BD";
    EXPECT_EQ(href("http://h/" + std::string(bytes)), expected) << testing::PrintToString(bytes);
  }
}

TEST(UrlInput, TakesWellFormedUtf8AsItIs) {
  for (std::string_view text : {"\x7f", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF",
                                "\U00010000", "\U0010FFFF"}) {
    const auto unit = whatwg::utf8_unit_at(text, 0);
    EXPECT_EQ(unit.form, whatwg::Utf8Unit::Form::well_formed);
    EXPECT_EQ(unit.length, text.size());
  }
}

TEST(UrlInput, IsNotCopiedWhereNothingChanges) {
  std::string buffer;
  const std::string_view input = " http://h/\u00FC ";
  EXPECT_EQ(whatwg::clean_url_input(input, buffer).data(), input.data() + 1);
  EXPECT_TRUE(buffer.empty());
}

}  // namespace
}  // namespace cspkit
