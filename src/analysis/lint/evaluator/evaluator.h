// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "cspkit/lint.h"
#include "policy/scan.h"

namespace cspkit::linting {

/// The profile `evaluator`: each policy by itself, since that tool knows no others. `scans` holds the scan of each text.
[[nodiscard]] LintReport judge_as_evaluator(const LintInput& input, std::span<const Scan> scans);

/// Its table of checks.
[[nodiscard]] std::span<const LintCheckInfo> evaluator_checks();

}  // namespace cspkit::linting
