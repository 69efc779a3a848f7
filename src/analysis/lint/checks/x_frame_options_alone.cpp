// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/lint/check.h"
#include "analysis/lint/framing.h"

namespace cspkit::linting {
namespace {

void run(const Page& page, Reporter& report) {
  const auto options = frame_options(page);
  if (options != FrameOptions::deny && options != FrameOptions::same_origin) return;
  if (with_frame_ancestors(page) != nullptr) return;
  const auto header = std::ranges::find_if(page.policies, [](const PolicyFacts& policy) {
    return policy.enforced() && policy.delivery == Delivery::header;
  });
  if (header == page.policies.end()) return;
  const bool deny = *options == FrameOptions::deny;
  report.add(*header, {.directive = "frame-ancestors",
                       .span = header->span,
                       .message = "X-Frame-Options alone keeps other sites from framing the page. "
                                  "frame-ancestors says the same, can name sites, and replaces it.",
                       .fix = Fix{.description = deny ? "Add frame-ancestors 'none'."
                                                      : "Add frame-ancestors 'self'.",
                                  .edits = {header->appended(deny ? "frame-ancestors 'none'"
                                                                  : "frame-ancestors 'self'")}}});
}

}  // namespace

extern const Check kXFrameOptionsAlone{
    .id = "x-frame-options-alone",
    .title = "X-Frame-Options without frame-ancestors",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#frame-ancestors-and-frame-options",
    .on_page = run,
};

}  // namespace cspkit::linting
