// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, Reporter& report) {
  const PolicyFacts* policy = page.lacking(
      [](const PolicyFacts& each) { return each.own(DirectiveId::form_action) != nullptr; });
  if (policy == nullptr) return;
  report.add(
      *policy,
      {.directive = "form-action",
       .span = policy->span,
       .message = "form-action is not there, and default-src does not stand in for it: an "
                  "injected form, or a button with formaction, sends what people type elsewhere.",
       .fix = Fix{.description = "Add form-action 'self', with the other hosts that the page's "
                                 "forms go to.",
                  .edits = {policy->appended("form-action 'self'")}}});
}

}  // namespace

extern const Check kFormActionMissing{
    .id = "form-action-missing",
    .title = "Forms may be sent anywhere",
    .severity = {FindingSeverity::low, FindingSeverity::medium},
    .weakness = Weakness::form,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-form-action",
    .trigger = "default-src 'self'",
    .counterexample = "default-src 'self'; form-action 'self'",
    .on_page = run,
};

}  // namespace cspkit::linting
