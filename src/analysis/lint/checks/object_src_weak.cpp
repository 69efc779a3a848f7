// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"

namespace cspkit::linting {
namespace {

/// All that stands behind the directive's name.
Edit only_none(const DirectiveFacts& directive) {
  return {{directive.sources.front().span.begin, directive.sources.back().span.end}, "'none'"};
}

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::object_src);
  if (governing == nullptr || governing->is_none()) return;
  const DirectiveFacts* own = policy.own(DirectiveId::object_src);
  const auto wide = std::ranges::find_if(governing->sources, [](const Source& source) {
    return is_wide(source) || source.is_scheme("data");
  });
  if (wide != governing->sources.end()) {
    // Where the list governs scripts as well, the finding about those says the same and worse.
    if (own == nullptr && policy.governing(DirectiveId::script_src_elem) == governing) return;
    Remark remark{
        .directive = governing->written_name(),
        .value = wide->text,
        .span = wide->span,
        .message = fmt::format("{} lets <object> and <embed> load documents of anybody's, "
                               "which show as a part of the page.",
                               wide->text),
        .fix =
            Fix{.description = "Write object-src 'none'.",
                .edits = {own == nullptr ? policy.appended("object-src 'none'") : only_none(*own)}},
        .witness = attacker_url(*wide)};
    report.add(policy, std::move(remark));
  } else if (own != nullptr) {
    const Source& first = own->sources.front();
    report.add(
        policy,
        {.directive = "object-src",
         .value = first.text,
         .span = first.span,
         .message = "object-src 'none' is what nearly every page can have; browsers have no "
                    "plugins any more.",
         .fix = Fix{.description = "Write object-src 'none', unless the page embeds documents "
                                   "with <object> or <embed>.",
                    .edits = {only_none(*own)}},
         .severity = report.is_strict() ? FindingSeverity::low : FindingSeverity::info,
         .weakness = Weakness::none});
  }
}

}  // namespace

extern const Check kObjectSrcWeak{
    .id = "object-src-weak",
    .title = "object-src allows more than nothing",
    .severity = {FindingSeverity::medium, FindingSeverity::high},
    .weakness = Weakness::plugin,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-object-src",
    .trigger = "script-src 'self'; object-src *",
    .counterexample = "script-src 'self'; object-src 'none'",
    .on_policy = run,
};

}  // namespace cspkit::linting
