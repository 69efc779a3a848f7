// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

bool needs_none(const PolicyFacts& policy) {
  if (policy.own(DirectiveId::require_trusted_types_for) != nullptr) return true;
  const DirectiveFacts* scripts = policy.governing(DirectiveId::script_src_elem);
  return scripts != nullptr && scripts->is_none();
}

void run(const Page& page, Reporter& report) {
  const PolicyFacts* policy = page.lacking(needs_none);
  if (policy == nullptr) return;
  report.add(
      *policy,
      {.directive = "require-trusted-types-for",
       .span = policy->span,
       .message = "require-trusted-types-for 'script' is not there: strings that reach innerHTML "
                  "and the like are parsed as they are.",
       .fix = Fix{.description = "Try require-trusted-types-for 'script' in a report-only policy, "
                                 "then enforce it.",
                  .edits = {policy->appended("require-trusted-types-for 'script'")}}});
}

}  // namespace

extern const Check kTrustedTypesMissing{
    .id = "trusted-types-missing",
    .title = "Strings may reach the page's script sinks",
    .severity = {FindingSeverity::info, FindingSeverity::low},
    .reference =
        "https://w3c.github.io/trusted-types/dist/spec/#require-trusted-types-for-csp-directive",
    .trigger = "script-src 'self'",
    .counterexample = "script-src 'self'; require-trusted-types-for 'script'",
    .on_page = run,
};

}  // namespace cspkit::linting
