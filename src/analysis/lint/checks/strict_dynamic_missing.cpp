// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src_elem);
  if (governing == nullptr || governing->has(Keyword::strict_dynamic) ||
      !governing->has_nonce_or_hash()) {
    return;
  }
  const auto place = std::ranges::find_if(governing->sources, &Source::is_place);
  if (place == governing->sources.end()) return;
  const std::size_t end = governing->span.end;
  report.add(
      policy,
      {.directive = governing->written_name(),
       .value = place->text,
       .span = place->span,
       .message = "Hosts and schemes allow scripts here beside the nonces and hashes, and each "
                  "is another way in. 'strict-dynamic' makes browsers ignore them.",
       .fix = Fix{.description = "Add 'strict-dynamic', after a trial as report-only.",
                  .edits = {{{end, end}, " 'strict-dynamic'"}}}});
}

}  // namespace

extern const Check kStrictDynamicMissing{
    .id = "strict-dynamic-missing",
    .title = "Hosts count beside nonces, since 'strict-dynamic' is not there",
    .severity = {std::nullopt, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#strict-dynamic-usage",
    .trigger = "script-src 'nonce-{nonce}' https://static.example.com",
    .counterexample = "script-src 'nonce-{nonce}' 'strict-dynamic' https://static.example.com",
    .on_policy = run,
};

}  // namespace cspkit::linting
