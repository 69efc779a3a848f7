// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, Reporter& report) {
  if (!page.policies.empty()) return;
  report.add_for_page(
      {.directive = {},
       .message = "There is no policy here, so that nothing is restricted.",
       .fix = Fix{.description = "Begin with a report-only policy, such as default-src "
                                 "'self'; report-to csp, and see what it reports."}});
}

}  // namespace

extern const Check kPolicyMissing{
    .id = "policy-missing",
    .title = "There is no policy at all",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .reference = "https://w3c.github.io/webappsec-csp/#csp-header",
    .trigger = "",
    .counterexample = "",
    .on_page = run,
};

}  // namespace cspkit::linting
