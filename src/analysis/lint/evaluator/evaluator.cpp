// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/evaluator/evaluator.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "analysis/lint/evaluator/checks.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

using namespace evaluator;

/// Sets every member of `finding`, so that its strings keep their memory; takes the message.
void tell(Remark& remark, Finding& finding) {
  const TypeInfo& type = type_table()[static_cast<std::size_t>(remark.type)];
  finding.id = type.id;
  finding.severity = severity_of(remark.rank);
  finding.directive = remark.directive;
  for (char& c : finding.directive) c = ascii_lower(c);
  finding.value = remark.value;
  finding.message.swap(remark.message);
  finding.fix.reset();
  finding.reference = kReference;
  finding.page = type.page;
  finding.span = remark.span;
  finding.text = remark.text;
  finding.policy = remark.policy;
  finding.peer_severity = evaluator::name_of(remark.rank);
  finding.closed_by.reset();
}

/// Worst first, then by place, then as they came: of one vector, so by address.
bool comes_before(const Remark* a, const Remark* b) {
  const auto key = [](const Remark* remark) {
    return std::tuple(severity_of(remark->rank), remark->text, remark->span.begin, remark);
  };
  return key(a) < key(b);
}

}  // namespace

struct EvaluatorLinter::State {
  Judge judge;
  std::vector<Remark*> order;
};

EvaluatorLinter::EvaluatorLinter() : state_(std::make_unique<State>()) {}
EvaluatorLinter::~EvaluatorLinter() = default;

void EvaluatorLinter::judge(const LintInput& input, std::span<const Scan> scans,
                            LintReport& report) {
  std::vector<Remark*>& order = state_->order;
  order.clear();
  Rank worst = Rank::none;
  for (Remark& remark : state_->judge.judge(input, scans)) {
    worst = std::min(worst, remark.rank);
    order.push_back(&remark);
  }
  std::ranges::sort(order, comes_before);
  report.result = evaluator::name_of(worst);
  report.findings.resize(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) tell(*order[i], report.findings[i]);
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
