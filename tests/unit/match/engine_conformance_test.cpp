// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "cspkit/browser.h"
#include "oracle/case.h"
#include "oracle/engine_answer.h"
#include "oracle/oracle.h"
#include "support/conformance_rows.h"

// The engine, as the text and as each browser, against what real browsers answered. Rows that are
// known to be wrong stand in browser_known_failures.jsonl with their reason; one that passes after
// all fails the test too.
namespace cspkit::test {
namespace {

namespace json = boost::json;

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
    for_each_row("browser_known_failures.jsonl", [&](const json::object& row) {
      ASSERT_FALSE(row.at("reason").as_string().empty());
      known.emplace(std::string(row.at("id").as_string()),
                    std::string(row.at("witness").as_string()));
    });
    std::size_t compared = 0;
    for_each_row(name, [&](const json::object& row) {
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
    });
    EXPECT_GE(compared, at_least) << name << " is missing or cut short";
  }
};

TEST_F(Conformance, SampleOfBrowserVerdicts) { expect_file("browser_sample.jsonl", 5'900); }

TEST_F(Conformance, MinimalCaseOfEachDifference) { expect_file("differences.jsonl", 480); }

// What the tests of Chromium, Firefox, WebKit and Salvation and web-platform-tests assert of
// policies, with what the browsers themselves answer to it.
TEST_F(Conformance, CasesOfBrowsersOwnTests) { expect_file("unit_cases.jsonl.gz", 14'200); }

// Where such a test asserts something else than its column says, a difference has a name for it.
TEST_F(Conformance, CasesOfBrowsersOwnTestsAgreeWithTheOracle) {
  std::set<std::string> names;
  for_each_row("differences.jsonl",
               [&](const json::object& row) { names.emplace(row.at("id").as_string()); });
  for_each_row("unit_cases.jsonl.gz", [&](const json::object& row) {
    const auto one = oracle::read_case(json::serialize(row));
    ASSERT_TRUE(one) << one.error();
    EXPECT_FALSE(row.at("from").as_array().empty()) << one->id;
    const auto answer = oracle::decide(*one, oracle::Reading::house);
    ASSERT_TRUE(answer) << answer.error();
    EXPECT_EQ(answer->blocked ? "block" : "allow", verdict_of(row, "spec"))
        << oracle::write_case(*one);
    const json::value* differs = row.if_contains("differs");
    if (differs == nullptr) return;
    for (const json::value& name : differs->as_array()) {
      EXPECT_TRUE(names.contains(std::string(name.as_string()))) << name;
    }
  });
}

// 27,600 generated cases, each put to the browsers; tests/conformance/README.md says how.
TEST_F(Conformance, GeneratedCasesOfThreeBrowsers) {
  expect_file("browser_verdicts.jsonl.gz", 71'000);
}

}  // namespace
}  // namespace cspkit::test
