// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

bool names_a_host(const Source& source) {
  return source.expression.kind == SourceKind::host && !source.matches_every_host();
}

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src_elem);
  if (governing == nullptr || !governing->places_count_for_scripts()) return;
  if (!governing->has_host()) return;
  const auto hosts = std::ranges::count_if(governing->sources, names_a_host);
  if (hosts == 0) return;
  const Source& first = *std::ranges::find_if(governing->sources, names_a_host);
  report.add(
      policy,
      {.directive = governing->written_name(),
       .value = first.text,
       .span = first.span,
       .message = fmt::format("Scripts are allowed by host, {} here. Any file of an allowed "
                              "host may be loaded, also one that runs what an attacker hands it.",
                              hosts == 1 ? std::string("one") : std::to_string(hosts)),
       .fix = Fix{.description = "Allow scripts by a nonce with 'strict-dynamic'."}});
}

}  // namespace

extern const Check kScriptAllowlist{
    .id = "script-allowlist",
    .title = "Scripts are allowed by host alone",
    .severity = {FindingSeverity::info, FindingSeverity::medium},
    .reference = "https://doi.org/10.1145/2976749.2978363",
    .trigger = "script-src 'self' https://static.example.com",
    .counterexample = "script-src 'nonce-{nonce}' 'strict-dynamic'",
    .on_policy = run,
};

}  // namespace cspkit::linting
