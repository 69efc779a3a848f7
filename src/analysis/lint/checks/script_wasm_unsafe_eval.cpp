// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src);
  if (governing == nullptr || !governing->has(Keyword::wasm_unsafe_eval) ||
      governing->has(Keyword::unsafe_eval)) {
    return;
  }
  const Source& keyword = *governing->find(Keyword::wasm_unsafe_eval);
  report.add(policy, {.directive = governing->written_name(),
                      .value = keyword.text,
                      .span = keyword.span,
                      .message = "WebAssembly may be compiled here. That is far less than "
                                 "'unsafe-eval' and right where the page uses it."});
}

}  // namespace

extern const Check kScriptWasmUnsafeEval{
    .id = "script-wasm-unsafe-eval",
    .title = "WebAssembly can be compiled",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#can-compile-wasm-bytes",
    .trigger = "script-src 'self' 'wasm-unsafe-eval'",
    .counterexample = "script-src 'self'",
    .on_policy = run,
};

}  // namespace cspkit::linting
