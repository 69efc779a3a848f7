// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveFacts& list : policy.directives) {
    if (list.has_hash()) continue;
    const Source* keyword = list.find(Keyword::unsafe_hashes);
    if (keyword == nullptr) continue;
    report.add(policy,
               {.directive = list.written_name(),
                .value = keyword->text,
                .span = keyword->span,
                .message = fmt::format("'unsafe-hashes' lets the hashes of {} count for "
                                       "attributes, and it lists none.",
                                       list.written_name()),
                .fix = Fix{.description = "Remove 'unsafe-hashes', or list the hashes of the "
                                          "handlers and style attributes.",
                           .edits = {without(page, policy, keyword->span)},
                           .safety = FixSafety::safe}});
  }
}

}  // namespace

extern const Check kUnsafeHashesWithoutHash{
    .id = "unsafe-hashes-without-hash",
    .title = "'unsafe-hashes' beside no hash has no effect",
    .severity = {FindingSeverity::low, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#unsafe-hashes-usage",
    .trigger = "script-src 'self' 'unsafe-hashes'",
    .counterexample =
        "script-src 'self' 'unsafe-hashes' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
    .on_policy = run,
};

}  // namespace cspkit::linting
