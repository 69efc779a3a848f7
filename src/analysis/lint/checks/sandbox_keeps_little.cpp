// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/lint/check.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* sandbox = policy.own(DirectiveId::sandbox);
  if (sandbox == nullptr || !policy.enforced()) return;
  const auto find = [&](std::string_view token) {
    return std::ranges::find_if(sandbox->sources, [&](const Source& source) {
      return equals_ignoring_ascii_case(source.text, token);
    });
  };
  const auto origin = find("allow-same-origin");
  if (origin == sandbox->sources.end() || find("allow-scripts") == sandbox->sources.end()) return;
  report.add(policy,
             {.directive = sandbox->written_name(),
              .value = origin->text,
              .span = origin->span,
              .message = "With allow-scripts and allow-same-origin together, the page's scripts "
                         "reach the site's cookies, storage and other pages as if there were no "
                         "sandbox; only pop-ups, forms and the like are still held back.",
              .fix = Fix{.description = "Drop allow-same-origin for content that is not trusted, "
                                        "or serve it from an origin of its own."}});
}

}  // namespace

extern const Check kSandboxKeepsLittle{
    .id = "sandbox-keeps-little",
    .title = "A sandbox with scripts and the site's own origin",
    .severity = {FindingSeverity::low, FindingSeverity::low},
    .reference =
        "https://html.spec.whatwg.org/multipage/iframe-embed-object.html"
        "#attr-iframe-sandbox",
    .trigger = "sandbox allow-scripts allow-same-origin",
    .counterexample = "sandbox allow-scripts",
    .on_policy = run,
};

}  // namespace cspkit::linting
