// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/coverage.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "cspkit/engine.h"
#include "cspkit/lint.h"

namespace cspkit {
namespace {

constexpr std::array kSources = std::to_array<std::string_view>({
    "*",
    "'self'",
    "https:",
    "http:",
    "wss:",
    "ws:",
    "data:",
    "blob:",
    "example.com",
    "https://example.com",
    "http://example.com",
    "https://example.com:443",
    "https://example.com:8443",
    "https://example.com/a/",
    "*.example.com",
    "https://*.example.com",
    "https://*.example.com:*",
    "http://*.example.com",
    "http://*.example.com:*",
    "cdn.example.com",
    "https://cdn.example.com",
    "HTTPS://CDN.Example.com",
    "https://cdn.example.com:443",
    "https://cdn.example.com:8443",
    "https://cdn.example.com:*",
    "http://cdn.example.com",
    "http://cdn.example.com:80",
    "http://cdn.example.com:8080",
    "ws://cdn.example.com",
    "wss://cdn.example.com",
    "wss://example.com",
    "cdn.example.com/",
    "cdn.example.com/a",
    "cdn.example.com/a/",
    "cdn.example.com/a/b",
    "cdn.example.com/a%2Fb",
    "cdn.example.com/a/b.js",
    "*.cdn.example.com",
    "a.cdn.example.com",
    "https://*",
    "http://*",
    "https://*:*",
    "*:*",
    "*:443",
    "127.0.0.1",
    "*.0.0.1",
    "http://127.0.0.1:8080",
    "localhost",
});

constexpr std::array kUrls = std::to_array<std::string_view>({
    "https://example.com/",
    "http://example.com/",
    "https://example.com:8443/a/b",
    "http://example.com:443/",
    "https://example.com:80/",
    "https://cdn.example.com/",
    "https://cdn.example.com/a",
    "https://cdn.example.com/a/",
    "https://cdn.example.com/a/b",
    "https://cdn.example.com/a%2Fb",
    "https://cdn.example.com/a/b.js",
    "http://cdn.example.com/a/b.js",
    "https://cdn.example.com:8443/a/b",
    "https://cdn.example.com:8080/",
    "http://cdn.example.com:8080/",
    "http://cdn.example.com:443/",
    "https://cdn.example.com:80/",
    "https://a.cdn.example.com/a/b",
    "http://a.cdn.example.com:8080/",
    "wss://cdn.example.com/",
    "ws://cdn.example.com/",
    "wss://example.com/",
    "ws://example.com/",
    "wss://cdn.example.com:8443/",
    "https://other.test/",
    "http://other.test:81/",
    "wss://other.test/",
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "http://localhost/",
    "data:text/plain,x",
    "blob:https://example.com/0",
    "blob:http://example.com/0",
    "filesystem:https://example.com/0",
    "foo://cdn.example.com/",
});

struct Asked {
  std::string_view directive;
  Destination destination;
};
constexpr std::array kAsked = std::to_array<Asked>({
    {"img-src", Destination::image},
    {"script-src", Destination::script},
    {"connect-src", Destination::none},
    {"media-src", Destination::video},
    {"default-src", Destination::none},
    {"worker-src", Destination::worker},
    {"object-src", Destination::object},
    {"frame-src", Destination::iframe},
});

/// What every reader answers about every URL, as one text.
std::string answers(const std::string& policy, const Asked& asked, std::string_view page) {
  PolicyList list(origin_of(Url::parse(page)->view()));
  EXPECT_TRUE(list.add_header(policy));
  std::string out;
  for (const std::string_view text : kUrls) {
    const auto url = Url::parse(text);
    for (const Browser as :
         {Browser::specification, Browser::chromium, Browser::firefox, Browser::webkit}) {
      for (const std::uint32_t redirects : {0u, 1u}) {
        const Request request{
            .url = url->view(), .destination = asked.destination, .redirect_count = redirects};
        out += should_block_request(list, request, as).blocked() ? 'B' : 'A';
      }
      const UrlView ancestors[] = {url->view()};
      out += should_block_form_submission(list, url->view(), 0, as).blocked() ? 'B' : 'A';
      out += should_block_navigation_response(list, ancestors, as).blocked() ? 'B' : 'A';
    }
  }
  return out;
}

LintReport judged(std::string_view text, std::string_view page) {
  const LintText one{.text = text};
  return lint({.texts = {&one, 1}, .document_url = page}, LintProfile::strict);
}

// The engine is the judge: what a source that is called redundant allowed is allowed without it, by
// every reader, and nothing else is.
TEST(SourceRedundant, TakingTheSourceAwayChangesNoAnswerOfAnyBrowser) {
  std::mt19937 random(20261121);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  constexpr std::array kPages = std::to_array<std::string_view>(
      {"https://example.com/", "http://example.com/", "https://example.com:8443/"});
  std::size_t judged_redundant = 0;
  for (int round = 0; round < 4000; ++round) {
    const Asked& asked = kAsked[below(kAsked.size())];
    const std::string_view page = kPages[below(kPages.size())];
    std::string directive(asked.directive);
    if (below(6) == 0) directive = below(2) == 0 ? "form-action" : "frame-ancestors";
    std::string policy = directive;
    for (std::size_t n = 2 + below(3); n > 0; --n)
      policy.append(" ").append(kSources[below(kSources.size())]);
    const LintReport report = judged(policy, page);
    std::string before;
    for (const Finding& finding : report.findings) {
      if (finding.id != "source-redundant") continue;
      ++judged_redundant;
      ASSERT_TRUE(finding.fix && finding.fix->safety == FixSafety::safe);
      const std::string without = apply_safe_fixes(policy, {&finding, 1});
      ASSERT_LT(without.size(), policy.size());
      if (before.empty()) before = answers(policy, asked, page);
      EXPECT_EQ(answers(without, asked, page), before)
          << policy << "  =>  " << without << "  on " << page;
    }
  }
  EXPECT_GT(judged_redundant, 1000u);
}

TEST(SourceRedundant, IsTold) {
  struct Case {
    std::string_view policy;
    std::string_view fixed;
  };
  constexpr Case kCases[] = {
      {"img-src *.a.test cdn.a.test", "img-src *.a.test"},
      {"img-src cdn.a.test *.a.test", "img-src *.a.test"},
      {"img-src *.a.test *.b.a.test c.b.a.test", "img-src *.a.test"},
      {"img-src https: https://cdn.a.test:8443/x", "img-src https:"},
      {"img-src * https://a.test http:", "img-src *"},
      {"img-src https://a.test:* https://a.test:8443", "img-src https://a.test:*"},
      {"img-src https://a.test https://a.test:443", "img-src https://a.test"},
      {"img-src a.test/x/ a.test/x/y", "img-src a.test/x/"},
      {"img-src a.test/ a.test", "img-src a.test/"},
      {"img-src a.test https://a.test", "img-src a.test"},
      {"img-src 'self' https://example.com example.com/x", "img-src 'self'"},
      {"img-src https: a.test", "img-src https:"},
  };
  for (const Case& c : kCases) {
    const LintReport report = judged(c.policy, "https://example.com/");
    std::vector<Finding> ours;
    for (const Finding& finding : report.findings)
      if (finding.id == "source-redundant") ours.push_back(finding);
    EXPECT_EQ(apply_safe_fixes(c.policy, ours), c.fixed);
  }
}

TEST(SourceRedundant, IsNotToldWhereAReaderSeesADifference) {
  for (const std::string_view policy : {
           "img-src *.a.test a.test",           // the apex
           "img-src *.a.test https://ba.test",  // no label's border
           "img-src https://a.test http://a.test",
           "img-src http: https:",  // the secure one is to stay
           "img-src http://a.test:80 http://a.test",
           "img-src * data:",
           "img-src * 'self'",  // blob: URLs of the page
           "img-src https: 'self'",
           "img-src a.test/x a.test/x/",
           "img-src a.test/x a.test/xy",
           "img-src *.0.0.1 127.0.0.1",
           "connect-src https: wss:",
           "connect-src 'self' wss://example.com",
           "script-src 'strict-dynamic' 'nonce-{nonce}' https: https://a.test",
           "img-src https://other.test 'self'",
       }) {
    const LintReport report = judged(policy, "https://example.com/");
    for (const Finding& finding : report.findings)
      EXPECT_NE(finding.id, "source-redundant") << policy;
  }
}

/// What find_redundant says of each list, as text.
std::string redundant_in(std::string_view policy, const Scan& scan) {
  const LintText text{.text = policy};
  const LintInput input{.texts = {&text, 1}};
  linting::PageBuilder builder;
  const linting::Page& page = builder.build(input, {&scan, 1});
  std::vector<linting::Redundant> found;
  for (const linting::DirectiveFacts& list : page.policies[0].directives)
    linting::find_redundant(list, linting::PageOrigin::of(input.document_url), found);
  std::string out;
  for (const auto& [source, because_of] : found)
    out.append(source->text).append(" by ").append(because_of->text).append("\n");
  return out;
}

// What stands alone by its domain is passed over; looking at each with each must find the same.
TEST(SourceRedundant, IsFoundWithoutKnowingWhatStandsAlone) {
  constexpr std::array kMore = std::to_array<std::string_view>({
      "a.co.uk",          "*.a.co.uk",
      "x.a.co.uk",        "*.co.uk",
      "b.co.uk",          "*.uk",
      "http://x.a.co.uk", "x.test",
      "*.x.test",         "https://y.x.test/a/b",
      "y.x.test/a/",      "*.test",
      "Y.X.TEST:8443",    "example.com:8443",
      "'none'",           "'unsafe-inline'",
      "x://a.b.test",     "x:",
      "a.test:*",         "a.test",
  });
  std::mt19937 random(20261122);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const auto any = [&] {
    return below(2) == 0 ? kMore[below(kMore.size())] : kSources[below(kSources.size())];
  };
  std::size_t with_some = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string policy = "img-src";
    for (std::size_t n = 2 + below(6); n > 0; --n) policy.append(" ").append(any());
    Scan scan = scan_policies(policy, Delivery::header);
    parse_expressions(policy, scan);
    const std::string found = redundant_in(policy, scan);
    for (ListMarks& marks : scan.marks) marks.all_apart = false;
    for (SourceExpression& expression : scan.expressions) expression.alone = false;
    ASSERT_EQ(found, redundant_in(policy, scan)) << policy;
    with_some += found.empty() ? 0 : 1;
  }
  EXPECT_GT(with_some, 1000u);
}

// Counted, not timed: how often two sources are compared does not grow with the square.
TEST(HostIndex, ComparesEachSourceWithFewOthers) {
  const auto comparisons = [](std::size_t count, auto&& make) {
    std::vector<std::string> texts;
    std::vector<SourceExpression> expressions;
    std::vector<linting::Source> sources;
    for (std::size_t i = 0; i < count; ++i) texts.push_back(make(i));
    for (const std::string& text : texts) expressions.push_back(parse_source_expression(text));
    for (std::size_t i = 0; i < count; ++i) sources.push_back({texts[i], {}, expressions[i]});
    const linting::HostIndex index(sources);
    std::size_t compared = 0;
    for (const linting::Source& source : sources) {
      index.any_candidate(source.expression.host, [&](std::size_t) {
        ++compared;
        return false;
      });
    }
    return compared;
  };
  constexpr std::size_t kCount = 100'000;
  // Each alone: itself, and a neighbour in the table now and then.
  EXPECT_LT(comparisons(kCount, [](std::size_t i) { return "h" + std::to_string(i) + ".test"; }),
            3 * kCount);
  // All of one host, and all below one wildcard after another.
  EXPECT_LE(comparisons(kCount, [](std::size_t i) { return "a.test/" + std::to_string(i); }),
            linting::HostIndex::kMostCompared * kCount);
  EXPECT_LE(
      comparisons(kCount, [](std::size_t i) { return "*.a.test:" + std::to_string(i % 60000); }),
      2 * linting::HostIndex::kMostCompared * kCount);
}

}  // namespace
}  // namespace cspkit
