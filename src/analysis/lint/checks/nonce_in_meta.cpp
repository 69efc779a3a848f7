// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "analysis/lint/nonces.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  if (policy.delivery != Delivery::meta) return;
  for_each_nonce(policy, [&](const DirectiveFacts& list, const Source& source) {
    report.add(
        policy,
        {.directive = list.written_name(),
         .value = source.text,
         .span = source.span,
         .message = "The nonce stands in the page itself: a page from a file or a cache has the "
                    "same one for everybody, and style rules can read it out of the <meta>, which "
                    "browsers do not hide as they do the nonce attribute.",
         .fix = Fix{.description = "Send the policy in a header, or list hashes instead: they "
                                   "suit pages that do not change."}});
  });
}

}  // namespace

extern const Check kNonceInMeta{
    .id = "nonce-in-meta",
    .title = "A nonce in a <meta> element's policy",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .reference = "https://html.spec.whatwg.org/multipage/urls-and-fetching.html#nonce-attributes",
    .on_policy = run,
};

}  // namespace cspkit::linting
