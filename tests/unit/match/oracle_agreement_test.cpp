// SPDX-License-Identifier: Apache-2.0
//
// The engine against the oracle: generated cases by the hundred thousand.
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>

#include "oracle/engine_answer.h"
#include "oracle/generate.h"
#include "oracle/oracle.h"
#include "oracle/shrink.h"

namespace cspkit::oracle {
namespace {

constexpr std::size_t kCases = 200'000;
constexpr std::size_t kShown = 10;

std::string describe(const tl::expected<Answer, std::string>& answer) {
  return answer ? answer->to_text() : "error: " + answer.error();
}

/// Whether both answer the same; that a case is no question is an answer, too.
bool agree(const tl::expected<Answer, std::string>& a, const tl::expected<Answer, std::string>& b) {
  if (a.has_value() != b.has_value()) return false;
  if (!a) return b.error().rfind("inconsistent", 0) != 0;
  return *a == *b;
}

bool differs(const Case& one) { return !agree(decide(one, Reading::house), engine_answer(one)); }

/// How the cases spread, so that the test cannot pass by asking nothing.
struct Spread {
  std::size_t blocked = 0;
  std::size_t reported_only = 0;
  std::size_t no_question = 0;
  std::map<std::string, std::size_t> kinds;
  std::map<std::string, std::size_t> directives;
};

TEST(OracleAgreement, EngineAnswersAsTheTextDoes) {
  const Choose choose = seeded_choices(20'250'601);
  Spread spread;
  std::size_t differences = 0;
  for (std::size_t i = 0; i < kCases; ++i) {
    Case one = generate_case(choose);
    one.id = "generated-" + std::to_string(i);
    const auto expected = decide(one, Reading::house);
    const auto actual = engine_answer(one);
    if (!agree(expected, actual)) {
      ++differences;
      if (differences <= kShown) {
        const Case small = shrink_case(one, differs);
        ADD_FAILURE() << write_case(small)
                      << "\n  oracle: " << describe(decide(small, Reading::house))
                      << "\n  engine: " << describe(engine_answer(small));
      }
    }
    ++spread.kinds[one.check.kind];
    if (!expected) {
      ++spread.no_question;
      continue;
    }
    if (expected->blocked) ++spread.blocked;
    if (!expected->blocked && !expected->violations.empty()) ++spread.reported_only;
    for (const Violation& violation : expected->violations) {
      ++spread.directives[violation.source_directive];
    }
  }
  EXPECT_EQ(differences, 0u);

  EXPECT_GT(spread.blocked, kCases / 4);
  EXPECT_LT(spread.blocked, kCases * 3 / 4);
  EXPECT_GT(spread.reported_only, kCases / 100);
  EXPECT_LT(spread.no_question, kCases / 20);
  EXPECT_EQ(spread.kinds.size(), 12u);
  for (const auto& [kind, count] : spread.kinds) EXPECT_GT(count, kCases / 200) << kind;
  // The 16 fetch directives, and the seven others that decide something.
  EXPECT_EQ(spread.directives.size(), 23u);
}

// No browser's rules lead to a crash, to a difference between asking with and without a sink, or to
// a verdict on what is no question.
TEST(OracleAgreement, BrowserProfilesAnswerEveryQuestion) {
  const Choose choose = seeded_choices(7);
  for (std::size_t i = 0; i < kCases / 10; ++i) {
    const Case one = generate_case(choose);
    const bool question = decide(one).has_value();
    for (const Browser browser : kBrowsers) {
      const auto answer = engine_answer(one, browser);
      ASSERT_EQ(answer.has_value(), question)
          << browser_name(browser) << " " << write_case(one) << " " << describe(answer);
    }
  }
}

// The cases are the same on every machine, so that a failure can be talked about by its id.
TEST(OracleAgreement, TheSameSeedMakesTheSameCases) {
  const Choose a = seeded_choices(1);
  const Choose b = seeded_choices(1);
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(write_case(generate_case(a)), write_case(generate_case(b)));
}

}  // namespace
}  // namespace cspkit::oracle
