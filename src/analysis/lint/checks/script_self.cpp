// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src_elem);
  if (governing == nullptr || !governing->places_count_for_scripts()) return;
  const Source* self = governing->find(Keyword::self);
  if (self == nullptr) return;
  report.add(policy,
             {.directive = governing->written_name(),
              .value = self->text,
              .span = self->span,
              .message = "'self' lets every file of the page's origin run as script. Files that "
                         "visitors upload and JSONP answers must not be served from it."});
}

}  // namespace

extern const Check kScriptSelf{
    .id = "script-self",
    .title = "Every file of the page's own origin can run as script",
    .severity = {FindingSeverity::info, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#grammardef-self",
    .trigger = "script-src 'self'",
    .counterexample = "script-src 'nonce-{nonce}' 'strict-dynamic'",
    .on_policy = run,
};

}  // namespace cspkit::linting
