// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "cspkit/lint.h"
#include "policy/scan.h"

namespace cspkit::linting {

/// The profile `evaluator`: each policy by itself, since that tool knows no others. Keeps its memory from input to input.
class EvaluatorLinter {
 public:
  EvaluatorLinter();
  ~EvaluatorLinter();

  /// The findings in order, and the result, into a report whose memory is used again. `scans` holds the scan of each text.
  void judge(const LintInput& input, std::span<const Scan> scans, LintReport& report);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Its table of checks.
[[nodiscard]] std::span<const LintCheckInfo> evaluator_checks();

}  // namespace cspkit::linting
