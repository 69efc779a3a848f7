// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* own = policy.own(DirectiveId::form_action);
  if (own == nullptr) return;
  const Source* wide = first_wide(*own);
  if (wide == nullptr) return;
  report.add(policy,
             {.directive = "form-action",
              .value = wide->text,
              .span = wide->span,
              .message = fmt::format("{} lets an injected form send what people type to any host.",
                                     wide->text),
              .fix = Fix{.description = "Name the hosts that the page's forms go to.",
                         .edits = {{wide->span, "'self'"}}},
              .witness = attacker_url(*wide)});
}

}  // namespace

extern const Check kFormActionWide{
    .id = "form-action-wide",
    .title = "form-action lets forms go to every host",
    .severity = {FindingSeverity::low, FindingSeverity::medium},
    .weakness = Weakness::form,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-form-action",
    .trigger = "default-src 'self'; form-action https:",
    .counterexample = "default-src 'self'; form-action 'self'",
    .on_policy = run,
};

}  // namespace cspkit::linting
