// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"
#include "analysis/lint/framing.h"

namespace cspkit::linting {
namespace {

struct Told {
  std::string_view message;
  FindingSeverity severity;
};

Told told_of(FrameOptions options, bool has_ancestors) noexcept {
  using enum FindingSeverity;
  switch (options) {
    case FrameOptions::allow_from:
      return has_ancestors
                 ? Told{"X-Frame-Options: ALLOW-FROM is dead: no browser of today reads it. "
                        "frame-ancestors does its work here.",
                        info}
                 : Told{"X-Frame-Options: ALLOW-FROM is dead: Chrome and Safari never knew it and "
                        "Firefox forgot it with version 70, so that every page may frame this "
                        "one.",
                        medium};
    case FrameOptions::conflicting:
      return {
          "X-Frame-Options has several values that differ; without frame-ancestors, browsers "
          "refuse every frame then.",
          low};
    default:
      return {
          "X-Frame-Options has a value that no browser knows (there are DENY and SAMEORIGIN), "
          "and counts for nothing.",
          has_ancestors ? info : medium};
  }
}

void run(const Page& page, Reporter& report) {
  const auto options = frame_options(page);
  if (!options || *options == FrameOptions::deny || *options == FrameOptions::same_origin) return;
  if (page.policies.empty()) return;
  const bool has_ancestors = with_frame_ancestors(page) != nullptr;
  const Told told = told_of(*options, has_ancestors);
  const PolicyFacts& policy = page.policies.front();
  report.add(policy,
             {.directive = "frame-ancestors",
              .span = policy.span,
              .message = std::string(told.message),
              .fix = Fix{.description = "Write the allowed parents into frame-ancestors, and drop "
                                        "the header."},
              .severity = told.severity});
}

}  // namespace

extern const Check kXFrameOptionsDead{
    .id = "x-frame-options-dead",
    .title = "X-Frame-Options: ALLOW-FROM, or another value that no browser reads",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .reference =
        "https://html.spec.whatwg.org/multipage/document-lifecycle.html"
        "#the-x-frame-options-header",
    .on_page = run,
};

}  // namespace cspkit::linting
