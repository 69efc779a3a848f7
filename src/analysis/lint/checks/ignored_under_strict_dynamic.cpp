// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

// default-src is left alone: its sources count for everything but scripts.
constexpr DirectiveId kLists[] = {DirectiveId::script_src, DirectiveId::script_src_elem};

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveId id : kLists) {
    const DirectiveFacts* list = policy.own(id);
    if (list == nullptr || !list->has(Keyword::strict_dynamic)) continue;
    std::vector<std::string_view> ignored;
    Fix fix{.description = "Remove them, unless browsers from before 2022 matter to the page.",
            .safety = FixSafety::needs_thought};
    Span span;
    for (const Source& source : list->sources) {
      if (!source.is_place() && !source.is(Keyword::self)) continue;
      if (ignored.empty()) span = source.span;
      ignored.push_back(source.text);
      fix.edits.push_back(without(page, policy, source.span));
    }
    if (ignored.empty()) continue;
    report.add(policy,
               {.directive = list->written_name(),
                .value = ignored.front(),
                .span = span,
                .message = fmt::format("'strict-dynamic' switches {} off in {}: only browsers "
                                       "that do not know the keyword (Safari before 15.4) look "
                                       "at {}.",
                                       listed(ignored), list->written_name(),
                                       ignored.size() == 1 ? "it" : "them"),
                .fix = std::move(fix)});
  }
}

}  // namespace

extern const Check kIgnoredUnderStrictDynamic{
    .id = "ignored-under-strict-dynamic",
    .title = "'strict-dynamic' switches hosts, schemes and 'self' off",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#strict-dynamic-usage",
    .trigger = "script-src 'nonce-{nonce}' 'strict-dynamic' https: 'self'",
    .counterexample = "script-src 'nonce-{nonce}' 'strict-dynamic'",
    .on_policy = run,
};

}  // namespace cspkit::linting
