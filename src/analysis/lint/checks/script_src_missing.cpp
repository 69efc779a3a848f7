// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, Reporter& report) {
  const PolicyFacts* policy = page.lacking([](const PolicyFacts& each) {
    return each.governing(DirectiveId::script_src_elem) != nullptr;
  });
  if (policy == nullptr) return;
  report.add(
      *policy,
      {.directive = "script-src",
       .span = policy->span,
       .message = "Neither script-src nor default-src is there, so scripts may come from "
                  "anywhere and inline script runs.",
       .fix = Fix{.description = "Add script-src with a nonce, and load scripts with it.",
                  .edits = {policy->appended("script-src 'nonce-{nonce}' 'strict-dynamic'")}}});
}

}  // namespace

extern const Check kScriptSrcMissing{
    .id = "script-src-missing",
    .title = "Nothing restricts scripts",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .weakness = Weakness::injected_script,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-script-src",
    .trigger = "img-src 'self'",
    .counterexample = "img-src 'self'; script-src 'self'",
    .on_page = run,
};

}  // namespace cspkit::linting
