// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, Reporter& report) {
  const PolicyFacts* policy = page.lacking(
      [](const PolicyFacts& each) { return each.governing(DirectiveId::object_src) != nullptr; });
  if (policy == nullptr) return;
  report.add(*policy,
             {.directive = "object-src",
              .span = policy->span,
              .message = "Neither object-src nor default-src is there, so <object> and <embed> may "
                         "load from anywhere, and what they load may act in the page's name.",
              .fix = Fix{.description = "Add object-src 'none'.",
                         .edits = {policy->appended("object-src 'none'")}}});
}

}  // namespace

extern const Check kObjectSrcMissing{
    .id = "object-src-missing",
    .title = "Nothing restricts plugins, <object> and <embed>",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .weakness = Weakness::plugin,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-object-src",
    .trigger = "script-src 'self'",
    .counterexample = "script-src 'self'; object-src 'none'",
    .on_page = run,
};

}  // namespace cspkit::linting
