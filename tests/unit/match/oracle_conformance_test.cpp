// SPDX-License-Identifier: Apache-2.0
//
// The oracle against what browsers and an earlier reading of the text answered.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "oracle/case.h"
#include "oracle/oracle.h"

namespace cspkit::oracle {
namespace {

namespace json = boost::json;

struct Verdict {
  std::string result;
  std::optional<std::string> directive;
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

struct Row {
  Case question;
  std::string line;
  std::optional<std::string> spec;   ///< `allow` or `block`, as the reading in the sample has it
  std::optional<Verdict> unanimous;  ///< where Chromium, Firefox and WebKit all answered the same
};

std::vector<std::string> read_lines(const std::string& name) {
  std::ifstream file(std::string(CSPKIT_TEST_DATA) + "/conformance/" + name);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::optional<Verdict> unanimous_verdict(const json::object& row) {
  std::optional<Verdict> common;
  for (const char* browser : {"chromium", "firefox", "webkit"}) {
    const json::value& cell = row.at(browser);
    if (cell.is_null()) return std::nullopt;
    const json::object& answer = cell.as_object();
    Verdict verdict{std::string(answer.at("result").as_string()), std::nullopt};
    if (const json::value* directive = answer.if_contains("directive")) {
      verdict.directive = std::string(directive->as_string());
    }
    if (common && common->result != verdict.result) return std::nullopt;
    // A block that raised no event has no directive to compare.
    if (common && common->directive && !verdict.directive) verdict.directive = common->directive;
    if (common && common->directive && *common != verdict) return std::nullopt;
    common = verdict;
  }
  return common;
}

std::vector<Row> read_sample() {
  std::vector<Row> rows;
  for (const std::string& line : read_lines("browser_sample.jsonl")) {
    const json::value parsed = json::parse(line);
    const json::object& object = parsed.as_object();
    Row row{*read_case(line), line, std::nullopt, unanimous_verdict(object)};
    if (!object.at("spec").is_null()) row.spec = std::string(object.at("spec").as_string());
    rows.push_back(row);
  }
  return rows;
}

/// Rows whose difference has been judged, by id.
std::map<std::string, std::string> read_accepted() {
  std::map<std::string, std::string> accepted;
  for (const std::string& line : read_lines("spec_differences.jsonl")) {
    const json::value parsed = json::parse(line);
    accepted[std::string(parsed.at("id").as_string())] = parsed.at("reason").as_string();
  }
  return accepted;
}

Verdict oracle_verdict(const Row& row) {
  const auto answer = decide(row.question);
  if (!answer) return {"error: " + answer.error(), std::nullopt};
  Verdict verdict{answer->blocked ? "block" : "allow", std::nullopt};
  if (answer->blocked) verdict.directive = answer->first_enforced()->effective_directive;
  return verdict;
}

bool agrees(const Row& row) {
  const Verdict verdict = oracle_verdict(row);
  if (row.spec) {
    if (verdict.result != *row.spec) return false;
    // The sample's reading knows no directive; the browsers do.
    return !row.unanimous || row.unanimous->result != *row.spec || verdict == *row.unanimous;
  }
  return !row.unanimous || verdict == *row.unanimous;
}

TEST(OracleConformance, SampleIsWhole) { EXPECT_EQ(read_sample().size(), 1497u); }

TEST(OracleConformance, EveryVerdictIsTheTextsOrAJudgedDifference) {
  const std::map<std::string, std::string> accepted = read_accepted();
  std::size_t differences = 0;
  for (const Row& row : read_sample()) {
    const bool known = accepted.contains(row.question.id);
    if (agrees(row)) {
      EXPECT_FALSE(known) << row.question.id
                          << " agrees now: take it out of spec_differences.jsonl";
    } else {
      ++differences;
      EXPECT_TRUE(known) << "the oracle answers " << decide(row.question)->to_text() << " to\n"
                         << row.line;
    }
  }
  EXPECT_EQ(differences, accepted.size()) << "spec_differences.jsonl names a row that is not there";
}

// The house's departures from the letter change no row.
TEST(OracleConformance, HouseReadingAnswersTheSampleAlike) {
  for (const Row& row : read_sample()) {
    EXPECT_EQ(decide(row.question, Reading::house), decide(row.question)) << row.line;
  }
}

TEST(OracleConformance, EveryJudgedDifferenceHasAReason) {
  for (const auto& [id, reason] : read_accepted()) EXPECT_GT(reason.size(), 20u) << id;
}

// A case's own JSON, written and read again, gets the same answer.
TEST(OracleConformance, CasesSurviveTheirJson) {
  for (const Row& row : read_sample()) {
    const auto again = read_case(write_case(row.question));
    ASSERT_TRUE(again.has_value()) << row.line;
    EXPECT_EQ(decide(*again), decide(row.question)) << row.line;
    EXPECT_EQ(write_case(*again), write_case(row.question));
  }
}

}  // namespace
}  // namespace cspkit::oracle
