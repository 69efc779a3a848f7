// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <map>
#include <set>

#include "cspkit/browser.h"
#include "oracle/case.h"
#include "oracle/engine_answer.h"

// The engine, as the text and as each browser, against what real browsers answered. Rows that are
// known to be wrong stand in browser_known_failures.jsonl with their reason; one that passes after
// all fails the test too.
namespace cspkit::test {
namespace {

namespace json = boost::json;

std::vector<json::object> read_jsonl(const std::string& name) {
  std::ifstream file(std::string(CSPKIT_TEST_DATA) + "/conformance/" + name);
  std::vector<json::object> rows;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) rows.push_back(json::parse(line).as_object());
  }
  return rows;
}

/// "allow", "block", or empty where the witness has no verdict.
std::string verdict_of(const json::object& row, std::string_view witness) {
  const json::value* value = row.if_contains(witness);
  if (value == nullptr || value->is_null()) return {};
  if (value->is_string()) return std::string(value->as_string());
  value = value->as_object().if_contains("result");
  return value == nullptr || value->is_null() ? std::string() : std::string(value->as_string());
}

std::string directive_of(const json::object& row, std::string_view witness) {
  const json::value* value = row.if_contains(witness);
  if (value == nullptr || !value->is_object()) return {};
  value = value->as_object().if_contains("directive");
  return value == nullptr || value->is_null() ? std::string() : std::string(value->as_string());
}

constexpr std::pair<Browser, std::string_view> kWitnesses[] = {
    {Browser::specification, "spec"},
    {Browser::chromium, "chromium"},
    {Browser::firefox, "firefox"},
    {Browser::webkit, "webkit"},
};

class Conformance : public ::testing::Test {
 protected:
  static void expect_file(const std::string& name, std::size_t at_least) {
    std::set<std::pair<std::string, std::string>> known;
    for (const json::object& row : read_jsonl("browser_known_failures.jsonl")) {
      ASSERT_FALSE(row.at("reason").as_string().empty());
      known.emplace(std::string(row.at("id").as_string()),
                    std::string(row.at("witness").as_string()));
    }
    std::size_t compared = 0;
    for (const json::object& row : read_jsonl(name)) {
      const auto one = oracle::read_case(json::serialize(row));
      ASSERT_TRUE(one) << one.error();
      for (const auto& [browser, witness] : kWitnesses) {
        const std::string expected = verdict_of(row, witness);
        if (expected.empty()) continue;
        ++compared;
        const auto answer = oracle::engine_answer(*one, browser);
        ASSERT_TRUE(answer) << answer.error();
        const std::string directive = directive_of(row, witness);
        const oracle::Violation* const first = answer->first_enforced();
        const bool right =
            answer->blocked == (expected == "block") &&
            (!answer->blocked || directive.empty() || first->effective_directive == directive);
        const bool expected_failure = known.contains({one->id, std::string(witness)});
        EXPECT_NE(right, expected_failure) << witness << " says " << expected << ' ' << directive
                                           << ", the engine " << answer->to_text() << '\n'
                                           << oracle::write_case(*one);
      }
    }
    EXPECT_GE(compared, at_least) << name << " is missing or cut short";
  }
};

TEST_F(Conformance, SampleOfBrowserVerdicts) { expect_file("browser_sample.jsonl", 5'900); }

TEST_F(Conformance, MinimalCaseOfEachDifference) { expect_file("differences.jsonl", 100); }

}  // namespace
}  // namespace cspkit::test
