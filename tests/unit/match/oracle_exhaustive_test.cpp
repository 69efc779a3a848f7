// SPDX-License-Identifier: Apache-2.0
//
// The engine against the oracle: every small input. All source expressions made of a few parts meet
// all URLs made of a few parts, on pages of several origins.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "cspkit/engine.h"
#include "oracle/matching.h"

namespace cspkit::oracle {
namespace {

struct ParsedUrl {
  std::string text;
  Url url;
};

std::vector<ParsedUrl> parse_all(const std::vector<std::string>& texts) {
  std::vector<ParsedUrl> result;
  for (const std::string& text : texts) {
    if (auto url = Url::parse(text)) result.push_back({text, *std::move(url)});
  }
  return result;
}

/// Every way to take one of each.
std::vector<std::string> products(const std::vector<std::vector<std::string>>& parts) {
  std::vector<std::string> result = {""};
  for (const std::vector<std::string>& choices : parts) {
    std::vector<std::string> longer;
    for (const std::string& prefix : result) {
      for (const std::string& choice : choices) longer.push_back(prefix + choice);
    }
    result = std::move(longer);
  }
  return result;
}

/// All texts over `alphabet` of at most `length` letters.
std::vector<std::string> strings_over(const std::vector<std::string>& alphabet, int length) {
  std::vector<std::string> result = {""};
  std::vector<std::string> last = {""};
  for (int i = 0; i < length; ++i) {
    last = products({last, alphabet});
    result.insert(result.end(), last.begin(), last.end());
  }
  return result;
}

/// Asks both about every pair. `base-uri` is the plainest question: the list alone decides it.
/// Redirects are asked of `form-action`, which is the same but for them.
std::size_t compare(const std::vector<std::string>& sources, const std::vector<ParsedUrl>& urls,
                    const std::vector<std::string>& pages, std::size_t& matches) {
  std::size_t compared = 0;
  std::size_t differences = 0;
  for (const std::string& page : pages) {
    const Origin origin = origin_of(Url::parse(page)->view());
    for (const std::string& source : sources) {
      PolicyList list(origin);
      list.add(*CompiledPolicy::compile("base-uri " + source + "; form-action " + source));
      const Strings source_list = split_on_ascii_whitespace(source);
      for (const ParsedUrl& url : urls) {
        for (const unsigned redirects : {0u, 1u}) {
          const Match expected =
              match_url_to_source_list(url.url.view(), source_list, origin, redirects);
          const Verdict verdict =
              redirects == 0 ? allow_base_for_document(list, url.url.view())
                             : should_block_form_submission(list, url.url.view(), redirects);
          ++compared;
          if (expected == Match::matches) ++matches;
          if ((expected == Match::matches) == verdict.blocked() && ++differences <= 20) {
            ADD_FAILURE() << "source " << source << ", URL " << url.text << ", page " << page
                          << ", redirects " << redirects << ": the oracle says "
                          << (expected == Match::matches ? "Matches" : "Does Not Match");
          }
        }
      }
    }
  }
  EXPECT_EQ(differences, 0u);
  return compared;
}

const std::vector<std::string> kPages = {"http://a.b/", "https://a.b/", "http://a.b:81/",
                                         "https://a.b:80/", "data:text/html,x", "x://a.b/"};

TEST(OracleExhaustive, SchemesHostsAndPorts) {
  const std::vector<std::string> sources = products(
      {{"", "http://", "https://", "HTTP://", "ws://", "wss://", "x://", "ftp://"},
       {"*", "a.b", "*.a.b", "*.b", "b", "A.b", "a.b.", "*.", "127.0.0.1", "*.0.0.1"},
       {"", ":*", ":80", ":443", ":81", ":0080", ":21", ":"}});
  const std::vector<ParsedUrl> urls = parse_all(products(
      {{"http://", "https://", "ws://", "wss://", "x://", "ftp://"},
       {"a.b", "c.a.b", "b", "ba.b", "a.b.", "127.0.0.1", "[::1]", "d.c.a.b"},
       {"", ":80", ":443", ":81", ":21"}}));
  std::size_t matches = 0;
  EXPECT_EQ(compare(sources, urls, kPages, matches), sources.size() * urls.size() * 12);
  EXPECT_GT(matches, 20'000u);
}

TEST(OracleExhaustive, KeywordsAndSchemeSources) {
  const std::vector<std::string> sources = {
      "*",     "'self'", "'SELF'", "'none'", "'none' 'self'", "http:",   "https:",  "ws:",
      "wss:",  "x:",     "X:",     "data:",  "blob:",         "file:",   "about:",  "javascript:",
      "self",  "http",   "'self",  "x",      "HTTP:",         "xx:",     "'self' *", "*:"};
  const std::vector<ParsedUrl> urls = parse_all(
      {"http://a.b/",        "https://a.b/",     "http://a.b:81/",  "https://a.b:80/",
       "http://a.b:443/",    "https://a.b:81/",  "ws://a.b/",       "wss://a.b/",
       "ws://a.b:443/",      "wss://a.b:80/",    "x://a.b/",        "x:a",
       "xx://a.b/",          "data:,x",          "blob:http://a.b/1", "blob:https://a.b/1",
       "blob:https://a.b:80/1", "blob:null/1",   "file:///a",       "about:blank",
       "javascript:1",       "ftp://a.b/",       "http://c.a.b/"});
  std::size_t matches = 0;
  EXPECT_EQ(compare(sources, urls, kPages, matches), sources.size() * urls.size() * 12);
  EXPECT_GT(matches, 500u);
}

TEST(OracleExhaustive, Paths) {
  // Every path of up to four letters meets every other.
  std::vector<std::string> sources;
  std::vector<std::string> url_texts;
  for (const std::string& path : strings_over({"/", "a", "%2f", "%61", "%"}, 4)) {
    sources.push_back("a.b/" + path);
  }
  for (const std::string& path : strings_over({"/", "a", "%2F", "A", "%61"}, 4)) {
    url_texts.push_back("http://a.b/" + path);
  }
  const std::vector<ParsedUrl> urls = parse_all(url_texts);
  std::size_t matches = 0;
  EXPECT_EQ(compare(sources, urls, {"http://a.b/"}, matches), sources.size() * urls.size() * 2);
  EXPECT_GT(matches, 2'000u);
}

TEST(OracleExhaustive, WhatIsNoSourceMatchesNothing) {
  // All short texts over the letters that the grammar gives a meaning.
  const std::vector<std::string> sources = strings_over({"*", ".", ":", "/", "a", "8"}, 5);
  const std::vector<ParsedUrl> urls =
      parse_all({"http://a/", "http://a.a/8", "http://a:8/a", "a:8", "a://a/", "http://a./",
                 "http://8a/", "https://a:8/a/8"});
  std::size_t matches = 0;
  std::vector<std::string> non_empty(sources.begin() + 1, sources.end());
  EXPECT_EQ(compare(non_empty, urls, {"http://a/"}, matches), non_empty.size() * urls.size() * 2);
  EXPECT_GT(matches, 1'000u);
}

}  // namespace
}  // namespace cspkit::oracle
