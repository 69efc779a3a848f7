// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "analysis/lint/framing.h"

namespace cspkit::linting {
namespace {

enum class Framers : std::uint8_t { nobody, self_only, others };

Framers framers(const DirectiveFacts& ancestors) noexcept {
  if (ancestors.is_none()) return Framers::nobody;
  for (const Source& source : ancestors.sources) {
    if (!source.is(Keyword::self)) return Framers::others;
  }
  return Framers::self_only;
}

void run(const Page& page, Reporter& report) {
  const auto options = frame_options(page);
  if (!options) return;
  const PolicyFacts* policy = with_frame_ancestors(page);
  if (policy == nullptr) return;
  const DirectiveFacts& ancestors = *policy->own(DirectiveId::frame_ancestors);
  const Framers who = framers(ancestors);
  if (*options != FrameOptions::deny && *options != FrameOptions::same_origin) return;
  const bool deny = *options == FrameOptions::deny;
  const bool agree = who == (deny ? Framers::nobody : Framers::self_only);
  const std::string_view value = deny ? "DENY" : "SAMEORIGIN";
  // The policy is what counts. Where it lets more in, the older header promised what nobody keeps.
  const bool looser = who == Framers::others || (deny && who == Framers::self_only);
  report.add(
      *policy,
      {.directive = ancestors.written_name(),
       .value = value,
       .span = ancestors.span,
       .message =
           agree ? fmt::format("X-Frame-Options: {} says the same. Browsers that know "
                               "frame-ancestors do not read it; all since 2017 do.",
                               value)
           : looser
               ? fmt::format("X-Frame-Options: {} is stricter, and not read: where there is "
                             "frame-ancestors, it alone counts, and others may frame the page.",
                             value)
               : fmt::format("X-Frame-Options: {} allows more than frame-ancestors, which alone "
                             "counts.",
                             value),
       .fix = Fix{.description = agree ? "Nothing needs to be done; the older header may go."
                                       : "Decide which is meant, and let both say it."},
       .severity = agree    ? FindingSeverity::info
                   : looser ? FindingSeverity::medium
                            : FindingSeverity::low});
}

}  // namespace

extern const Check kXFrameOptionsDiffers{
    .id = "x-frame-options-differs",
    .title = "X-Frame-Options beside frame-ancestors",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .reference =
        "https://html.spec.whatwg.org/multipage/document-lifecycle.html"
        "#the-x-frame-options-header",
    .on_page = run,
};

}  // namespace cspkit::linting
