// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/evaluator/evaluator.h"

#include <algorithm>
#include <utility>

#include "analysis/lint/evaluator/checks.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

using namespace evaluator;

Finding to_finding(Remark&& remark, std::size_t text, std::size_t policy) {
  const TypeInfo& type = type_table()[static_cast<std::size_t>(remark.type)];
  Finding finding;
  finding.id = type.id;
  finding.severity = severity_of(remark.rank);
  finding.peer_severity = evaluator::name_of(remark.rank);
  finding.directive = ascii_lower(remark.directive);
  finding.value = remark.value;
  finding.message = std::move(remark.message);
  finding.reference = kReference;
  finding.page = type.page;
  finding.span = remark.span;
  finding.text = text;
  finding.policy = policy;
  return finding;
}

}  // namespace

LintReport judge_as_evaluator(const LintInput& input, std::span<const Scan> scans) {
  LintReport report;
  Rank worst = Rank::none;
  for (std::size_t text = 0; text < scans.size(); ++text) {
    if (scans[text].exceeded) continue;
    std::size_t index = 0;
    const bool alone = scans[text].policies.size() == 1;
    for (const ScannedPolicy& scanned : scans[text].policies) {
      // Between commas nothing is no policy.
      if (scanned.directive_count == 0 && !alone) {
        ++index;
        continue;
      }
      const evaluator::Policy policy(input.texts[text].text, scans[text], scanned);
      for (Remark& remark : Judge(policy).judge()) {
        worst = std::min(worst, remark.rank);
        report.findings.push_back(to_finding(std::move(remark), text, index));
      }
      ++index;
    }
  }
  report.result = evaluator::name_of(worst);
  return report;
}

std::span<const LintCheckInfo> evaluator_checks() {
  static const std::vector<LintCheckInfo> table = [] {
    std::vector<LintCheckInfo> made;
    for (const TypeInfo& type : type_table()) {
      made.push_back({type.id, type.title, severity_of(type.worst), kReference, type.page});
    }
    return made;
  }();
  return table;
}

}  // namespace cspkit::linting
