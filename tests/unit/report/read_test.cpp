// SPDX-License-Identifier: Apache-2.0
#include <cspkit/limits.h>
#include <cspkit/report.h>
#include <gtest/gtest.h>

namespace cspkit {
namespace {

using Kind = ReportEntry::Kind;

constexpr std::string_view kReport = R"({"csp-report":{"effective-directive":"img-src"}})";
constexpr std::string_view kPretty =
    "{\n  \"csp-report\": {\n    \"effective-directive\": \"img-src\"\n  }\n}";
constexpr std::string_view kMessage =
    "Refused to load https://cdn.test/a.png because it does not appear in the img-src directive of "
    "the Content Security "
    "Policy.";

std::string shape_of(std::string_view text) {
  std::string shape;
  const auto entries = read_reports(text);
  if (!entries) return "refused";
  for (const ReportEntry& entry : *entries) {
    const std::string_view kind = entry.kind == Kind::violation   ? "v"
                                  : entry.kind == Kind::complaint ? "c"
                                  : entry.kind == Kind::other     ? "o"
                                                                  : "?";
    shape += std::string(kind) + std::to_string(entry.line) + " ";
  }
  return shape;
}

std::string joined(std::initializer_list<std::string_view> lines) {
  std::string text;
  for (const std::string_view line : lines) text.append(line).append("\n");
  return text;
}

TEST(ReadReports, TakesAnyMixtureAndKnowsTheLines) {
  struct Row {
    std::string text;
    std::string_view shape;
  };
  const Row rows[] = {
      {"", ""},
      {" \n\n\t", ""},
      {joined({kReport}), "v1 "},
      {joined({kReport, kReport}), "v1 v2 "},
      {joined({kPretty, kMessage}), "v1 v6 "},
      {joined({kMessage, "", kPretty, "rubbish", kMessage}), "v1 v3 ?8 v9 "},
      {joined({"[", kReport, ",", kReport, "]"}), "v1 v1 "},
      {std::string(kReport) + "," + std::string(kReport), "v1 v1 "},
      {"\xEF\xBB\xBF" + joined({kReport}), "v1 "},
      {joined({"2026-11-21 10:00:00 INFO report " + std::string(kReport)}), "v1 "},
      {joined({R"({"level":"error","message":")" + std::string(kMessage) + "\"}"}), "v1 "},
      {joined({"[Report Only] " + std::string(kMessage)}), "v1 "},
      {joined({"[12] " + std::string(kMessage)}), "v1 "},
      {joined({kMessage, "    at load (app.js:1:2)", "load @ app.js:1", "    at x"}), "v1 ?3 "},
      {joined({"{broken", kMessage}), "?1 v2 "},
      {joined({"{\"a\":1}", kMessage}), "?1 v2 "},
      {joined({R"([{"type":"deprecation","body":{}}])"}), "o1 "},
      {joined({"Unrecognized Content-Security-Policy directive 'x'."}), "c1 "},
      {joined({R"({"csp-report":{}})"}), "v1 "},
  };
  for (const Row& row : rows) EXPECT_EQ(shape_of(row.text), row.shape) << row.text;
}

TEST(ReadReports, TheSecondLineOfAMessageBelongsToIt) {
  const auto entries = read_reports(
      "Evaluating a string as JavaScript violates the following Content Security Policy directive "
      "because 'unsafe-eval' is not an "
      "allowed source of script: \"script-src 'self'\".\n The policy is report-only, so the "
      "violation has been logged but no "
      "further action has been taken.\n");
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 1u);
  EXPECT_EQ(entries->front().violation.disposition, Disposition::report);
}

TEST(ReadReports, FirefoxTellsAJavascriptUrlByItsSource) {
  const auto entries = read_reports(
      "Content-Security-Policy: The page\xE2\x80\x99s settings blocked an inline script "
      "(script-src-elem) from being executed because "
      "it violates the following directive: \xE2\x80\x9Cscript-src 'self'\xE2\x80\x9D\nSource: "
      "javascript:void(0)\n");
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->front().violation.blocked, BlockedKind::javascript_url);
  EXPECT_EQ(entries->front().violation.sample, "javascript:void(0)");
}

TEST(ReadReports, IsLinearWhereEveryLineMayBeginADocument) {
  // Each line begins an array that never ends, and each string holds the next.
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += "[1,\n{\"a\":\n";
  const auto entries = read_reports(text);
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->size(), 120'000u);
}

TEST(ReadReports, SizeIsLimited) {
  EXPECT_EQ(shape_of(std::string(limits::kMaxReportBytes + 1, '\n')), "refused");
}

}  // namespace
}  // namespace cspkit
