// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "analysis/lint/reporting.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  if (reports(policy)) return;
  for (const DirectiveFacts& list : policy.directives) {
    const Source* keyword = list.find(Keyword::report_sample);
    if (keyword == nullptr) continue;
    report.add(policy,
               {.directive = list.written_name(),
                .value = keyword->text,
                .span = keyword->span,
                .message = "'report-sample' puts the start of the blocked code into reports, and "
                           "this policy sends none. Only listeners for securitypolicyviolation "
                           "events see it.",
                .fix = Fix{.description = "Add report-uri and report-to, or remove the keyword.",
                           .edits = {without(page, policy, keyword->span)}}});
  }
}

}  // namespace

extern const Check kReportSampleUnreported{
    .id = "report-sample-unreported",
    .title = "'report-sample' where nothing reports",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#grammardef-report-sample",
    .trigger = "script-src 'self' 'report-sample'",
    .counterexample = "script-src 'self' 'report-sample'; report-uri /csp-reports",
    .on_policy = run,
};

}  // namespace cspkit::linting
