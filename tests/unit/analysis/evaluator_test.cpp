// SPDX-License-Identifier: Apache-2.0
// The profile `evaluator`. tests/lint/run.mjs holds its verdicts to the package's; here are places, ranks and pages.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "analysis/lint/evaluator/host.h"
#include "analysis/lint/evaluator/types.h"
#include "base/ascii.h"
#include "cspkit/lint.h"

namespace cspkit {
namespace {

LintReport judged(std::string_view policy) {
  const LintText text{.text = policy};
  return lint({.texts = {&text, 1}}, LintProfile::evaluator);
}

std::string_view at(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

TEST(Evaluator, AFindingStandsAtItsValue) {
  const std::string_view text =
      "default-src 'none', Script-Src 'self' HTTPS: 'nonce-abc'; object-src 'none'";
  for (const Finding& finding : judged(text).findings) {
    if (finding.value.empty()) continue;
    EXPECT_EQ(at(text, finding.span), finding.value) << finding.id;
    EXPECT_EQ(finding.policy, 1u) << finding.id;
  }
}

TEST(Evaluator, KeepsItsSeverityBesideOurs) {
  const LintReport report = judged("script-src 'self'; object-src 'none'");
  const auto self = std::ranges::find(report.findings, "script-allowlist-bypass", &Finding::id);
  ASSERT_NE(self, report.findings.end());
  EXPECT_EQ(self->peer_severity, "MEDIUM_MAYBE");
  EXPECT_EQ(self->severity, FindingSeverity::low);
  EXPECT_EQ(report.result, "MEDIUM_MAYBE");
  EXPECT_EQ(judged("script-src *").result, "HIGH");
}

/// What check by check would be said of a source that is no common host.
bool is_remarkable(std::string_view source) {
  TextMasks masks;
  masks.read(source);
  const linting::evaluator::Host host(source, masks, {0, source.size()});
  return !host.dotted || host.may_be_ip || source.front() == '\'' ||
         starts_with_ignoring_ascii_case(source, "http://") || source.starts_with("nonce-") ||
         source.starts_with("sha");
}

bool is_common(std::string_view source) {
  TextMasks masks;
  masks.read(source);
  return linting::evaluator::is_common_host(source, masks, {0, source.size()});
}

TEST(Evaluator, NothingIsToBeSaidOfACommonHost) {
  constexpr std::string_view kCommon[] = {"a.test",
                                          "*.a.test",
                                          "https://cdn.a.test",
                                          "https://*.a.test:443/x/y.js",
                                          "wss://a-b.test:*",
                                          "assets4.cdn2.example.co.uk:8443/a/b"};
  for (const std::string_view host : kCommon) {
    EXPECT_TRUE(is_common(host)) << host;
    EXPECT_FALSE(is_remarkable(host)) << host;
    // Each byte changed to each other, and one put in front of it.
    for (std::size_t at = 0; at < host.size(); ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string changed(host);
        changed[at] = static_cast<char>(byte);
        EXPECT_FALSE(is_common(changed) && is_remarkable(changed)) << changed;
        changed.insert(at + 1, 1, host[at]);
        EXPECT_FALSE(is_common(changed) && is_remarkable(changed)) << changed;
      }
    }
  }
  for (const std::string_view source :
       {"'a.test'", "nonce-a.b", "sha256-a.b", "1.2.3.4", "https://1.2.3.4/", "//0x7f.1", "*.1",
        "https://[::1]/a.b", "http://a.test", "HTTP://a.test", "%31.2", "me@1/a.b", "1/a.b",
        "localhost", "script-src"}) {
    EXPECT_FALSE(is_common(source)) << source;
  }
}

TEST(Evaluator, AHostIsSeenAtOneLookOrLeftToTheUrlParser) {
  struct Row {
    std::string_view source, bare, labels;
    bool plain, may_be_ip;
  };
  constexpr Row kRows[] = {
      {"a.test", "a.test", "a.test", true, false},
      {"https://*.a.test:443/x", "*.a.test:443/x", "a.test", true, false},
      {"w_s+1.0-x://a.test", "a.test", "a.test", true, false},
      {"+x://a.test", "+x://a.test", "", false, false},
      {"a/b://1.2.3.4", "a/b://1.2.3.4", "a", true, false},
      {"//a.test?1", "a.test?1", "a.test", true, false},
      {"https:////a.test", "a.test", "a.test", true, false},
      {"1.2.3.4", "1.2.3.4", "1.2.3.4", true, true},
      {"HTTPS://1.2.3.4.:80/a.b", "1.2.3.4.:80/a.b", "1.2.3.4.", true, true},
      {"a.0x7f", "a.0x7f", "a.0x7f", true, true},
      {"1.a", "1.a", "1.a", true, false},
      {"a.b:1.2", "a.b:1.2", "a.b", true, false},
      {"me:1@127.1", "me:1@127.1", "me", true, true},
      {"https://[::1]:80", "[::1]:80", "", false, true},
      {"127%2e1", "127%2e1", "127", false, true},
      {"a.test/%41@1", "a.test/%41@1", "a.test", true, false},
      {"x_1.2", "x_1.2", "x", false, true},
      {"*.1", "*.1", "1", true, true},
      {"*", "*", "", false, false},
      {".", ".", ".", true, false},
  };
  for (const Row& row : kRows) {
    TextMasks masks;
    masks.read(row.source);
    const linting::evaluator::Host host(row.source, masks, {0, row.source.size()});
    EXPECT_EQ(host.bare, row.bare) << row.source;
    EXPECT_EQ(host.labels, row.labels) << row.source;
    EXPECT_EQ(host.is_plain, row.plain) << row.source;
    EXPECT_EQ(host.may_be_ip, row.may_be_ip) << row.source;
  }
}

TEST(Evaluator, NothingOfTheInputBeforeIsLeft) {
  Linter linter(LintProfile::evaluator);
  const LintText many{
      .text = "script-src 'self' 'unsafe-inline' 'nonce-a' x.test, ü x; img-src 1.2.3.4"};
  EXPECT_GT(linter.judge({.texts = {&many, 1}}).findings.size(), 6u);
  const LintText few{.text =
                         "script-src 'none'; report-uri /r; require-trusted-types-for 'script'; "
                         "object-src 'none'"};
  EXPECT_TRUE(linter.judge({.texts = {&few, 1}}).findings.empty());
}

TEST(Evaluator, DirectivesAreNamedInLowerCase) {
  for (const Finding& finding : judged("SCRIPT-SRC *; Img-Scr x").findings) {
    EXPECT_EQ(std::ranges::count_if(finding.directive, [](char c) { return c >= 'A' && c <= 'Z'; }),
              0);
  }
}

TEST(Evaluator, EveryTypeIsEmittedAndHasItsPlaceOnThePage) {
  std::ifstream file(CSPKIT_TEST_DATA "/../docs/lint-profiles.md");
  std::ostringstream page;
  page << file.rdbuf();
  for (const LintProfile profile : {LintProfile::evaluator, LintProfile::observatory}) {
    ASSERT_GE(lint_checks(profile).size(), 11u);
    for (const LintCheckInfo& check : lint_checks(profile)) {
      EXPECT_TRUE(check.page.starts_with("docs/lint-profiles.md#")) << check.id;
      EXPECT_TRUE(check.page.ends_with("#" + std::string(check.id))) << check.page;
      EXPECT_NE(page.str().find("### " + std::string(check.id) + "\n"), std::string::npos)
          << check.id;
    }
  }
  // The page's example of each type triggers it.
  for (const LintCheckInfo& check : lint_checks(LintProfile::evaluator)) {
    const std::string text = page.str();
    const auto heading = text.find("### " + std::string(check.id) + "\n");
    const auto begin = text.find("```\n", heading) + 4;
    const std::string policy = text.substr(begin, text.find("\n```", begin) - begin);
    const LintReport report = judged(policy);
    EXPECT_NE(std::ranges::find(report.findings, check.id, &Finding::id), report.findings.end())
        << check.id << ": " << policy;
  }
}

}  // namespace
}  // namespace cspkit
