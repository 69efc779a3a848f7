// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/evaluator/evaluator.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "analysis/lint/evaluator/checks.h"
#include "base/ascii.h"
#include "cspkit/limits.h"

namespace cspkit::linting {
namespace {

using namespace evaluator;

/// Sets every member of `finding`, so that its strings keep their memory; takes the message.
void tell(Remark& remark, Finding& finding) {
  const TypeInfo& type = type_table()[static_cast<std::size_t>(remark.type)];
  finding.id = type.id;
  finding.severity = severity_of(remark.rank);
  finding.directive.resize(remark.directive.size());
  std::ranges::transform(remark.directive, finding.directive.begin(),
                         [](char c) { return ascii_lower(c); });
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

/// A remark with its place among others: worst first, then by text and place in it, then as they came, so by address.
struct Placed {
  std::uint64_t place;
  Remark* remark;

  explicit Placed(Remark& placed)
      : place(static_cast<std::uint64_t>(severity_of(placed.rank)) << kTextBit << kTextBits |
              static_cast<std::uint64_t>(placed.text) << kTextBit | placed.span.begin),
        remark(&placed) {}
  bool operator<(const Placed& other) const {
    return place != other.place ? place < other.place : remark < other.remark;
  }

 private:
  static constexpr int kTextBit =
      std::bit_width(limits::kMaxPolicyBytes);  // longer ones have no remarks
  static constexpr int kTextBits = 62 - kTextBit;
};

}  // namespace

struct EvaluatorLinter::State {
  Judge judge;
  std::vector<Placed> order;
  std::vector<Finding> spare;

  /// Makes so many findings of those that are there, whatever they say, so that their strings keep their memory.
  void resize(std::vector<Finding>& findings, std::size_t count) {
    constexpr std::size_t kMostSpare = 256;
    for (; findings.size() > count; findings.pop_back()) {
      if (spare.size() < kMostSpare) spare.push_back(std::move(findings.back()));
    }
    for (; findings.size() < count && !spare.empty(); spare.pop_back()) {
      findings.push_back(std::move(spare.back()));
    }
    findings.resize(count);
  }
};

EvaluatorLinter::EvaluatorLinter() : state_(std::make_unique<State>()) {}
EvaluatorLinter::~EvaluatorLinter() = default;

void EvaluatorLinter::judge(const LintInput& input, std::span<const Scan> scans,
                            LintReport& report) {
  std::vector<Placed>& order = state_->order;
  order.clear();
  Rank worst = Rank::none;
  for (Remark& remark : state_->judge.judge(input, scans)) {
    worst = std::min(worst, remark.rank);
    order.emplace_back(remark);
  }
  std::ranges::sort(order, std::less{});
  report.result = evaluator::name_of(worst);
  state_->resize(report.findings, order.size());
  for (std::size_t i = 0; i < order.size(); ++i) tell(*order[i].remark, report.findings[i]);
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
