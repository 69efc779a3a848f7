// SPDX-License-Identifier: Apache-2.0
#include "plain_row.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/plain_row_claim.h"

namespace cspkit::cli {
namespace {

using test::wrong_with_plain_row;
using namespace std::string_view_literals;

// Everything that a row is likely to be.
const std::vector<std::string_view> kPlain = {
    "{}",
    " {\t} ",
    R"({"id":1,"policy":"img-src *"})",
    R"({"policy":"script-src 'self' https://a.test/b?c; img-src *","id":0})",
    R"({"id":"a-1","policy":"","delivery":"meta","disposition":"report"})",
    "{ \"id\" :\t123456789012345678 , \"policy\" : \"a\" }\r",
    "{\"id\":\"\x7F\",\"\":\"/\"}",
    R"({"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8})",
};

// JSON that takes a parser to read, or to write again.
const std::vector<std::string_view> kParsed = {
    R"({"id":1,"policy":"a\"b"})",
    R"({"id":1,"policy":"a\\"})",
    R"({"i\u0064":1})",
    R"({"id":"\ud83d\ude00"})",
    R"({"id":"\ud800"})",
    "{\"id\":\"b\xC3\xBC\"}",
    "{\"b\xC3\xBC\":1}",
    R"({"id":1,"policy":"a","id":2})",
    R"({"id":-1})",
    R"({"id":-0})",
    R"({"id":1.50})",
    R"({"id":1e2})",
    R"({"id":1234567890123456789})",
    R"({"id":18446744073709551615})",
    R"({"id":184467440737095516150})",
    R"({"id":null})",
    R"({"id":true})",
    R"({"id":[1]})",
    R"({"id":{}})",
    R"({"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9})",
    R"([])",
    R"("x")",
    R"(1)",
};

// No JSON.
const std::vector<std::string_view> kMistakes = {
    "",
    " ",
    "{",
    "}",
    R"({"id")",
    R"({"id":)",
    R"({"id":1)",
    R"({"id":1,)",
    R"({"id":1,})",
    R"({,"id":1})",
    R"({"id" 1})",
    R"({"id":1 "policy":"a"})",
    R"({"id":1}})",
    R"({"id":1}{"id":2})",
    R"({"id":01})",
    R"({"id":00})",
    R"({"id":1a})",
    R"({"id":+1})",
    R"({"id":1.})",
    R"({id:1})",
    R"({'id':1})",
    R"({"id":"a})",
    R"({"id":""a"})",
    "{\"id\":\"a\tb\"}",
    "{\"id\":\"a\0b\"}"sv,
    "{\"id\":1}\0"sv,
    "{\"id\":1}\v",
    "{\"id\":1}\f",
    "\xEF\xBB\xBF{\"id\":1}",
    "{\"id\":\"\xFF\"}",
    "{\"id\":\"\xED\xA0\x80\"}",
};

TEST(PlainRow, TakesWhatRowsAreLikelyToBe) {
  for (const std::string_view line : kPlain) {
    PlainRow row;
    EXPECT_TRUE(row.read(line)) << line;
    const char* wrong = wrong_with_plain_row(line);
    EXPECT_EQ(wrong, nullptr) << wrong << ": " << line;
  }
}

TEST(PlainRow, LeavesTheRestToAParser) {
  PlainRow row;
  for (const auto* lines : {&kParsed, &kMistakes}) {
    for (const std::string_view line : *lines) {
      EXPECT_TRUE(row.read(kPlain[2]));
      EXPECT_FALSE(row.read(line)) << line;
      EXPECT_EQ(row.size(), 0u) << line;
    }
  }
}

// Every row of the tables with each of its bytes replaced by each byte, left out, and with each byte put in.
TEST(PlainRow, ReadsAsAParserReadsWhateverByteChanges) {
  std::size_t taken = 0;
  const auto check = [&](const std::string& line) {
    const char* wrong = wrong_with_plain_row(line);
    ASSERT_EQ(wrong, nullptr) << wrong << ": " << line;
    PlainRow row;
    taken += row.read(line) ? 1 : 0;
  };
  for (const auto* lines : {&kPlain, &kParsed, &kMistakes}) {
    for (const std::string_view line : *lines) {
      for (std::size_t at = 0; at <= line.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
          std::string changed(line);
          changed.insert(at, 1, static_cast<char>(byte));
          check(changed);
          if (at < line.size()) check(changed.erase(at + 1, 1));
        }
        if (at < line.size()) check(std::string(line).erase(at, 1));
      }
    }
  }
  EXPECT_GT(taken, 10'000u);
}

// The end of each length of string, and each place in it, is looked at.
TEST(PlainRow, FindsOneUnusualByteInAStringOfAnyLength) {
  for (std::size_t size = 1; size < 70; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (const char odd : {'\\', '\n', '\x1F', '\x80', '\xFF'}) {
        std::string text(size, 'a');
        PlainRow row;
        EXPECT_TRUE(row.read("{\"policy\":\"" + text + "\"}"));
        text[at] = odd;
        EXPECT_FALSE(row.read("{\"policy\":\"" + text + "\"}")) << size << ' ' << at;
      }
    }
  }
}

}  // namespace
}  // namespace cspkit::cli
