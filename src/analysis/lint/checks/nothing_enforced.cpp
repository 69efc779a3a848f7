// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, Reporter& report) {
  if (page.policies.empty() || page.any_enforced) return;
  report.add(
      page.policies.front(),
      {.directive = {},
       .span = page.policies.front().span,
       .message = "Every policy here is report-only: violations are reported, and nothing is "
                  "stopped.",
       .fix = Fix{.description = "Once the reports are quiet, send the policy as "
                                 "Content-Security-Policy."}});
}

}  // namespace

extern const Check kNothingEnforced{
    .id = "nothing-enforced",
    .title = "All policies are report-only",
    .severity = {FindingSeverity::medium, FindingSeverity::high},
    .reference = "https://w3c.github.io/webappsec-csp/#cspro-header",
    .trigger = "",
    .counterexample = "",
    .on_page = run,
};

}  // namespace cspkit::linting
