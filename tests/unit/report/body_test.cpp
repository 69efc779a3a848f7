// SPDX-License-Identifier: Apache-2.0
#include <cspkit/limits.h>
#include <cspkit/report.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <fstream>
#include <map>
#include <set>

namespace cspkit {
namespace {

namespace json = boost::json;

ReportedViolation only(std::string_view body) {
  const auto entries = read_report_body(body);
  EXPECT_TRUE(entries) << body;
  if (!entries) return {};
  EXPECT_EQ(entries->size(), 1u) << body;
  EXPECT_EQ(entries->front().kind, ReportEntry::Kind::violation) << body;
  return entries->front().violation;
}

// The same violation in every shape that browsers have.
struct Shape {
  ReportShape shape;
  std::string_view body;
};
constexpr Shape kShapes[] = {
    {ReportShape::report_uri,
     R"({"csp-report":{"document-uri":"https://doc.test/p","referrer":"","violated-directive":"img-src","effective-directive":"img-src","original-policy":"img-src 'self'","disposition":"enforce","blocked-uri":"https://cdn.test/a.png","status-code":200,"source-file":"https://doc.test/a.js","line-number":7,"column-number":3,"script-sample":""}})"},
    {ReportShape::reporting_api,
     R"([{"type":"csp-violation","age":1,"url":"https://doc.test/p","user_agent":"x","body":{"documentURL":"https://doc.test/p","effectiveDirective":"img-src","originalPolicy":"img-src 'self'","disposition":"enforce","blockedURL":"https://cdn.test/a.png","statusCode":200,"sourceFile":"https://doc.test/a.js","lineNumber":7,"columnNumber":3,"sample":null}}])"},
    {ReportShape::reporting_api,
     R"({"type":"csp-violation","url":"https://doc.test/p","body":{"documentURL":"https://doc.test/p","effectiveDirective":"img-src","originalPolicy":"img-src 'self'","disposition":"enforce","blockedURL":"https://cdn.test/a.png","statusCode":200,"sourceFile":"https://doc.test/a.js","lineNumber":7,"columnNumber":3}})"},
    {ReportShape::report_uri,
     R"({"type":"csp-violation","url":"https://doc.test/p","csp-report":{"document-uri":"https://doc.test/p","violated-directive":"img-src 'self'","original-policy":"img-src 'self'","disposition":"enforce","blocked-uri":"https://cdn.test/a.png","status-code":"200","source-file":"https://doc.test/a.js","line-number":"7","column-number":"3"}})"},
    {ReportShape::event,
     R"({"isTrusted":true,"documentURI":"https://doc.test/p","violatedDirective":"img-src","effectiveDirective":"img-src","originalPolicy":"img-src 'self'","disposition":"enforce","blockedURI":"https://cdn.test/a.png","statusCode":200,"sourceFile":"https://doc.test/a.js","lineNumber":7,"columnNumber":3,"sample":""})"},
    {ReportShape::bare,
     R"({"document-url":"https://doc.test/p","violated-directive":"img-src 'self'","original-policy":"img-src 'self'","disposition":"enforce","blocked-url":"https://cdn.test/a.png","status-code":200,"source-file":"https://doc.test/a.js","line-number":7,"column-number":3})"},
};

TEST(ReportBody, EveryShapeIsReadAlike) {
  for (const Shape& shape : kShapes) {
    const ReportedViolation violation = only(shape.body);
    SCOPED_TRACE(shape.body);
    EXPECT_EQ(violation.shape, shape.shape);
    EXPECT_EQ(violation.effective_directive, "img-src");
    EXPECT_EQ(violation.blocked, BlockedKind::url);
    EXPECT_EQ(violation.blocked_url, "https://cdn.test/a.png");
    EXPECT_EQ(violation.original_policy, "img-src 'self'");
    EXPECT_EQ(violation.document_url, "https://doc.test/p");
    EXPECT_EQ(violation.disposition, Disposition::enforce);
    EXPECT_EQ(violation.source_file, "https://doc.test/a.js");
    EXPECT_EQ(violation.line_number, 7u);
    EXPECT_EQ(violation.column_number, 3u);
    EXPECT_EQ(violation.status_code, 200u);
    EXPECT_EQ(violation.sample, "");
  }
}

TEST(ReportBody, TellsWhatWasBlocked) {
  struct Row {
    std::string_view fields;
    BlockedKind kind;
    std::string_view url;
  };
  constexpr Row kRows[] = {
      {R"("effective-directive":"script-src-elem","blocked-uri":"inline")",
       BlockedKind::inline_block, ""},
      {R"("effective-directive":"script-src","blocked-uri":"eval")", BlockedKind::eval, ""},
      {R"("effective-directive":"script-src","blocked-uri":"wasm-eval")", BlockedKind::wasm_eval,
       ""},
      {R"("effective-directive":"trusted-types","blocked-uri":"trusted-types-policy")",
       BlockedKind::trusted_types_policy, ""},
      {R"("effective-directive":"require-trusted-types-for","blocked-uri":"trusted-types-sink")",
       BlockedKind::trusted_types_sink, ""},
      {R"("effective-directive":"img-src","blocked-uri":"data")", BlockedKind::url, "data"},
      {R"("effective-directive":"img-src","blocked-uri":"self")", BlockedKind::url, "self"},
      // Firefox called inline blocks so until 2017, or left them empty.
      {R"("violated-directive":"script-src 'self'","blocked-uri":"self")",
       BlockedKind::inline_block, ""},
      {R"("violated-directive":"style-src 'self'","blocked-uri":"")", BlockedKind::inline_block,
       ""},
      {R"("violated-directive":"style-src 'self'","blocked-uri":null)", BlockedKind::inline_block,
       ""},
      {R"("effective-directive":"frame-src","blocked-uri":"")", BlockedKind::unknown, ""},
      {R"("effective-directive":"img-src")", BlockedKind::unknown, ""},
      {R"("effective-directive":"IMG-SRC","blocked-uri":12)", BlockedKind::unknown, ""},
  };
  for (const Row& row : kRows) {
    const ReportedViolation violation = only("{\"csp-report\":{" + std::string(row.fields) + "}}");
    EXPECT_EQ(violation.blocked, row.kind) << row.fields;
    EXPECT_EQ(violation.blocked_url, row.url) << row.fields;
  }
}

TEST(ReportBody, NumbersThatAreNoneAreNotTold) {
  for (const std::string_view number :
       {"-1", "1.5", "\"x\"", "null", "[]", "99999999999999", "\"\""}) {
    const ReportedViolation violation =
        only("{\"csp-report\":{\"effective-directive\":\"img-src\",\"line-number\":" +
             std::string(number) + "}}");
    EXPECT_EQ(violation.line_number, 0u) << number;
  }
}

TEST(ReportBody, OneReportOfAnotherTypeDoesNotHurtTheOthers) {
  const auto entries = read_report_body(
      R"([{"type":"deprecation","body":{"id":"x"}},{"type":"csp-violation","body":{"effectiveDirective":"img-src"}},{"type":"network-error","body":{}},17,null])");
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 3u);
  EXPECT_EQ((*entries)[0].kind, ReportEntry::Kind::other);
  EXPECT_EQ((*entries)[0].text, "deprecation");
  EXPECT_EQ((*entries)[1].kind, ReportEntry::Kind::violation);
  EXPECT_EQ((*entries)[2].text, "network-error");
}

TEST(ReportBody, WhatIsNoReportIsSaidToBeUnknown) {
  for (const std::string_view body : {"{}", "[]", "17", "\"text\"", "null", R"({"a":{"b":[1]}})"}) {
    const auto entries = read_report_body(body);
    ASSERT_TRUE(entries) << body;
    ASSERT_EQ(entries->size(), 1u) << body;
    EXPECT_EQ(entries->front().kind, ReportEntry::Kind::unknown) << body;
  }
}

TEST(ReportBody, BrokenJsonHasItsPlace) {
  struct Row {
    std::string_view body;
    std::size_t offset;
  };
  constexpr Row kRows[] = {
      {R"({"csp-report":)", 14}, {R"({"csp-report":{}} x)", 18}, {"nothing", 0}, {"", 0}};
  for (const Row& row : kRows) {
    const auto entries = read_report_body(row.body);
    ASSERT_FALSE(entries) << row.body;
    EXPECT_EQ(entries.error().offset, row.offset) << row.body;
    EXPECT_NE(entries.error().message, "") << row.body;
  }
}

TEST(ReportBody, HalfOfASurrogatePairBecomesAReplacementCharacter) {
  struct Row {
    std::string_view escaped, sample;
  };
  constexpr Row kRows[] = {
      {"a\\ud83d", "a\xEF\xBF\xBD"},
      {"\\uDE00b",
       "\xEF\xBF\xBD"
       "b"},
      {"\\ud83d\\ud83d\\ude00", "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
      {"\\\\ud83d", "\\ud83d"},
      {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(only("{\"csp-report\":{\"effective-directive\":\"img-src\",\"script-sample\":\"" +
                   std::string(row.escaped) + "\"}}")
                  .sample,
              row.sample)
        << row.escaped;
  }
}

TEST(ReportBody, NestingIsLimited) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(read_report_body(nested(limits::kMaxReportDepth)));
  EXPECT_FALSE(read_report_body(nested(limits::kMaxReportDepth + 1)));
}

TEST(ReportBody, SizeIsLimited) {
  const auto entries = read_report_body(std::string(limits::kMaxReportBytes + 1, ' '));
  ASSERT_FALSE(entries);
  EXPECT_NE(entries.error().message.find("kMaxReportBytes"), std::string::npos);
}

// What Chromium, Firefox and WebKitGTK really sent: see tests/conformance/README.md.
TEST(ReportBody, EveryRecordedBodyIsReadAndBothKindsOfReportsAgree) {
  std::ifstream file(CSPKIT_TEST_DATA "/conformance/browser_reports.jsonl");
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::set<std::string>>> told;
  std::size_t bodies = 0, violations = 0;
  for (std::string line; std::getline(file, line);) {
    const json::value row = json::parse(line);
    const auto text = [&](std::string_view key) {
      return std::string(row.as_object().at(key).as_string());
    };
    ++bodies;
    const auto entries = read_report_body(text("body"));
    ASSERT_TRUE(entries) << line;
    for (const ReportEntry& entry : *entries) {
      ASSERT_NE(entry.kind, ReportEntry::Kind::unknown) << line;
      if (entry.kind != ReportEntry::Kind::violation) continue;
      ++violations;
      const ReportedViolation& violation = entry.violation;
      EXPECT_EQ(violation.shape,
                text("kind") == "report-uri" ? ReportShape::report_uri : ReportShape::reporting_api)
          << line;
      EXPECT_NE(violation.effective_directive, "") << line;
      EXPECT_NE(violation.original_policy, "") << line;
      EXPECT_NE(violation.document_url, "") << line;
      if (violation.browser) {
        EXPECT_EQ(browser_name(*violation.browser), text("browser"));
      }
      told[{text("browser"), text("case")}][text("kind")].insert(
          violation.effective_directive + " " + std::string(to_string(violation.blocked)));
    }
  }
  EXPECT_EQ(bodies, 573u);
  EXPECT_GT(violations, 550u);
  std::size_t compared = 0;
  for (const auto& [where, kinds] : told) {
    if (kinds.size() != 2) continue;
    ++compared;
    EXPECT_EQ(kinds.at("report-uri"), kinds.at("report-to")) << where.first << " " << where.second;
  }
  EXPECT_GT(compared, 200u);
}

}  // namespace
}  // namespace cspkit
