// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* told = nullptr;
  for (const DirectiveId effective : kScriptDirectives) {
    const DirectiveFacts* governing = policy.governing(effective);
    if (governing == nullptr || governing == told || !governing->allows_all_inline()) continue;
    told = governing;
    const Source& keyword = *governing->find(Keyword::unsafe_inline);
    const bool handlers_too = policy.governing(DirectiveId::script_src_attr) == governing;
    report.add(policy,
               {.directive = governing->written_name(),
                .value = keyword.text,
                .span = keyword.span,
                .message = fmt::format(
                    "{} lets every inline script run, and so every script that somebody injects "
                    "into the page.",
                    governing->written_name()),
                .fix = Fix{.description = "Give the page's own inline scripts a nonce or list "
                                          "their hashes; browsers then ignore 'unsafe-inline'."},
                .weakness = effective == DirectiveId::script_src_attr ? Weakness::inline_handler
                            : handlers_too                            ? Weakness::inline_code
                                                                      : Weakness::inline_script});
  }
}

}  // namespace

extern const Check kScriptUnsafeInline{
    .id = "script-unsafe-inline",
    .title = "Inline script runs without a nonce or hash",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .weakness = Weakness::injected_script,
    .reference = "https://w3c.github.io/webappsec-csp/#allow-all-inline",
    .trigger = "script-src 'self' 'unsafe-inline'",
    .counterexample = "script-src 'self' 'unsafe-inline' 'nonce-{nonce}'",
    .on_policy = run,
};

}  // namespace cspkit::linting
