// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* uri = policy.own(DirectiveId::report_uri);
  const DirectiveFacts* to = policy.own(DirectiveId::report_to);
  if ((uri == nullptr) == (to == nullptr)) return;
  const DirectiveFacts& there = uri != nullptr ? *uri : *to;
  report.add(
      policy,
      {.directive = there.written_name(),
       .span = there.name,
       .message = uri != nullptr
                      ? "report-uri alone works in every browser of today, but it is deprecated in "
                        "favour of report-to (Chrome 70, Safari 16.4, Firefox 149)."
                      : "report-to alone reaches Chrome from 70, Safari from 16.4 and Firefox from "
                        "149; older browsers only know report-uri. Where both stand, "
                        "report-to counts for those that know it.",
       .fix = Fix{.description = uri != nullptr ? "Add report-to, and name the endpoint in "
                                                  "Reporting-Endpoints."
                                                : "Add report-uri with the same address."}});
}

}  // namespace

extern const Check kReportingOneWay{
    .id = "reporting-one-way",
    .title = "report-uri without report-to, or the reverse",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference =
        "https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/"
        "Content-Security-Policy/report-to",
    .trigger = "default-src 'self'; report-to csp",
    .counterexample = "default-src 'self'; report-to csp; report-uri /csp-reports",
    .on_policy = run,
};

}  // namespace cspkit::linting
