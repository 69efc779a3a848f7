// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

// Attributes have no URL: of these lists, only keywords, nonces (which switch 'unsafe-inline' off) and
// hashes are read. Source: https://w3c.github.io/webappsec-csp/#match-element-to-source-list
constexpr DirectiveId kAttributeLists[] = {DirectiveId::script_src_attr,
                                           DirectiveId::style_src_attr};

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveId id : kAttributeLists) {
    const DirectiveFacts* list = policy.own(id);
    if (list == nullptr) continue;
    const auto is_dead = [](const Source& source) {
      return source.is_place() || source.is(Keyword::self);
    };
    std::vector<std::string_view> dead;
    Fix fix{.description = "Remove them.", .safety = FixSafety::safe};
    Span span;
    for (const Source& source : list->sources) {
      if (!is_dead(source)) continue;
      if (dead.empty()) span = source.span;
      dead.push_back(source.text);
      fix.edits.push_back(without(page, policy, source.span));
    }
    if (dead.empty()) continue;
    // An empty list says the same as 'none', and less clearly.
    if (dead.size() == list->sources.size()) {
      fix.description = "Write 'none'.";
      fix.edits = {{{list->sources.front().span.begin, list->span.end}, "'none'"}};
    }
    report.add(policy, {.directive = list->written_name(),
                        .value = dead.front(),
                        .span = span,
                        .message = fmt::format(
                            "{} governs attributes, which have no URL: {} allow{} nothing there.",
                            list->written_name(), listed(dead), dead.size() == 1 ? "s" : ""),
                        .fix = std::move(fix)});
  }
}

}  // namespace

extern const Check kSourceNeverConsulted{
    .id = "source-never-consulted",
    .title = "Hosts, schemes or 'self' in a directive for attributes",
    .severity = {FindingSeverity::low, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#match-element-to-source-list",
    .trigger = "script-src 'self'; script-src-attr 'self'",
    .counterexample = "script-src 'self'; script-src-attr 'none'",
    .on_policy = run,
};

}  // namespace cspkit::linting
