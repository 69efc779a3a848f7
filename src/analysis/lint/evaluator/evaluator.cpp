// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/evaluator/evaluator.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "analysis/lint/evaluator/checks.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

using namespace evaluator;

Finding to_finding(Remark& remark) {
  const TypeInfo& type = type_table()[static_cast<std::size_t>(remark.type)];
  return {.id = type.id,
          .severity = severity_of(remark.rank),
          .directive = ascii_lower(remark.directive),
          .value = std::string(remark.value),
          .message = std::move(remark.message),
          .fix = std::nullopt,
          .reference = kReference,
          .page = type.page,
          .span = remark.span,
          .text = remark.text,
          .policy = remark.policy,
          .peer_severity = evaluator::name_of(remark.rank),
          .closed_by = std::nullopt};
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

// A finding is large: it is made once its place is known.
LintReport EvaluatorLinter::judge(const LintInput& input, std::span<const Scan> scans) {
  std::vector<Remark*>& order = state_->order;
  order.clear();
  Rank worst = Rank::none;
  for (Remark& remark : state_->judge.judge(input, scans)) {
    worst = std::min(worst, remark.rank);
    order.push_back(&remark);
  }
  std::ranges::sort(order, comes_before);
  LintReport report;
  report.result = evaluator::name_of(worst);
  report.findings.reserve(order.size());
  for (Remark* remark : order) report.findings.push_back(to_finding(*remark));
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
