// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

/// `ALLOW-FROM` is heeded by no browser of today.
bool is_heeded(std::string_view x_frame_options) {
  return equals_ignoring_ascii_case(x_frame_options, "deny") ||
         equals_ignoring_ascii_case(x_frame_options, "sameorigin");
}

void run(const Page& page, Reporter& report) {
  const PolicyFacts* policy = page.lacking(
      [](const PolicyFacts& each) { return each.own(DirectiveId::frame_ancestors) != nullptr; });
  if (policy == nullptr) return;
  Remark remark{.directive = "frame-ancestors",
                .span = policy->span,
                .message =
                    "frame-ancestors is not there, and default-src does not stand in for it: "
                    "another site may show the page in a frame and have people click in it.",
                .fix = Fix{.description = "Add frame-ancestors 'self', or 'none'.",
                           .edits = {policy->appended("frame-ancestors 'self'")}}};
  const auto x_frame_options = page.header("X-Frame-Options");
  if (x_frame_options && is_heeded(*x_frame_options)) {
    remark.severity = FindingSeverity::info;
    remark.message = fmt::format("frame-ancestors is not there; X-Frame-Options: {} does its work.",
                                 *x_frame_options);
  } else if (policy->delivery == Delivery::meta) {
    remark.message =
        "Nothing here stops another site from showing the page in a frame, and a <meta> "
        "element cannot: frame-ancestors counts in a header only.";
    remark.fix = Fix{.description =
                         "Send frame-ancestors 'self', or 'none', in a "
                         "Content-Security-Policy header."};
  }
  report.add(*policy, std::move(remark));
}

}  // namespace

extern const Check kFrameAncestorsMissing{
    .id = "frame-ancestors-missing",
    .title = "Every site may frame the page",
    .severity = {FindingSeverity::low, FindingSeverity::medium},
    .weakness = Weakness::framing,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-frame-ancestors",
    .trigger = "default-src 'self'",
    .counterexample = "default-src 'self'; frame-ancestors 'self'",
    .on_page = run,
};

}  // namespace cspkit::linting
