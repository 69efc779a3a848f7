// SPDX-License-Identifier: Apache-2.0
//
// A page with more than one policy, its other headers, and how it came.
#include <gtest/gtest.h>

#include <algorithm>

#include "cspkit/lint.h"

namespace cspkit {
namespace {

const Finding* find(const LintReport& report, std::string_view id) {
  const auto found = std::ranges::find(report.findings, id, &Finding::id);
  return found == report.findings.end() ? nullptr : &*found;
}

LintReport judged(std::initializer_list<LintText> texts,
                  std::initializer_list<HeaderField> headers = {},
                  LintProfile profile = LintProfile::balanced) {
  return lint(
      {.texts = {texts.begin(), texts.size()}, .headers = {headers.begin(), headers.size()}},
      profile);
}

constexpr LintText as_meta(std::string_view text) {
  return {.text = text, .delivery = Delivery::meta};
}
constexpr LintText as_report(std::string_view text) {
  return {.text = text, .disposition = Disposition::report};
}

TEST(LintPage, TwoPoliciesCloseEachOthersWays) {
  // Inline script is stopped by the second, scripts of other hosts by the first.
  const LintReport report =
      judged({{.text = "script-src 'unsafe-inline'"}, {.text = "script-src https:"}});
  EXPECT_EQ(find(report, "script-unsafe-inline")->closed_by, (PolicyPlace{1, 0}));
  EXPECT_EQ(find(report, "script-scheme")->closed_by, (PolicyPlace{0, 0}));
  EXPECT_EQ(find(report, "script-scheme")->severity, FindingSeverity::info);
}

TEST(LintPage, WhatOnePolicyHasIsNotMissing) {
  const LintReport report = judged(
      {{.text = "default-src 'self'; form-action 'self'"}, {.text = "frame-ancestors 'none'"}});
  EXPECT_EQ(find(report, "script-src-missing"), nullptr);
  EXPECT_EQ(find(report, "frame-ancestors-missing"), nullptr);
  EXPECT_NE(find(report, "base-uri-missing"), nullptr);
}

TEST(LintPage, ACommaSeparatesPoliciesOfOneHeader) {
  const LintReport report = judged({{.text = "script-src 'unsafe-inline', script-src 'self'"}});
  EXPECT_EQ(find(report, "script-unsafe-inline")->closed_by, (PolicyPlace{0, 1}));
}

TEST(LintPage, HeaderAndMetaAddUp) {
  const LintReport report =
      judged({{.text = "script-src 'unsafe-inline'; frame-ancestors 'self'"},
              as_meta("default-src 'self'; base-uri 'none'; form-action 'self'")});
  EXPECT_EQ(find(report, "script-unsafe-inline")->closed_by, (PolicyPlace{1, 0}));
  EXPECT_EQ(find(report, "object-src-missing"), nullptr);
  EXPECT_EQ(report.grade, "A+");
}

TEST(LintPage, AReportOnlyPolicyClosesNothingAndIsJudged) {
  const LintReport beside =
      judged({{.text = "script-src 'unsafe-inline'"}, as_report("script-src 'self'")});
  EXPECT_EQ(find(beside, "script-unsafe-inline")->severity, FindingSeverity::high);
  EXPECT_EQ(find(beside, "nothing-enforced"), nullptr);

  const LintReport alone = judged({as_report("script-src 'unsafe-inline'")});
  EXPECT_EQ(find(alone, "script-unsafe-inline")->severity, FindingSeverity::high);
  EXPECT_NE(find(alone, "object-src-missing"), nullptr);
  EXPECT_NE(find(alone, "nothing-enforced"), nullptr);
}

TEST(LintPage, ATrialOfTrustedTypesMissesNothing) {
  const LintReport report = judged(
      {{.text = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"},
       as_report("require-trusted-types-for 'script'")});
  for (const Finding& finding : report.findings) {
    EXPECT_FALSE(finding.text == 1 && finding.id.ends_with("-missing")) << finding.id;
  }
}

TEST(LintPage, XFrameOptionsStandsInForFrameAncestors) {
  const struct {
    std::string_view value;
    FindingSeverity severity;
  } rows[] = {{"DENY", FindingSeverity::info},
              {"sameorigin", FindingSeverity::info},
              {"ALLOW-FROM https://a.test/", FindingSeverity::low}};
  for (const auto& row : rows) {
    const LintReport report =
        judged({{.text = "default-src 'self'"}}, {{"x-frame-options", row.value}});
    EXPECT_EQ(find(report, "frame-ancestors-missing")->severity, row.severity) << row.value;
  }
}

TEST(LintPage, AMetaElementIsNotToldToCarryFrameAncestors) {
  const LintReport report = judged({as_meta("default-src 'self'")});
  EXPECT_TRUE(find(report, "frame-ancestors-missing")->fix->edits.empty());
}

TEST(LintPage, ASandboxWithoutScriptsClosesWhatScriptsCouldDo) {
  const LintReport report = judged({{.text = "sandbox allow-forms; script-src * 'unsafe-inline'"}});
  EXPECT_EQ(find(report, "script-unsafe-inline")->severity, FindingSeverity::info);
  EXPECT_EQ(find(report, "form-action-missing")->severity, FindingSeverity::low);
}

TEST(LintPage, PoliciesWithoutADirectiveAreNone) {
  const LintReport report = judged({{.text = "default-src 'self', ,"}});
  EXPECT_EQ(find(report, "script-src-missing"), nullptr);
  EXPECT_NE(find(judged({{.text = ", ;"}}), "policy-missing"), nullptr);
  EXPECT_EQ(lint({}).grade, "F");
}

TEST(LintPage, ADocumentOfAPrivateHostMayNameOthers) {
  const LintText text{.text = "script-src http://localhost:3000"};
  EXPECT_NE(find(lint({.texts = {&text, 1}}), "source-private-host"), nullptr);
  EXPECT_EQ(find(lint({.texts = {&text, 1}, .document_url = "http://localhost:8080/"}),
                 "source-private-host"),
            nullptr);
}

TEST(LintPage, StrictSeesWhatBalancedLetsPass) {
  const LintText text{.text = "script-src 'self' https://static.example.com; object-src 'none'"};
  const LintReport balanced = lint({.texts = {&text, 1}}, LintProfile::balanced);
  const LintReport strict = lint({.texts = {&text, 1}}, LintProfile::strict);
  EXPECT_EQ(find(balanced, "script-allowlist")->severity, FindingSeverity::info);
  EXPECT_EQ(find(strict, "script-allowlist")->severity, FindingSeverity::medium);
}

}  // namespace
}  // namespace cspkit
