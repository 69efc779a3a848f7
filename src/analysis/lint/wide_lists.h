// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "analysis/lint/check.h"

/// The lists about which source-wildcard and source-scheme-wide speak: those of fetch directives that no other check
/// judges.
namespace cspkit::linting {

/// What passes through a list.
enum class Exposure : std::uint8_t {
  outgoing,  ///< images, data, fonts, media: what comes in does little, what goes out may carry data
  content,   ///< style sheets, frames, or whatever default-src stands for: what comes in acts, too
};

/// Calls `look(directive, exposure)` for each such list that governs something and of which `holds` is true.
template <class Look>
void for_each_wide_list(const PolicyFacts& policy, bool (DirectiveFacts::*holds)() const noexcept,
                        Look&& look) {
  constexpr std::array kOutgoing{DirectiveId::img_src, DirectiveId::font_src,
                                 DirectiveId::connect_src, DirectiveId::media_src,
                                 DirectiveId::manifest_src};
  constexpr std::array kContent{DirectiveId::default_src, DirectiveId::style_src,
                                DirectiveId::style_src_elem, DirectiveId::frame_src,
                                DirectiveId::child_src};
  const DirectiveFacts* scripts = policy.governing(DirectiveId::script_src_elem);
  const auto look_at = [&](DirectiveId id, Exposure exposure) {
    const DirectiveFacts* own = policy.own(id);
    if (own == nullptr || own == scripts || !(own->*holds)()) return;
    if (policy.governed_by(*own).none()) return;
    look(*own, exposure);
  };
  for (const DirectiveId id : kContent) look_at(id, Exposure::content);
  for (const DirectiveId id : kOutgoing) look_at(id, Exposure::outgoing);
}

[[nodiscard]] inline FindingSeverity severity_of(Exposure exposure, const Reporter& report) {
  return exposure == Exposure::content || report.is_strict() ? FindingSeverity::low
                                                             : FindingSeverity::info;
}

/// Why it matters, as a sentence.
[[nodiscard]] inline std::string_view what_goes(const DirectiveFacts& directive,
                                                Exposure exposure) {
  if (directive.id == DirectiveId::default_src) {
    return "Whatever has no directive of its own may come from there and go there.";
  }
  if (exposure == Exposure::outgoing) return "Script that does run can send data out this way.";
  return directive.id == DirectiveId::frame_src || directive.id == DirectiveId::child_src
             ? "Injected markup can show any page in a frame."
             : "Injected markup can load any style sheet.";
}

}  // namespace cspkit::linting
