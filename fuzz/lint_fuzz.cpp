// SPDX-License-Identifier: Apache-2.0
//
// The input's first byte chooses the profile and how the text is delivered; the rest is a policy. Judging never fails, and
// every finding names a check of its profile and a place in the text.
//
//     ./dev fuzz lint
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cspkit/lint.h"
#include "require.h"

namespace {

using namespace cspkit;
using fuzz::require;

constexpr LintProfile kProfiles[] = {LintProfile::balanced, LintProfile::strict,
                                     LintProfile::evaluator, LintProfile::observatory};

void check_finding(const Finding& finding, LintProfile profile, std::string_view text) {
  const auto checks = lint_checks(profile);
  require(std::ranges::find(checks, finding.id, &LintCheckInfo::id) != checks.end(),
          "a finding names its check", text);
  require(finding.text == 0 && finding.span.begin <= finding.span.end &&
              finding.span.end <= text.size(),
          "a finding stands in the text", text);
  require(!finding.message.empty() && !finding.page.empty() && !finding.reference.empty(),
          "a finding says what, why and where", text);
  if (!finding.fix) return;
  std::size_t at = 0;
  for (const Edit& edit : finding.fix->edits) {
    require(
        edit.span.begin >= at && edit.span.begin <= edit.span.end && edit.span.end <= text.size(),
        "edits stand in the text, in order", text);
    at = edit.span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view policy(reinterpret_cast<const char*>(data) + 1, size - 1);
  const LintProfile profile = kProfiles[data[0] % 4];
  const LintText text{
      .text = policy,
      .disposition = (data[0] & 4) != 0 ? Disposition::report : Disposition::enforce,
      .delivery = (data[0] & 8) != 0 ? Delivery::meta : Delivery::header};
  const LintReport report = lint({.texts = {&text, 1}}, profile);
  require(!report.grade.empty(), "there is a grade", policy);
  require(report.score.has_value() == (profile == LintProfile::observatory),
          "the Observatory scores", policy);
  for (const Finding& finding : report.findings) check_finding(finding, profile, policy);
  (void)apply_safe_fixes(policy, report.findings);
  return 0;
}
