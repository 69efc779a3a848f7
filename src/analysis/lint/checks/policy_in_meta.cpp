// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, Reporter& report) {
  const auto meta = std::ranges::find(page.policies, Delivery::meta, &PolicyFacts::delivery);
  if (meta == page.policies.end()) return;
  const bool with_header = std::ranges::any_of(page.policies, [](const PolicyFacts& policy) {
    return policy.delivery == Delivery::header && policy.enforced();
  });
  report.add(
      *meta,
      {.directive = "",
       .span = meta->span,
       .message =
           with_header
               ? "The page has a policy in its header and one in a <meta>. Both apply: what either "
                 "blocks is blocked, so that the <meta> can only take away."
               : "The page's only policy stands in a <meta>. There, frame-ancestors, sandbox and "
                 "report-uri do not count, what comes before the element is not governed, and "
                 "nothing can be reported only.",
       .fix = Fix{.description = with_header ? "Keep one of the two, or keep them in step."
                                             : "Send the policy as a header where the server "
                                               "allows it."}});
}

}  // namespace

extern const Check kPolicyInMeta{
    .id = "policy-in-meta",
    .title = "A policy in a <meta> element",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#meta-element",
    .on_page = run,
};

}  // namespace cspkit::linting
