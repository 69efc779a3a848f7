// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"

namespace cspkit::linting {
namespace {

/// What the scheme opens to somebody who can inject markup.
struct Opened {
  FindingSeverity severity;
  std::string_view what;
};

Opened opened_by(const Source& source) {
  if (is_network_scheme(source)) {
    return {FindingSeverity::high, "lets scripts come from every host there is"};
  }
  if (source.is_scheme("data")) {
    return {FindingSeverity::high,
            "lets a <script> element carry its code in its address, which is inline script by "
            "another name"};
  }
  if (is_local_scheme(source)) {
    return {FindingSeverity::medium,
            "lets script run that other script of the page has put together"};
  }
  return {FindingSeverity::low, "lets scripts come from every URL of that scheme"};
}

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src_elem);
  if (governing == nullptr || !governing->places_count_for_scripts()) return;
  if (!governing->has_scheme()) return;
  for (const Source& source : governing->sources) {
    if (source.expression.kind != SourceKind::scheme) continue;
    const Opened opened = opened_by(source);
    report.add(policy, {.directive = governing->written_name(),
                        .value = source.text,
                        .span = source.span,
                        .message = fmt::format("{} {}.", source.text, opened.what),
                        .fix = Fix{.description =
                                       "Allow scripts by nonce with 'strict-dynamic', or name the "
                                       "hosts that the page needs.",
                                   .edits = {without(page, policy, source.span)}},
                        .severity = opened.severity,
                        .witness = attacker_url(source)});
  }
}

}  // namespace

extern const Check kScriptScheme{
    .id = "script-scheme",
    .title = "Scripts may come from every URL of a scheme",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .weakness = Weakness::script_url,
    .reference = "https://w3c.github.io/webappsec-csp/#match-url-to-source-expression",
    .trigger = "script-src 'self' https:",
    .counterexample = "script-src 'self' https: 'nonce-{nonce}' 'strict-dynamic'",
    .on_policy = run,
};

}  // namespace cspkit::linting
