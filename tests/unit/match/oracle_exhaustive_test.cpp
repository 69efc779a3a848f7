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

struct Tally {
  std::size_t compared = 0;
  std::size_t matches = 0;
  std::size_t differences = 0;
};

/// Three questions whose answer is the list's alone: `base-uri`; `form-action` behind a redirect;
/// and `connect-src`, to which Fetch hands ws: and wss: over as http: and https:.
class Asker {
 public:
  Asker(const std::string& source, const std::string& page, Tally& tally)
      : source_(source),
        page_(page),
        tally_(tally),
        source_list_(split_on_ascii_whitespace(source)),
        origin_(origin_of(Url::parse(page)->view())),
        list_(origin_) {
    list_.add(*CompiledPolicy::compile("base-uri " + source + "; form-action " + source +
                                       "; connect-src " + source));
  }

  void ask(const ParsedUrl& url, const ParsedUrl& as_fetched) {
    const UrlView view = url.url.view();
    compare("base-uri", url, match(url, 0), allow_base_for_document(list_, view));
    compare("form-action, redirected", url, match(url, 1),
            should_block_form_submission(list_, view, 1));
    Request request;
    request.url = view;
    compare("connect-src", url, match(as_fetched, 0), should_block_request(list_, request));
  }

 private:
  Match match(const ParsedUrl& url, unsigned redirects) const {
    return match_url_to_source_list(url.url.view(), source_list_, origin_, redirects);
  }

  void compare(const char* question, const ParsedUrl& url, Match expected, const Verdict& verdict) {
    ++tally_.compared;
    if (expected == Match::matches) ++tally_.matches;
    if ((expected == Match::matches) != verdict.blocked()) return;
    if (++tally_.differences > 20) return;
    ADD_FAILURE() << question << ": source " << source_ << ", URL " << url.text << ", page "
                  << page_ << ": the oracle says "
                  << (expected == Match::matches ? "Matches" : "Does Not Match");
  }

  const std::string& source_;
  const std::string& page_;
  Tally& tally_;
  Strings source_list_;
  Origin origin_;
  PolicyList list_;
};

/// `url` with the scheme that Fetch gives a WebSocket's.
ParsedUrl as_fetched(const ParsedUrl& url) {
  const std::string& href = url.url.href();
  if (href.rfind("ws:", 0) == 0) return {url.text, *Url::parse("http:" + href.substr(3))};
  if (href.rfind("wss:", 0) == 0) return {url.text, *Url::parse("https:" + href.substr(4))};
  return url;
}

/// Every source meets every URL on every page.
Tally compare_all(const std::vector<std::string>& sources, const std::vector<ParsedUrl>& urls,
                  const std::vector<std::string>& pages) {
  std::vector<ParsedUrl> fetched;
  for (const ParsedUrl& url : urls) fetched.push_back(as_fetched(url));
  Tally tally;
  for (const std::string& page : pages) {
    for (const std::string& source : sources) {
      Asker asker(source, page, tally);
      for (std::size_t i = 0; i < urls.size(); ++i) asker.ask(urls[i], fetched[i]);
    }
  }
  EXPECT_EQ(tally.differences, 0u);
  EXPECT_EQ(tally.compared, sources.size() * urls.size() * pages.size() * 3);
  return tally;
}

const std::vector<std::string> kPages = {"http://a.b/",     "https://a.b/",     "http://a.b:81/",
                                         "https://a.b:80/", "data:text/html,x", "x://a.b/"};

TEST(OracleExhaustive, SchemesHostsAndPorts) {
  const std::vector<std::string> sources =
      products({{"", "http://", "https://", "HTTP://", "ws://", "wss://", "x://", "ftp://"},
                {"*", "a.b", "*.a.b", "*.b", "b", "A.b", "a.b.", "*.", "127.0.0.1", "*.0.0.1"},
                {"", ":*", ":80", ":443", ":81", ":0080", ":21", ":"}});
  const std::vector<ParsedUrl> urls =
      parse_all(products({{"http://", "https://", "ws://", "wss://", "x://", "ftp://"},
                          {"a.b", "c.a.b", "b", "ba.b", "a.b.", "127.0.0.1", "[::1]", "d.c.a.b"},
                          {"", ":80", ":443", ":81", ":21"}}));
  EXPECT_GT(compare_all(sources, urls, kPages).matches, 20'000u);
}

TEST(OracleExhaustive, KeywordsAndSchemeSources) {
  const std::vector<std::string> sources = {
      "*",    "'self'", "'SELF'", "'none'", "'none' 'self'", "http:", "https:",   "ws:",
      "wss:", "x:",     "X:",     "data:",  "blob:",         "file:", "about:",   "javascript:",
      "self", "http",   "'self",  "x",      "HTTP:",         "xx:",   "'self' *", "*:"};
  const std::vector<ParsedUrl> urls = parse_all({"http://a.b/",
                                                 "https://a.b/",
                                                 "http://a.b:81/",
                                                 "https://a.b:80/",
                                                 "http://a.b:443/",
                                                 "https://a.b:81/",
                                                 "ws://a.b/",
                                                 "wss://a.b/",
                                                 "ws://a.b:443/",
                                                 "wss://a.b:80/",
                                                 "x://a.b/",
                                                 "x:a",
                                                 "xx://a.b/",
                                                 "data:,x",
                                                 "blob:http://a.b/1",
                                                 "blob:https://a.b/1",
                                                 "blob:https://a.b:80/1",
                                                 "blob:null/1",
                                                 "file:///a",
                                                 "about:blank",
                                                 "javascript:1",
                                                 "ftp://a.b/",
                                                 "http://c.a.b/"});
  EXPECT_GT(compare_all(sources, urls, kPages).matches, 500u);
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
  EXPECT_GT(compare_all(sources, urls, {"http://a.b/"}).matches, 2'000u);
}

TEST(OracleExhaustive, WhatIsNoSourceMatchesNothing) {
  // All short texts over the letters that the grammar gives a meaning.
  const std::vector<std::string> sources = strings_over({"*", ".", ":", "/", "a", "8"}, 5);
  const std::vector<ParsedUrl> urls =
      parse_all({"http://a/", "http://a.a/8", "http://a:8/a", "a:8", "a://a/", "http://a./",
                 "http://8a/", "https://a:8/a/8"});
  std::vector<std::string> non_empty(sources.begin() + 1, sources.end());
  EXPECT_GT(compare_all(non_empty, urls, {"http://a/"}).matches, 1'000u);
}

}  // namespace
}  // namespace cspkit::oracle
