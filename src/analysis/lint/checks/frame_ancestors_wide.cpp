// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"

namespace cspkit::linting {
namespace {

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* own = policy.own(DirectiveId::frame_ancestors);
  if (own == nullptr) return;
  // Ancestors are compared by origin; a path never matches.
  const auto wide = std::ranges::find_if(own->sources, [](const Source& source) {
    return is_wide(source) && source.expression.path.size() <= 1;
  });
  if (wide == own->sources.end()) return;
  report.add(
      policy,
      {.directive = "frame-ancestors",
       .value = wide->text,
       .span = wide->span,
       .message = fmt::format("{} lets any site show the page in a frame and have people click "
                              "in it; X-Frame-Options is not heeded beside frame-ancestors.",
                              wide->text),
       .fix = Fix{.description = "Name the sites that embed the page, or write 'self' or 'none'.",
                  .edits = {{wide->span, "'self'"}}},
       .witness = attacker_url(*wide)});
}

}  // namespace

extern const Check kFrameAncestorsWide{
    .id = "frame-ancestors-wide",
    .title = "frame-ancestors lets every site frame the page",
    .severity = {FindingSeverity::low, FindingSeverity::medium},
    .weakness = Weakness::framing,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-frame-ancestors",
    .trigger = "default-src 'self'; frame-ancestors https:",
    .counterexample = "default-src 'self'; frame-ancestors https://partner.example",
    .on_policy = run,
};

}  // namespace cspkit::linting
