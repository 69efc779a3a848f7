// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "analysis/lint/check.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* names = policy.own(DirectiveId::trusted_types);
  if (names == nullptr) return;
  for (const Source& token : names->sources) {
    const bool star = token.text == "*";
    if (!star && !equals_ignoring_ascii_case(token.text, "'allow-duplicates'")) continue;
    report.add(
        policy,
        {.directive = "trusted-types",
         .value = token.text,
         .span = token.span,
         .message = star ? "With * any script may make a Trusted Types policy that lets every "
                           "string pass."
                         : "With 'allow-duplicates' a script may make a second policy under a "
                           "name that is allowed, one that lets every string pass.",
         .fix = Fix{.description = star ? "Name the policies that the page's code makes."
                                        : "Take 'allow-duplicates' away.",
                    .edits = {star ? Edit{} : without(page, policy, token.span)}},
         .severity = star ? std::nullopt : std::optional(FindingSeverity::info)});
  }
}

}  // namespace

extern const Check kTrustedTypesAny{
    .id = "trusted-types-any",
    .title = "Every script may make a Trusted Types policy",
    .severity = {FindingSeverity::low, FindingSeverity::medium},
    .reference = "https://w3c.github.io/trusted-types/dist/spec/#trusted-types-csp-directive",
    .trigger = "require-trusted-types-for 'script'; trusted-types *",
    .counterexample = "require-trusted-types-for 'script'; trusted-types app",
    .on_policy = run,
};

}  // namespace cspkit::linting
