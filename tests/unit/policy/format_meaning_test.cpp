// SPDX-License-Identifier: Apache-2.0
// Formatting and minifying change no decision: random cases are put to the engine before and after.
#include <gtest/gtest.h>

#include <algorithm>

#include <string>

#include "cspkit/format.h"
#include "cspkit/policy.h"
#include "match/reading.h"
#include "oracle/case.h"
#include "oracle/engine_answer.h"
#include "oracle/generate.h"

namespace cspkit {
namespace {

constexpr int kCases = 20'000;

std::string formatted(const oracle::CasePolicy& policy, FormatOptions options) {
  const auto parsed = parse_policies(
      policy.value, policy.disposition == "report" ? Disposition::report : Disposition::enforce,
      policy.delivery == "meta" ? Delivery::meta : Delivery::header);
  return format_policies(parsed, options);
}

/// What matters of an answer: policies of which nothing is left shift the indices of the others.
std::string essence(const oracle::Case& one, Browser browser) {
  const auto answer = oracle::engine_answer(one, browser);
  if (!answer) return "error: " + answer.error();
  std::string text = answer->blocked ? "block" : "allow";
  for (const auto& violation : answer->violations)
    text += " " + violation.disposition + ":" + violation.effective_directive;
  return text;
}

/// Where a browser's parser departs from the text's, formatting by the text may change what it reads.
bool is_read_otherwise(const oracle::Case& one, Browser browser) {
  PolicyList list{Origin{}};
  for (const auto& policy : one.policies) {
    EXPECT_TRUE(list.add_header(
        policy.value, policy.disposition == "report" ? Disposition::report : Disposition::enforce,
        policy.delivery == "meta" ? Delivery::meta : Delivery::header));
  }
  return std::ranges::any_of(list.policies(), [&](const CompiledPolicy& policy) {
    return policy.readings() != nullptr &&
           std::ranges::any_of(policy.readings()->all,
                               [&](const Reading& reading) { return reading.browser == browser; });
  });
}

void expect_same_decisions(FormatOptions options, std::uint64_t seed) {
  const auto choose = oracle::seeded_choices(seed);
  int changed = 0;
  for (int i = 0; i < kCases; ++i) {
    const oracle::Case before = oracle::generate_case(choose);
    oracle::Case after = before;
    for (auto& policy : after.policies) {
      policy.value = formatted(policy, options);
    }
    bool differs = false;
    for (std::size_t p = 0; p < before.policies.size(); ++p)
      differs = differs || before.policies[p].value != after.policies[p].value;
    if (!differs) continue;
    ++changed;
    for (const auto browser :
         {Browser::specification, Browser::chromium, Browser::firefox, Browser::webkit}) {
      if (is_read_otherwise(before, browser)) continue;
      ASSERT_EQ(essence(after, browser), essence(before, browser))
          << browser_name(browser) << "\n"
          << oracle::write_case(before) << "\n"
          << oracle::write_case(after);
    }
  }
  EXPECT_GT(changed, kCases / 100) << "the cases leave nothing to format";
}

TEST(FormatMeaning, FormattingChangesNoDecision) { expect_same_decisions({}, 1); }

TEST(FormatMeaning, MinifyingChangesNoDecision) {
  expect_same_decisions({PolicyLayout::one_line, Removal::whatever_never_matters}, 2);
}

}  // namespace
}  // namespace cspkit
