// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/lint.h>

#include <string>
#include <vector>

#include "context.h"
#include "policy_input.h"

/// `lint --fix`.
namespace cspkit::cli {

/// One text of the command line after its safe fixes.
struct FixedInput {
  PolicyText before;
  std::vector<Finding> applied;
};

/// Puts the fixed texts into `input`, and answers what was done to each, in the order of the texts.
[[nodiscard]] std::vector<FixedInput> fix_inputs(PolicyInput& input, const LintInput& judged,
                                                 LintProfile profile);

/// Writes each text that changed to the place in its file that it was read from. Throws UsageError where a changed text
/// has no such place, InputError where the file cannot be written or is no longer what was read.
void write_back(const std::vector<FixedInput>& fixed, const PolicyInput& input);

/// The fixed texts, one a line, on standard output, and on standard error what was done and what is left.
void print_fixed(const std::vector<FixedInput>& fixed, const PolicyInput& input,
                 const LintReport& left, Context& context);

}  // namespace cspkit::cli
