// SPDX-License-Identifier: Apache-2.0
#include "cspkit/bypass.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "cspkit/engine.h"

namespace cspkit {
namespace {

std::vector<std::string> let_in(std::string_view source, PathRule paths = PathRule::compare) {
  std::vector<const Bypass*> rows;
  builtin_bypasses().let_in_by(source, paths, rows);
  std::vector<std::string> urls;
  for (const Bypass* row : rows) urls.push_back(row->url);
  return urls;
}

bool lets_in(std::string_view source, std::string_view url, PathRule paths = PathRule::compare) {
  const auto urls = let_in(source, paths);
  return std::ranges::find(urls, url) != urls.end();
}

TEST(Bypasses, TheFileLoads) {
  const auto loaded = Bypasses::load(builtin_bypass_files().front());
  std::string issues;
  if (!loaded) {
    for (const FileIssue& issue : loaded.error()) issues += issue.to_string() + "\n";
  }
  EXPECT_EQ(issues, "");
  EXPECT_EQ(builtin_bypass_files().front().name, "bypasses.yaml");
}

TEST(Bypasses, EveryRowSaysWhatItIsAndOnWhatGround) {
  for (const Bypass& row : builtin_bypasses().rows()) {
    EXPECT_FALSE(row.title.empty() || row.title.ends_with('.')) << row.url;
    EXPECT_TRUE(row.reference.starts_with("https://")) << row.url;
    EXPECT_EQ(row.date.size(), 10u) << row.url;
    EXPECT_EQ(row.dead.empty(), row.dead_reference.empty()) << row.url;
  }
}

TEST(Bypasses, HoldsEveryRowOfTheEvaluatorsLists) {
  const auto count = [](BypassList list) {
    return std::ranges::count(builtin_bypasses().rows(), list, &Bypass::list);
  };
  EXPECT_EQ(count(BypassList::evaluator_jsonp), 123);
  EXPECT_EQ(count(BypassList::evaluator_angular), 41);
  EXPECT_EQ(count(BypassList::evaluator_flash), 2);
  EXPECT_GE(count(BypassList::none), 150);
  EXPECT_EQ(std::ranges::count_if(builtin_bypasses().rows(),
                                  [](const Bypass& row) {
                                    return row.list == BypassList::evaluator_jsonp &&
                                           row.needs_eval;
                                  }),
            5);
}

TEST(Bypasses, HasEveryKind) {
  std::set<BypassKind> kinds;
  std::set<std::string_view> names;
  for (const Bypass& row : builtin_bypasses().rows()) {
    kinds.insert(row.kind);
    names.insert(to_string(row.kind));
  }
  EXPECT_EQ(kinds.size(), 7u);
  EXPECT_EQ(names.size(), 7u);
}

struct LetInCase {
  std::string_view source;
  std::string_view url;
  bool expected;
};

TEST(Bypasses, ASourceLetsInWhatTheEngineAllows) {
  constexpr std::string_view kAngular = "https://cdn.jsdelivr.net/npm/angular@1.8.3/angular.min.js";
  constexpr LetInCase kCases[] = {
      {"unpkg.com", "https://unpkg.com/", true},
      {"UNPKG.com", "https://unpkg.com/", true},
      {"https://unpkg.com", "https://unpkg.com/", true},
      {"http://unpkg.com", "https://unpkg.com/", true},  // http: matches https:, too
      {"wss://unpkg.com", "https://unpkg.com/", true},   // and so does wss:
      {"ftp://unpkg.com", "https://unpkg.com/", false},
      {"https://unpkg.com:443", "https://unpkg.com/", true},
      {"https://unpkg.com:*", "https://unpkg.com/", true},
      {"https://unpkg.com:8443", "https://unpkg.com/", false},
      {"https://unpkg.com/react@18.2.0/umd/", "https://unpkg.com/", false},
      {"*.unpkg.com", "https://unpkg.com/", false},  // a wildcard does not cover the host itself
      {"*.unpkg.com", "https://www.unpkg.com/", true},
      // Paths: a folder that holds the row, the row itself, and another.
      {"https://cdn.jsdelivr.net", kAngular, true},
      {"https://cdn.jsdelivr.net/npm/", kAngular, true},
      {"https://cdn.jsdelivr.net/npm/", "https://cdn.jsdelivr.net/npm/", true},
      {"https://cdn.jsdelivr.net/npm/", "https://cdn.jsdelivr.net/gh/", false},
      {"https://cdn.jsdelivr.net/npm", kAngular, false},  // without its slash it is one file
      {"https://cdn.jsdelivr.net/npm/angular@1.8.3/", kAngular, true},
      {"https://cdn.jsdelivr.net/npm/angular%401.8.3/", kAngular, true},
      {"https://cdn.jsdelivr.net/npm/angular@1.8.3/angular.min.js", kAngular, true},
      {"https://cdn.jsdelivr.net/npm/jquery@3.7.1/", kAngular, false},
      {"https://cdn.jsdelivr.net/npm/jquery@3.7.1/", "https://cdn.jsdelivr.net/npm/", false},
      // Names that anybody can take: only a wildcard lets them in.
      {"*.github.io", "https://*.github.io/", true},
      {"https://*.github.io", "https://*.github.io/", true},
      {"me.github.io", "https://*.github.io/", false},
      {"*.me.github.io", "https://*.github.io/", false},
      {"*.io", "https://*.github.io/", true},
      {"*.io", "https://*.io/", true},
      {"*.co.uk", "https://*.co.uk/", true},
      {"*.example.co.uk", "https://*.co.uk/", false},
      // One bucket is not every bucket.
      {"https://storage.googleapis.com", "https://storage.googleapis.com/", true},
      {"https://storage.googleapis.com/my-bucket/", "https://storage.googleapis.com/", false},
      {"*.googleapis.com", "https://storage.googleapis.com/", true},
      {"https://www.google-analytics.com", "https://www.google-analytics.com/gtm/js", true},
      {"https://www.google-analytics.com/analytics.js", "https://www.google-analytics.com/gtm/js",
       false},
      {"https://example.com", "https://unpkg.com/", false},
  };
  for (const LetInCase& c : kCases) {
    EXPECT_EQ(lets_in(c.source, c.url), c.expected) << c.source << " -> " << c.url;
  }
}

TEST(Bypasses, BehindARedirectPathsDoNotCount) {
  constexpr std::string_view kSource = "https://cdn.jsdelivr.net/npm/jquery@3.7.1/";
  EXPECT_FALSE(lets_in(kSource, "https://cdn.jsdelivr.net/npm/"));
  EXPECT_TRUE(lets_in(kSource, "https://cdn.jsdelivr.net/npm/", PathRule::ignore));
}

TEST(Bypasses, WhatIsNoHostLetsInNothingToName) {
  for (const std::string_view source : {"*", "https:", "data:", "'self'", "'nonce-abc'",
                                        "https://*", "", "https://", "a b", "*.", "%"}) {
    EXPECT_TRUE(let_in(source).empty()) << source;
  }
}

// The index may only save work: every row that the engine allows is found through it.
TEST(Bypasses, TheIndexLosesNoRow) {
  const auto rows = builtin_bypasses().rows();
  std::set<std::string> sources;
  for (const Bypass& row : rows) {
    const std::string host(row.probe.view().host);
    sources.insert(host);
    for (auto dot = host.find('.'); dot != host.npos; dot = host.find('.', dot + 1)) {
      sources.insert("*" + host.substr(dot));
    }
  }
  ASSERT_GE(sources.size(), 300u);
  for (const std::string& source : sources) {
    PolicyList list(origin_of(Url::parse("https://page.invalid/")->view()));
    list.add(*CompiledPolicy::compile("script-src " + source));
    std::vector<std::string> expected;
    for (const Bypass& row : rows) {
      const Request request{.url = row.probe.view(), .destination = Destination::script};
      if (!should_block_request(list, request).blocked()) expected.push_back(row.url);
    }
    EXPECT_EQ(let_in(source), expected) << source;
  }
}

struct MistakeCase {
  std::string_view row;
  std::string_view issue;  ///< from the column on
};

TEST(BypassFile, SaysWhereAMistakeIsAndWhatToDo) {
  constexpr MistakeCase kCases[] = {
      {"unpkg.com", ":8:9: \"unpkg.com\" is not an https: URL; begin with https://"},
      {"https://", ":8:9: \"https://\" is not a URL: the URL has no host; mend it"},
      {"https://A.test/",
       ":8:9: \"https://A.test/\" is not in canonical form; write https://a.test/"},
      {"https://a.test:8443/",
       ":8:9: \"https://a.test:8443/\" is not in canonical form; write https://a.test:8443/"},
      {"{url: \"https://a.test/x\", reach: prefix}",
       ":8:9: \"https://a.test/x\" is no prefix; end it with a slash, or say reach: url"},
      {"{url: \"https://a.test/\", kind: jsnop}",
       ":8:40: \"kind\" cannot be \"jsnop\"; use one of jsonp, script-gadget, arbitrary-hosting, "
       "user-content, "
       "public-suffix, open-redirect, flash"},
      {"{url: \"https://a.test/\", sorce: x}", ":8:34: unknown key \"sorce\" in a row"},
      {"{url: \"https://a.test/\", date: yesterday}",
       ":8:40: \"yesterday\" is not a date; write YYYY-MM-DD"},
      {"{url: \"https://a.test/\", dead: gone}",
       ":8:9: the row is dead without a reference; add dead_reference: …"},
      {"{url: \"https://a.test/\", reference: the web}",
       ":8:45: \"the web\" is not a link; write an https: URL"},
      {"https://b.test/", ":8:9: \"https://b.test/\" stands in line 7 already; remove one of them"},
      {"[]", ":8:9: a row is a list"},
  };
  for (const MistakeCase& c : kCases) {
    const std::string text =
        "groups:\n- kind: jsonp\n  title: T\n  reference: https://r.test/\n"
        "  date: 2026-11-21\n  confidence: listed\n  rows: [\"https://b.test/\",\n        " +
        std::string(c.row) + "]\n";
    const auto loaded = Bypasses::load({"b.yaml", text});
    ASSERT_FALSE(loaded) << c.row;
    EXPECT_TRUE(loaded.error().front().to_string().starts_with("b.yaml" + std::string(c.issue)))
        << c.row << "\n"
        << loaded.error().front().to_string();
  }
}

TEST(BypassFile, AGroupSaysAllThatRowsRestOn) {
  const auto loaded = Bypasses::load({"b.yaml", "groups: [{}]"});
  ASSERT_FALSE(loaded);
  std::string all;
  for (const FileIssue& issue : loaded.error()) all += issue.to_string() + "\n";
  for (const std::string_view key : {"kind", "title", "reference", "date", "confidence", "rows"}) {
    EXPECT_NE(all.find("a group has no \"" + std::string(key) + "\""), all.npos) << key;
  }
}

/// The words of the first remedy that begins so, sorted.
std::vector<std::string> words_after(std::string_view yaml, std::string_view prefix) {
  std::vector<std::string> words;
  const auto loaded = Bypasses::load({"b.yaml", yaml});
  if (loaded) return words;
  for (const FileIssue& issue : loaded.error()) {
    if (!issue.remedy.starts_with(prefix) || issue.message.find("zzzzzz") == std::string::npos)
      continue;
    std::string_view rest = std::string_view(issue.remedy).substr(prefix.size());
    while (!rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find(", "));
      words.emplace_back(word);
      rest.remove_prefix(std::min(rest.size(), word.size() + 2));
    }
    break;
  }
  std::ranges::sort(words);
  return words;
}

TEST(BypassFile, TheSchemaKnowsWhatTheLoaderKnows) {
  std::ifstream file(CSPKIT_TEST_DATA "/../catalog/bypasses.schema.json");
  const auto schema = boost::json::parse(std::string{std::istreambuf_iterator<char>(file), {}});
  const auto& defs = schema.at("$defs").as_object();
  const auto keys = [&](std::string_view name) {
    std::vector<std::string> found;
    for (const auto& property : defs.at(name).at("properties").as_object())
      found.emplace_back(property.key());
    std::ranges::sort(found);
    return found;
  };
  EXPECT_EQ(keys("group"), words_after("groups: [{zzzzzz: 1}]", "known here: "));
  const std::string row =
      "groups: [{kind: jsonp, title: T, reference: 'https://r.test/', date: 2026-11-21, "
      "confidence: listed, rows: [{url: 'https://a.test/', %}]}]";
  const auto with = [&](std::string_view entry) {
    return std::string(row).replace(row.find('%'), 1, entry);
  };
  EXPECT_EQ(keys("row"), words_after(with("zzzzzz: 1"), "known here: "));
  const auto values = [](const boost::json::value& definition) {
    std::vector<std::string> found;
    for (const auto& value : definition.at("enum").as_array())
      found.emplace_back(value.as_string());
    std::ranges::sort(found);
    return found;
  };
  for (const std::string_view name : {"kind", "reach", "confidence"}) {
    EXPECT_EQ(values(defs.at(name)),
              words_after(with(std::string(name) + ": zzzzzz"), "use one of "))
        << name;
  }
  EXPECT_EQ(values(defs.at("group").at("properties").at("list")),
            words_after("groups: [{list: zzzzzz}]", "use one of "));
}

}  // namespace
}  // namespace cspkit
