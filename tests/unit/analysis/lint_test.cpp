// SPDX-License-Identifier: Apache-2.0
#include "cspkit/lint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "analysis/lint/check.h"
#include "cspkit/engine.h"

namespace cspkit {
namespace {

LintReport judged(std::initializer_list<LintText> texts,
                  LintProfile profile = LintProfile::strict) {
  return lint({.texts = {texts.begin(), texts.size()}}, profile);
}

const Finding* find(const LintReport& report, std::string_view id) {
  const auto found = std::ranges::find(report.findings, id, &Finding::id);
  return found == report.findings.end() ? nullptr : &*found;
}

std::string page_text(std::string_view page) {
  const std::string path =
      std::string(CSPKIT_TEST_DATA) + "/../" + std::string(page.substr(0, page.find('#')));
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(LintChecks, EachTriggerYieldsItsFindingAndNoCounterexampleDoes) {
  for (const linting::Check* check : linting::all_checks()) {
    if (check->trigger.empty()) continue;  // needs more than one policy; it has a test of its own
    EXPECT_NE(find(judged({{.text = check->trigger}}), check->id), nullptr) << check->id;
    EXPECT_EQ(find(judged({{.text = check->counterexample}}), check->id), nullptr) << check->id;
  }
}

/// The findings of the checks about one text, each with the witness of its weakness.
TEST(LintChecks, EachWitnessIsAllowedByTheTriggerAlone) {
  std::size_t witnesses = 0;
  for (const linting::Check* check : linting::all_checks()) {
    const LintText text{.text = check->trigger};
    const LintInput input{.texts = {&text, 1}};
    Scan scan = scan_policies(text.text, text.delivery);
    parse_expressions(text.text, scan);
    linting::PageBuilder builder;
    const linting::Page& page = builder.build(input, {&scan, 1});
    linting::Reporter reporter(page, LintProfile::strict);
    const linting::Check* const one[] = {check};
    reporter.run(one);
    PolicyList list(origin_of(Url::parse(input.document_url)->view()));
    ASSERT_TRUE(list.add_header(text.text)) << check->id;
    for (std::size_t i = 0; i < reporter.findings().size(); ++i) {
      const linting::Witness witness = reporter.witness_of(i);
      if (witness.weakness == linting::Weakness::none) continue;
      ++witnesses;
      EXPECT_FALSE(linting::blocks(list, witness)) << check->id << " " << witness.url;
    }
  }
  EXPECT_GT(witnesses, 2u);
}

TEST(LintChecks, EachHasAPageThatShowsItsTrigger) {
  for (const linting::Check* check : linting::all_checks()) {
    const std::string page = page_text("docs/checks/" + std::string(check->id) + ".md");
    EXPECT_NE(page.find(check->trigger), page.npos) << check->id;
    EXPECT_NE(page.find(check->counterexample), page.npos) << check->id;
  }
}

TEST(LintChecks, IdsAreUnique) {
  std::set<std::string_view> ids;
  for (const LintCheckInfo& check : lint_checks())
    EXPECT_TRUE(ids.insert(check.id).second) << check.id;
}

TEST(Lint, SpansPointAtTheValue) {
  const std::string_view text = "default-src 'none'; script-src 'self' 'unsafe-inline'";
  const LintReport report = judged({{.text = text}});
  const Finding* finding = find(report, "script-unsafe-inline");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(text.substr(finding->span.begin, finding->span.end - finding->span.begin),
            "'unsafe-inline'");
}

TEST(Lint, AWeaknessThatAnotherEnforcedPolicyClosesIsInfo) {
  const LintText weak{.text = "script-src 'unsafe-inline'; object-src 'none'"};
  const LintText closing{.text = "script-src 'self'; object-src 'none'"};
  const LintReport both = judged({weak, closing});
  ASSERT_NE(find(both, "script-unsafe-inline"), nullptr);
  EXPECT_EQ(find(both, "script-unsafe-inline")->severity, FindingSeverity::info);

  const LintText report_only{.text = closing.text, .disposition = Disposition::report};
  const LintReport not_closed = judged({weak, report_only});
  ASSERT_NE(find(not_closed, "script-unsafe-inline"), nullptr);
  EXPECT_EQ(find(not_closed, "script-unsafe-inline")->severity, FindingSeverity::high);
}

TEST(Lint, APolicyAboutSomethingElseClosesNothing) {
  const LintReport report =
      judged({{.text = "script-src 'unsafe-inline'"}, {.text = "frame-ancestors 'none'"}});
  ASSERT_NE(find(report, "script-unsafe-inline"), nullptr);
  EXPECT_EQ(find(report, "script-unsafe-inline")->severity, FindingSeverity::high);
}

}  // namespace
}  // namespace cspkit
