// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* directive = policy.own(DirectiveId::report_uri);
  if (directive == nullptr) return;
  for (const Source& address : directive->sources) {
    if (!starts_with_ignoring_ascii_case(address.text, "http:")) continue;
    report.add(
        policy,
        {.directive = directive->written_name(),
         .value = address.text,
         .span = address.span,
         .message = page.is_secure()
                        ? std::string("A secure page sends no reports by http: browsers block "
                                      "them as mixed content.")
                        : std::string("Reports tell what people do on the page, and go out in "
                                      "the clear."),
         .fix = Fix{.description = "Write https.",
                    .edits = {{{address.span.begin, address.span.begin + 5}, "https:"}}}});
  }
}

}  // namespace

extern const Check kReportUriInsecure{
    .id = "report-uri-insecure",
    .title = "Reports are to go out by http",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .reference = "https://w3c.github.io/webappsec-mixed-content/#should-block-fetch",
    .trigger = "default-src 'self'; report-uri http://reports.example.com/csp",
    .counterexample = "default-src 'self'; report-uri https://reports.example.com/csp",
    .on_policy = run,
};

}  // namespace cspkit::linting
