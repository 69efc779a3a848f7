// SPDX-License-Identifier: Apache-2.0
#include "cspkit/lint.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "analysis/lint/check.h"
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

LintReport lint(const LintInput& input, LintProfile profile) {
  std::vector<Scan> scans;
  scans.reserve(input.texts.size());
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.texts.size(); ++i) {
    const LintText& text = input.texts[i];
    scans.push_back(scan_policies(text.text, text.delivery));
    for (Diagnostic& diagnostic :
         diagnose(text.text, scans.back(), text.disposition, text.delivery)) {
      findings.push_back(linting::to_finding(std::move(diagnostic), i));
    }
  }
  linting::PageBuilder builder;
  const linting::Page& page = builder.build(input, scans);
  linting::Reporter reporter(page, profile);
  reporter.run(linting::all_checks());
  std::ranges::move(std::move(reporter).take(), std::back_inserter(findings));
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
    return std::tuple(finding.severity, finding.text, finding.span.begin);
  });
  LintReport report;
  report.grade = grade_of(findings);
  report.findings = std::move(findings);
  return report;
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
