// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/lint/check.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* sandbox = policy.own(DirectiveId::sandbox);
  if (sandbox == nullptr || policy.disposition == Disposition::report) return;
  if (!sandbox->has_token("allow-scripts")) return;
  const auto same_origin = std::ranges::find_if(sandbox->sources, [](const Source& source) {
    return equals_ignoring_ascii_case(source.text, "allow-same-origin");
  });
  if (same_origin == sandbox->sources.end()) return;
  report.add(
      policy,
      {.directive = "sandbox",
       .value = same_origin->text,
       .span = same_origin->span,
       .message = "With allow-scripts and allow-same-origin together, script of this page reaches "
                  "all that its origin has: cookies, storage, other pages. The sandbox holds "
                  "little back.",
       .fix = Fix{.description = "Take allow-same-origin away, or serve the page from a host of "
                                 "its own.",
                  .edits = {without(page, policy, same_origin->span)}}});
}

}  // namespace

extern const Check kSandboxEscape{
    .id = "sandbox-escape",
    .title = "sandbox lets scripts run with the page's own origin",
    .severity = {FindingSeverity::low, FindingSeverity::medium},
    .reference = "https://w3c.github.io/webappsec-csp/#directive-sandbox",
    .trigger = "default-src 'self'; sandbox allow-scripts allow-same-origin",
    .counterexample = "default-src 'self'; sandbox allow-scripts",
    .on_policy = run,
};

}  // namespace cspkit::linting
