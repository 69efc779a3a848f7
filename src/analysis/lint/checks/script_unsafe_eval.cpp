// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

/// Trusted Types guard what reaches eval.
bool has_trusted_types(const PolicyFacts& policy) {
  const DirectiveFacts* sinks = policy.own(DirectiveId::require_trusted_types_for);
  return sinks != nullptr && sinks->has_token("'script'");
}

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src);
  if (governing == nullptr || !governing->has(Keyword::unsafe_eval)) return;
  const Source& keyword = *governing->find(Keyword::unsafe_eval);
  Remark remark{.directive = governing->written_name(),
                .value = keyword.text,
                .span = keyword.span,
                .message =
                    "'unsafe-eval' lets strings become code, so that data which reaches eval, "
                    "new Function or setTimeout runs as script.",
                .fix = Fix{.description = "Take 'unsafe-eval' away once no script needs it; "
                                          "WebAssembly needs 'wasm-unsafe-eval' only.",
                           .edits = {without(page, policy, keyword.span)}}};
  if (has_trusted_types(policy)) {
    remark.severity = FindingSeverity::low;
    remark.message += " The Trusted Types of this policy guard those calls.";
  }
  report.add(policy, std::move(remark));
}

}  // namespace

extern const Check kScriptUnsafeEval{
    .id = "script-unsafe-eval",
    .title = "Strings can become code: eval, new Function, setTimeout with a string",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .weakness = Weakness::string_to_code,
    .reference = "https://w3c.github.io/webappsec-csp/#can-compile-strings",
    .trigger = "script-src 'self' 'unsafe-eval'",
    .counterexample = "script-src 'self'",
    .on_policy = run,
};

}  // namespace cspkit::linting
