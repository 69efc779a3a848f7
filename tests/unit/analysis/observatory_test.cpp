// SPDX-License-Identifier: Apache-2.0
// The profile `observatory` over whole responses, held to what the Observatory's package says of them
// (tests/conformance/lint/responses.jsonl, which tests/lint/run.mjs compares with the package itself).
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "analysis/lint/observatory/results.h"
#include "cspkit/lint.h"

namespace cspkit {
namespace {

namespace json = boost::json;
using linting::observatory::grade_of_score;

std::vector<json::object> responses() {
  std::vector<json::object> rows;
  std::ifstream file(CSPKIT_TEST_DATA "/conformance/lint/responses.jsonl");
  for (std::string line; std::getline(file, line);) rows.push_back(json::parse(line).as_object());
  return rows;
}

TEST(Observatory, SaysOfAResponseWhatThePackageSays) {
  const auto rows = responses();
  ASSERT_GE(rows.size(), 19u);
  for (const json::object& row : rows) {
    std::vector<LintText> texts;
    const auto add = [&](std::string_view key, Disposition disposition, Delivery delivery) {
      for (const json::value& text : row.at(key).as_array()) {
        texts.push_back(
            {.text = text.as_string(), .disposition = disposition, .delivery = delivery});
      }
    };
    add("report_only", Disposition::report, Delivery::header);
    add("metas", Disposition::enforce, Delivery::meta);
    add("headers", Disposition::enforce, Delivery::header);
    LintReport report =
        lint({.texts = texts, .document_url = row.at("url").as_string()}, LintProfile::observatory);
    std::ranges::sort(report.flags);
    json::array flags;
    for (const std::string_view flag : report.flags) flags.push_back(json::value(flag));
    const json::object ours{{"result", report.result},
                            {"modifier", report.score_modifier.value()},
                            {"score", report.score.value()},
                            {"grade", report.grade},
                            {"flags", flags}};
    EXPECT_EQ(json::value(ours), row.at("expected"))
        << row.at("id").as_string() << ": " << json::serialize(ours);
    for (const Finding& finding : report.findings) {
      const std::size_t size = texts.empty() ? 0 : texts[finding.text].text.size();
      EXPECT_LE(finding.span.end, size) << row.at("id").as_string();
    }
  }
}

TEST(Observatory, EveryGradeHasItsScores) {
  EXPECT_EQ(grade_of_score(110), "A+");
  EXPECT_EQ(grade_of_score(100), "A+");
  EXPECT_EQ(grade_of_score(99), "A");
  EXPECT_EQ(grade_of_score(85), "A-");
  EXPECT_EQ(grade_of_score(75), "B");
  EXPECT_EQ(grade_of_score(0), "F");
}

TEST(Observatory, AFindingStandsAtTheSourceThatBreaksTheRule) {
  const std::string_view text =
      "default-src 'self'; script-src 'self', img-src http://a.test; script-src 'self' data:";
  const LintText texts[] = {{.text = "script-src data: 'self'; object-src 'none'"}};
  const LintReport report = lint({.texts = texts}, LintProfile::observatory);
  ASSERT_FALSE(report.findings.empty());
  const Finding& first = report.findings.front();
  EXPECT_EQ(first.id, "csp-implemented-with-unsafe-inline");
  EXPECT_EQ(first.severity, FindingSeverity::high);
  EXPECT_EQ(texts[0].text.substr(first.span.begin, first.span.end - first.span.begin), "data:");
  EXPECT_EQ(report.result, first.id);
  const LintText list[] = {{.text = text}};
  for (const Finding& finding : lint({.texts = list}, LintProfile::observatory).findings) {
    EXPECT_LE(finding.policy, 1u);
  }
}

}  // namespace
}  // namespace cspkit
