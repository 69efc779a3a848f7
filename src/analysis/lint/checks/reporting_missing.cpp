// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/lint/check.h"
#include "analysis/lint/reporting.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, Reporter& report) {
  if (std::ranges::any_of(page.policies, reports)) return;
  // A <meta> cannot say where; a policy that only reports has a finding of its own.
  const auto first = std::ranges::find_if(page.policies, [](const PolicyFacts& policy) {
    return policy.enforced() && policy.delivery == Delivery::header;
  });
  if (first == page.policies.end()) return;
  report.add(*first,
             {.directive = "report-uri",
              .span = first->span,
              .message = "Nobody is told when the policy blocks something: neither an attack nor "
                         "a part of the page that it breaks is seen.",
              .fix = Fix{.description = "Add report-uri, and report-to with its "
                                        "Reporting-Endpoints.",
                         .edits = {first->appended("report-uri /csp-reports")}}});
}

}  // namespace

extern const Check kReportingMissing{
    .id = "reporting-missing",
    .title = "The policy says nowhere to report to",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#reporting",
    .trigger = "default-src 'self'",
    .counterexample = "default-src 'self'; report-uri /csp-reports",
    .on_page = run,
};

}  // namespace cspkit::linting
