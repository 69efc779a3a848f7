// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

constexpr std::array kStyleDirectives{DirectiveId::style_src_elem, DirectiveId::style_src_attr};

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* told = nullptr;
  for (const DirectiveId effective : kStyleDirectives) {
    const DirectiveFacts* governing = policy.governing(effective);
    if (governing == nullptr || governing == told || !governing->allows_all_inline()) continue;
    const bool attributes_only = effective == DirectiveId::style_src_attr;
    told = governing;
    const Source& keyword = *governing->find(Keyword::unsafe_inline);
    Remark remark{
        .directive = governing->written_name(),
        .value = keyword.text,
        .span = keyword.span,
        .message =
            "Injected style can redress the page, and read attributes and text out of "
            "it by what it loads.",
        .fix = Fix{.description = "Give <style> elements a nonce, and move style attributes "
                                  "into style sheets."}};
    if (attributes_only) {
      remark.severity = report.is_strict() ? FindingSeverity::low : FindingSeverity::info;
      remark.message = "Style attributes apply; an injected one can cover the page with a link.";
      remark.fix = Fix{.description = "Move style attributes into style sheets."};
    }
    report.add(policy, std::move(remark));
  }
}

}  // namespace

extern const Check kStyleUnsafeInline{
    .id = "style-unsafe-inline",
    .title = "Inline style applies without a nonce or hash",
    .severity = {FindingSeverity::low, FindingSeverity::medium},
    .weakness = Weakness::injected_style,
    .reference = "https://w3c.github.io/webappsec-csp/#allow-all-inline",
    .trigger = "style-src 'self' 'unsafe-inline'",
    .counterexample = "style-src 'self' 'unsafe-inline' 'nonce-{nonce}'",
    .on_policy = run,
};

}  // namespace cspkit::linting
