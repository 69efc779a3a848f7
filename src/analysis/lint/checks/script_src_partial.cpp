// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

Fix with_fallback(const PolicyFacts& policy) {
  return {
      .description =
          "Add script-src 'none' for what the other two leave open, or the sources that it needs.",
      .edits = {policy.appended("script-src 'none'")}};
}

/// script-src-elem and script-src-attr fall back on script-src and default-src; strings and workers know those alone.
bool restricts_strings(const PolicyFacts& policy) {
  return policy.own(DirectiveId::script_src) != nullptr ||
         policy.own(DirectiveId::default_src) != nullptr;
}

void run(const Page& page, Reporter& report) {
  const auto lacks = [&](auto has) { return page.lacking(has); };
  // Where nothing restricts scripts, script-src-missing says so.
  if (lacks([](const PolicyFacts& each) {
        return each.governing(DirectiveId::script_src_elem) != nullptr;
      }))
    return;
  if (const PolicyFacts* policy = lacks([](const PolicyFacts& each) {
        return each.governing(DirectiveId::script_src_attr) != nullptr;
      })) {
    report.add(
        *policy,
        {.directive = "script-src",
         .span = policy->span,
         .message =
             "script-src-elem restricts script elements alone. Without script-src, "
             "script-src-attr or default-src every inline event handler runs, and every string "
             "becomes code.",
         .fix = with_fallback(*policy),
         .weakness = Weakness::inline_handler});
    return;
  }
  if (const PolicyFacts* policy = lacks(restricts_strings)) {
    report.add(
        *policy,
        {.directive = "script-src",
         .span = policy->span,
         .message =
             "script-src-elem and script-src-attr say nothing of eval() and workers, and neither "
             "script-src nor default-src stands behind them.",
         .fix = with_fallback(*policy),
         .severity = FindingSeverity::medium,
         .weakness = Weakness::string_to_code});
  }
}

}  // namespace

extern const Check kScriptSrcPartial{
    .id = "script-src-partial",
    .title = "Only some kinds of script are restricted",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .weakness = Weakness::inline_handler,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-script-src-attr",
    .trigger = "script-src-elem 'self'; object-src 'none'",
    .counterexample = "script-src-elem 'self'; script-src 'none'; object-src 'none'",
    .on_page = run,
};

}  // namespace cspkit::linting
