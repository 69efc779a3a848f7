// SPDX-License-Identifier: Apache-2.0
#include <cspkit/noise.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace cspkit {
namespace {

std::string row_for(ReportedViolation violation) {
  const NoiseRow* const row = builtin_noise().find(violation);
  return row == nullptr ? "" : row->id;
}

TEST(Noise, BuiltinRowsAreReadAndComplete) {
  const auto loaded = Noise::load(builtin_noise_files().front());
  ASSERT_TRUE(loaded) << loaded.error().front().to_string();
  EXPECT_GE(loaded->rows().size(), 10u);
  for (const NoiseRow& row : loaded->rows()) {
    EXPECT_FALSE(row.any.empty()) << row.id;
    for (const NoisePattern& pattern : row.any) EXPECT_FALSE(pattern.patterns.empty()) << row.id;
  }
}

TEST(Noise, KnowsExtensionsInTheFormsThatBrowsersSend) {
  for (const char* const url :
       {"chrome-extension://abc/x.js", "chrome-extension", "moz-extension:", "MOZ-EXTENSION://x/",
        "safari-web-extension://y", "webkit-masked-url://hidden/"}) {
    EXPECT_EQ(row_for({.blocked = BlockedKind::url, .blocked_url = url}), "browser-extension")
        << url;
    EXPECT_EQ(row_for({.blocked = BlockedKind::inline_block, .source_file = url}),
              "browser-extension")
        << url;
  }
}

TEST(Noise, AHostIsTheHostAndNotAWordInTheAddress) {
  EXPECT_EQ(row_for({.blocked_url = "https://gc.kis.v2.scr.kaspersky-labs.com/x"}),
            "virus-scanner");
  EXPECT_EQ(row_for({.blocked_url = "https://kaspersky-labs.com"}), "virus-scanner");
  for (const char* const url :
       {"https://notkaspersky-labs.com/", "https://a.test/kaspersky-labs.com",
        "https://kaspersky-labs.com.a.test/", "https://kaspersky-labs.com@a.test/"}) {
    EXPECT_EQ(row_for({.blocked_url = url}), "") << url;
  }
}

TEST(Noise, LeavesAloneWhatPagesHave) {
  for (const char* const url :
       {"https://www.googletagmanager.com/gtm.js", "data", "blob", "self", "inline",
        "https://d1.cloudfront.net/a.js", "http://localhost:3000/"}) {
    EXPECT_EQ(row_for({.blocked_url = url}), "") << url;
  }
}

TEST(Noise, ARowForOneDirectiveIsForNoOther) {
  const std::string url = "https://app.test/node_modules/@pendo/components/font.woff2";
  EXPECT_EQ(row_for({.effective_directive = "font-src", .blocked_url = url}), "pendo-preview-font");
  EXPECT_EQ(row_for({.effective_directive = "img-src", .blocked_url = url}), "");
}

TEST(Noise, MistakesHaveTheirPlaceAndRemedy) {
  struct Row {
    std::string_view yaml, issue;
  };
  constexpr Row kRows[] = {
      {"[]", "noise.yaml:1:1: the file is a list; write a mapping"},
      {"rows:\n  - {id: a, wat: b}", "unknown key \"wat\""},
      {"rows:\n  - {id: a, what: A, explanation: E., verdict: nice, reference: https://a.test/, "
       "date: 2026-11-21, confidence: listed, any: []}",
       "\"verdict\" cannot be \"nice\"; use one of harmless, visitor-side, hostile, depends"},
      {"rows:\n  - {id: a, what: A, explanation: E., verdict: harmless, reference: somewhere, "
       "date: 2026-11-21, confidence: listed, any: []}",
       "is not a link"},
      {"rows:\n  - {id: a, what: A, explanation: E., verdict: harmless, reference: "
       "https://a.test/, date: yesterday, confidence: listed, any: []}",
       "date"},
      {"rows:\n  - {id: a, what: A, explanation: E., verdict: harmless, reference: "
       "https://a.test/, date: 2026-11-21, confidence: listed, any: [{field: blocked, match: host, "
       "patterns: [A.test]}]}",
       "\"A.test\" is not in lower case; write a.test"},
      {"rows:\n  - {id: a, what: A, explanation: E., verdict: harmless, reference: "
       "https://a.test/, date: 2026-11-21, confidence: listed, directives: [x-src], any: []}",
       "\"x-src\" is no directive"},
      {"rows:\n  - id: a\n    any: []", "noise.yaml:3:10: \"any\" is empty; give one at least"},
      {"rows:\n  - id: a\n    any:\n      - {field: blocked, match: equals, patterns: []}",
       "noise.yaml:4:51: \"patterns\" is empty; give one at least"},
      {"rows:\n  - id: a\n    any:\n      - {field: blocked, match: contains, patterns: ['']}",
       "noise.yaml:4:54: an item of \"patterns\" is empty; write a text"},
  };
  for (const Row& row : kRows) {
    const auto noise = Noise::load({"noise.yaml", row.yaml});
    ASSERT_FALSE(noise) << row.yaml;
    std::string all;
    for (const FileIssue& issue : noise.error()) all += issue.to_string() + "\n";
    EXPECT_NE(all.find(row.issue), std::string::npos) << all;
  }
}

using Words = std::vector<std::string>;

/// Of the first issue about the word `zzzzzz` whose remedy has this prefix, the words behind it, sorted.
Words words_after(std::string_view yaml, std::string_view prefix) {
  Words words;
  const auto loaded = Noise::load({"n.yaml", yaml});
  if (loaded) return words;
  for (const FileIssue& issue : loaded.error()) {
    if (!issue.remedy.starts_with(prefix) || issue.message.find("zzzzzz") == std::string::npos)
      continue;
    std::istringstream rest(issue.remedy.substr(prefix.size()));
    for (std::string word; rest >> word;) {
      words.push_back(word.substr(0, word.find(',')));
    }
    break;
  }
  std::ranges::sort(words);
  return words;
}

TEST(Noise, TheSchemaKnowsWhatTheLoaderKnows) {
  std::ifstream file(CSPKIT_TEST_DATA "/../catalog/noise.schema.json");
  const auto schema = boost::json::parse(std::string{std::istreambuf_iterator<char>(file), {}});
  for (const std::string name : {"row", "pattern"}) {
    const boost::json::object& definition = schema.at("$defs").at(name).as_object();
    const auto yaml = [&](const std::string& entry) {
      return "rows: [" + (name == "row" ? "{" + entry + "}" : "{any: [{" + entry + "}]}") + "]";
    };
    Words keys, required, missing;
    std::size_t enums = 0;
    for (const auto& property : definition.at("properties").as_object()) {
      keys.emplace_back(property.key());
      const auto* const values = property.value().as_object().if_contains("enum");
      if (values == nullptr) continue;
      ++enums;
      Words known;
      for (const auto& value : values->as_array()) known.emplace_back(value.as_string());
      std::ranges::sort(known);
      EXPECT_EQ(known, words_after(yaml(keys.back() + ": zzzzzz"), "use one of ")) << keys.back();
    }
    EXPECT_EQ(enums, 2u);
    std::ranges::sort(keys);
    EXPECT_EQ(keys, words_after(yaml("zzzzzz: 1"), "known here: "));

    for (const auto& key : definition.at("required").as_array())
      required.emplace_back(key.as_string());
    for (const std::string& key : keys) {
      const auto loaded = Noise::load({"n.yaml", yaml("")});
      ASSERT_FALSE(loaded);
      const bool is_asked_for = std::ranges::any_of(loaded.error(), [&](const FileIssue& issue) {
        return issue.message.starts_with(name == "row" ? "a row" : "a pattern") &&
               issue.message.ends_with(" has no \"" + key + "\"");
      });
      if (is_asked_for) missing.push_back(key);
    }
    std::ranges::sort(required);
    EXPECT_EQ(required, missing) << name;
  }
}

}  // namespace
}  // namespace cspkit
