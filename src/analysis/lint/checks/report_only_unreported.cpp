// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"
#include "analysis/lint/reporting.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  if (policy.enforced() || reports(policy)) return;
  report.add(policy,
             {.directive = "report-uri",
              .span = policy.span,
              .message = "A policy that only reports, and nowhere to report to: it does nothing "
                         "but write to the browser's console.",
              .fix = Fix{.description = "Add report-uri, and report-to with its "
                                        "Reporting-Endpoints.",
                         .edits = {policy.appended("report-uri /csp-reports")}}});
}

}  // namespace

extern const Check kReportOnlyUnreported{
    .id = "report-only-unreported",
    .title = "A report-only policy that says nowhere to report to",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .reference = "https://w3c.github.io/webappsec-csp/#cspro-header",
    .on_policy = run,
};

}  // namespace cspkit::linting
