// SPDX-License-Identifier: Apache-2.0
#include "cspkit/lint.h"

#include <algorithm>
#include <array>
#include <compare>
#include <tuple>
#include <utility>

#include "analysis/lint/check.h"
#include "analysis/lint/evaluator/evaluator.h"
#include "analysis/lint/observatory/observatory.h"
#include "analysis/lint/syntax.h"
#include "policy/diagnose.h"

namespace cspkit {
namespace {

/// By the worst severity that is there, and where it matters by how many have it.
std::string_view grade_of(std::span<const Finding> findings) {
  std::array<std::size_t, 4> counts{};
  for (const Finding& finding : findings) ++counts[static_cast<std::size_t>(finding.severity)];
  const auto [high, medium, low, info] = counts;
  if (high > 1) return "F";
  if (high == 1) return "D";
  if (medium > 2) return "C";
  if (medium > 0) return "B";
  return low > 0 ? "A" : "A+";
}

}  // namespace

namespace {

/// Where a finding stands among others: the worst first, then in the order of the text, then as they were found.
struct FindingPlace {
  FindingSeverity severity;
  std::size_t text, begin, index;
  Finding* finding;
  friend auto operator<=>(const FindingPlace& a, const FindingPlace& b) {
    return std::tie(a.severity, a.text, a.begin, a.index) <=>
           std::tie(b.severity, b.text, b.begin, b.index);
  }
};

}  // namespace

struct Linter::State {
  LintProfile profile;
  std::vector<Scan> scans;
  linting::PageBuilder builder;
  linting::EvaluatorLinter evaluator;
  // Findings before they are in order, and their places: memory that is used again.
  std::vector<Finding> syntax, checked;
  std::vector<FindingPlace> places;
};

Linter::Linter(LintProfile profile) : state_(std::make_unique<State>()) {
  state_->profile = profile;
}
Linter::~Linter() = default;
Linter::Linter(Linter&&) noexcept = default;
Linter& Linter::operator=(Linter&&) noexcept = default;

namespace {

// A finding is large, so that each is moved once, when its place is known.
void move_in_order(std::vector<Finding>& first, std::vector<Finding>& second,
                   std::vector<FindingPlace>& places, std::vector<Finding>& out) {
  places.clear();
  for (std::vector<Finding>* some : {&first, &second}) {
    for (Finding& each : *some) {
      places.push_back({each.severity, each.text, each.span.begin, places.size(), &each});
    }
  }
  std::sort(places.begin(), places.end());
  out.clear();
  out.reserve(places.size());
  for (const FindingPlace& place : places) out.push_back(std::move(*place.finding));
}

void sort_findings(std::vector<Finding>& findings) {
  std::vector<Finding> none, sorted;
  std::vector<FindingPlace> places;
  move_in_order(findings, none, places, sorted);
  findings = std::move(sorted);
}

}  // namespace

LintReport Linter::judge(const LintInput& input) {
  LintReport report;
  judge(input, report);
  return report;
}

void Linter::judge(const LintInput& input, LintReport& report) {
  if (state_->profile == LintProfile::observatory) {
    report = linting::judge_as_observatory(input);
    sort_findings(report.findings);
    return;
  }
  std::vector<Scan>& scans = state_->scans;
  if (scans.size() < input.texts.size()) scans.resize(input.texts.size());
  const auto used = std::span(scans).first(input.texts.size());
  for (std::size_t i = 0; i < used.size(); ++i) {
    scan_policies(input.texts[i].text, input.texts[i].delivery, used[i]);
  }
  report.score.reset();
  report.score_modifier.reset();
  report.flags.clear();
  if (state_->profile == LintProfile::evaluator) {
    state_->evaluator.judge(input, used, report);
    report.grade = grade_of(report.findings);
    return;
  }
  report.result = {};
  state_->syntax.clear();
  for (std::size_t i = 0; i < used.size(); ++i) {
    const LintText& text = input.texts[i];
    parse_expressions(text.text, used[i]);
    for (Diagnostic& diagnostic : diagnose(text.text, used[i], text.disposition, text.delivery)) {
      state_->syntax.push_back(linting::to_finding(std::move(diagnostic), text.text, used[i], i));
    }
  }
  const linting::Page& page = state_->builder.build(input, used);
  linting::Reporter reporter(page, state_->profile, std::move(state_->checked));
  reporter.run(linting::all_checks());
  state_->checked = std::move(reporter).take();
  move_in_order(state_->syntax, state_->checked, state_->places, report.findings);
  report.grade = page.policies.empty() ? "F" : grade_of(report.findings);
}

LintReport lint(const LintInput& input, LintProfile profile) {
  return Linter(profile).judge(input);
}

std::string_view to_string(FindingSeverity severity) noexcept {
  switch (severity) {
    case FindingSeverity::high: return "high";
    case FindingSeverity::medium: return "medium";
    case FindingSeverity::low: return "low";
    case FindingSeverity::info: break;
  }
  return "info";
}

}  // namespace cspkit
