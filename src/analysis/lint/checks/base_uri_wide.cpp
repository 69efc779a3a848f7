// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* own = policy.own(DirectiveId::base_uri);
  if (own == nullptr) return;
  const Source* wide = first_wide(*own);
  if (wide == nullptr) return;
  report.add(
      policy,
      {.directive = "base-uri",
       .value = wide->text,
       .span = wide->span,
       .message = fmt::format("{} lets an injected <base> send the page's relative addresses, "
                              "those of scripts among them, to a host of anybody's.",
                              wide->text),
       .fix = Fix{.description = "Write base-uri 'self', or 'none' where the page has no <base>.",
                  .edits = {{wide->span, "'self'"}}},
       .witness = attacker_url(*wide)});
}

}  // namespace

extern const Check kBaseUriWide{
    .id = "base-uri-wide",
    .title = "base-uri lets a <base> point anywhere",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .weakness = Weakness::base,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-base-uri",
    .trigger = "script-src 'nonce-{nonce}'; base-uri https:",
    .counterexample = "script-src 'nonce-{nonce}'; base-uri 'self'",
    .on_policy = run,
};

}  // namespace cspkit::linting
