// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src_elem);
  if (governing == nullptr || !governing->has(Keyword::strict_dynamic) ||
      governing->has_nonce_or_hash()) {
    return;
  }
  const Source& keyword = *governing->find(Keyword::strict_dynamic);
  report.add(
      policy,
      {.directive = governing->written_name(),
       .value = keyword.text,
       .span = keyword.span,
       .message = "'strict-dynamic' switches hosts, schemes, 'self' and 'unsafe-inline' off, and "
                  "no nonce or hash is there to allow a first script: none runs.",
       .fix = Fix{.description = "Add a nonce or hashes beside 'strict-dynamic', or take it away.",
                  .edits = {without(page, policy, keyword.span)}}});
}

}  // namespace

extern const Check kStrictDynamicAlone{
    .id = "strict-dynamic-alone",
    .title = "'strict-dynamic' without a nonce or hash blocks every script",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .reference = "https://w3c.github.io/webappsec-csp/#strict-dynamic-usage",
    .trigger = "script-src 'strict-dynamic' https://static.example.com",
    .counterexample = "script-src 'strict-dynamic' 'nonce-{nonce}' https://static.example.com",
    .on_policy = run,
};

}  // namespace cspkit::linting
