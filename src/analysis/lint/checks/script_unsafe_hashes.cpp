// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src_attr);
  if (governing == nullptr || !governing->has(Keyword::unsafe_hashes) || !governing->has_hash() ||
      governing->allows_all_inline()) {
    return;
  }
  const Source& keyword = *governing->find(Keyword::unsafe_hashes);
  report.add(
      policy,
      {.directive = governing->written_name(),
       .value = keyword.text,
       .span = keyword.span,
       .message = "With 'unsafe-hashes' the listed hashes allow event handler attributes too, "
                  "on any element: whoever injects markup can put them where they do harm.",
       .fix = Fix{.description = "Move the handlers into a script that calls "
                                 "addEventListener, and take 'unsafe-hashes' away."}});
}

}  // namespace

extern const Check kScriptUnsafeHashes{
    .id = "script-unsafe-hashes",
    .title = "Listed hashes allow event handlers, and a handler's text may be reused",
    .severity = {FindingSeverity::low, FindingSeverity::medium},
    .reference = "https://w3c.github.io/webappsec-csp/#unsafe-hashes-usage",
    .trigger = "script-src 'unsafe-hashes' 'sha256-iiJTVH2/aHLtb8rm6bLR1ExsjnzOjYeqm0d0a4K5AKQ='",
    .counterexample = "script-src 'sha256-iiJTVH2/aHLtb8rm6bLR1ExsjnzOjYeqm0d0a4K5AKQ='",
    .on_policy = run,
};

}  // namespace cspkit::linting
