// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"
#include "analysis/lint/wide_lists.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  for_each_wide_list(
      policy, &DirectiveFacts::has_every_host,
      [&](const DirectiveFacts& directive, Exposure exposure) {
        const auto star = std::ranges::find_if(directive.sources, &Source::matches_every_host);
        if (star == directive.sources.end()) return;
        report.add(policy, {.directive = directive.written_name(),
                            .value = star->text,
                            .span = star->span,
                            .message = fmt::format("{} lets every host pass. {}", star->text,
                                                   what_goes(directive, exposure)),
                            .fix = Fix{.description = "Name the hosts that the page needs."},
                            .severity = severity_of(exposure, report),
                            .weakness = Weakness::load,
                            .witness = attacker_url(*star),
                            .governed = policy.governed_by(directive)});
      });
}

}  // namespace

extern const Check kSourceWildcard{
    .id = "source-wildcard",
    .title = "A directive other than those for scripts lets every host pass",
    .severity = {FindingSeverity::info, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#match-url-to-source-expression",
    .trigger = "script-src 'self'; img-src *",
    .counterexample = "script-src 'self'; img-src https://images.example.com",
    .on_policy = run,
};

}  // namespace cspkit::linting
