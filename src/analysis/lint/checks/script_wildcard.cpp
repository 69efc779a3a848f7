// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src_elem);
  if (governing == nullptr || !governing->places_count_for_scripts()) return;
  if (!governing->has_every_host()) return;
  for (const Source& source : governing->sources) {
    if (!source.matches_every_host()) continue;
    report.add(
        policy,
        {.directive = governing->written_name(),
         .value = source.text,
         .span = source.span,
         .message = fmt::format("{} lets scripts come from a host of anybody's: whoever injects "
                                "markup loads a script of their own.",
                                source.text),
         .fix = Fix{.description = "Allow scripts by nonce with 'strict-dynamic', or name the "
                                   "hosts that the page needs.",
                    .edits = {without(page, policy, source.span)}},
         .witness = attacker_url(source)});
  }
}

}  // namespace

extern const Check kScriptWildcard{
    .id = "script-wildcard",
    .title = "Scripts may come from every host",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .weakness = Weakness::script_url,
    .reference = "https://w3c.github.io/webappsec-csp/#match-url-to-source-expression",
    .trigger = "script-src 'self' https://*",
    .counterexample = "script-src 'self' https://static.example.com",
    .on_policy = run,
};

}  // namespace cspkit::linting
