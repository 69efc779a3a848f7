// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/observatory/results.h"

#include <algorithm>
#include <array>

namespace cspkit::linting::observatory {
namespace {

constexpr int kBase = 100;
constexpr int kFewestForBonus = 90;

#define CSPKIT_RESULT(name, keyword, modifier, title) \
  ResultInfo { Result::name, keyword, modifier, title, "docs/lint-profiles.md#" keyword }
constexpr std::array<ResultInfo, kResultCount> kResults{{
    CSPKIT_RESULT(no_unsafe_default_src_none, "csp-implemented-with-no-unsafe-default-src-none", 10,
                  "Nothing unsafe is allowed, and default-src is 'none'"),
    CSPKIT_RESULT(no_unsafe, "csp-implemented-with-no-unsafe", 5, "Nothing unsafe is allowed"),
    CSPKIT_RESULT(unsafe_inline_in_style_src_only,
                  "csp-implemented-with-unsafe-inline-in-style-src-only", 0,
                  "Styles may be inline, data: or from anywhere"),
    CSPKIT_RESULT(insecure_scheme_in_passive_content_only,
                  "csp-implemented-with-insecure-scheme-in-passive-content-only", -10,
                  "Images or media may come over http:"),
    CSPKIT_RESULT(unsafe_eval, "csp-implemented-with-unsafe-eval", -10, "Strings become code"),
    CSPKIT_RESULT(unsafe_inline, "csp-implemented-with-unsafe-inline", -20,
                  "Scripts may be inline, data: or from anywhere, or plugins from anywhere"),
    CSPKIT_RESULT(insecure_scheme, "csp-implemented-with-insecure-scheme", -20,
                  "More than images and media may come over http:"),
    CSPKIT_RESULT(duplicate_directives, "csp-implemented-but-duplicate-directives", 0,
                  "report-uri or report-to is repeated"),
    CSPKIT_RESULT(header_invalid, "csp-header-invalid", -25, "The policy cannot be read"),
    CSPKIT_RESULT(not_implemented, "csp-not-implemented", -25, "There is no policy"),
    CSPKIT_RESULT(not_implemented_but_reporting_enabled,
                  "csp-not-implemented-but-reporting-enabled", -25,
                  "The policies report, and none is enforced"),
}};
#undef CSPKIT_RESULT

constexpr bool in_order() {
  for (std::size_t i = 0; i < kResults.size(); ++i) {
    if (static_cast<std::size_t>(kResults[i].result) != i) return false;
  }
  return true;
}
static_assert(in_order());

struct Step {
  int least;
  std::string_view grade;
};
constexpr Step kGrades[] = {{100, "A+"}, {90, "A"},  {85, "A-"}, {80, "B+"}, {70, "B"},
                            {65, "B-"},  {60, "C+"}, {50, "C"},  {45, "C-"}, {40, "D+"},
                            {30, "D"},   {25, "D-"}, {0, "F"}};

}  // namespace

std::span<const ResultInfo, kResultCount> result_table() noexcept { return kResults; }

int score_of(Result result) noexcept {
  const int modifier = kResults[static_cast<std::size_t>(result)].modifier;
  const int without_bonus = kBase + std::min(modifier, 0);
  return without_bonus >= kFewestForBonus ? kBase + modifier : without_bonus;
}

std::string_view grade_of_score(int score) noexcept {
  for (const Step& step : kGrades) {
    if (score >= step.least) return step.grade;
  }
  return "F";
}

}  // namespace cspkit::linting::observatory
