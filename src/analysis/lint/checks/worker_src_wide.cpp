// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::worker_src);
  // Where a list governs other things too, the checks about those tell it.
  if (governing == nullptr || governing->id != DirectiveId::worker_src) return;
  for (const Source& source : governing->sources) {
    if (!is_wide(source) && !is_local_scheme(source)) continue;
    report.add(
        policy,
        {.directive = "worker-src",
         .value = source.text,
         .span = source.span,
         .message = fmt::format("{} lets workers run script that the rest of the policy may not "
                                "allow.",
                                source.text),
         .fix = Fix{.description = "Load workers from files of the page's own origin.",
                    .edits = {without(page, policy, source.span)}}});
  }
}

}  // namespace

extern const Check kWorkerSrcWide{
    .id = "worker-src-wide",
    .title = "Workers may be made of what script on the page puts together",
    .severity = {std::nullopt, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#directive-worker-src",
    .trigger = "script-src 'self'; worker-src 'self' blob:",
    .counterexample = "script-src 'self'; worker-src 'self'",
    .on_policy = run,
};

}  // namespace cspkit::linting
