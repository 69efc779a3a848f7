// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "cspkit/lint.h"

namespace cspkit::linting {

/// The profile `observatory`: one verdict for the response, its score and its flags, and a finding for each rule that
/// is broken.
[[nodiscard]] LintReport judge_as_observatory(const LintInput& input);

/// Its table of results.
[[nodiscard]] std::span<const LintCheckInfo> observatory_checks();

}  // namespace cspkit::linting
