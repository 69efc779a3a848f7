// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

/// What pages load besides scripts and plugins, which have checks of their own.
constexpr std::array kKinds{DirectiveId::style_src, DirectiveId::img_src,
                            DirectiveId::font_src,  DirectiveId::connect_src,
                            DirectiveId::media_src, DirectiveId::frame_src};

bool restricts_all(const PolicyFacts& policy) {
  return std::ranges::all_of(kKinds,
                             [&](DirectiveId kind) { return policy.governing(kind) != nullptr; });
}

void run(const Page& page, Reporter& report) {
  const PolicyFacts* policy = page.lacking(restricts_all);
  if (policy == nullptr) return;
  std::string open;
  for (const DirectiveId kind : kKinds) {
    const bool restricted = std::ranges::any_of(page.policies, [&](const PolicyFacts& each) {
      return page.decides(each) && each.governing(kind) != nullptr;
    });
    if (!restricted) open += (open.empty() ? "" : ", ") + std::string(directive_name(kind));
  }
  if (open.empty()) return;
  report.add(
      *policy,
      {.directive = "default-src",
       .span = policy->span,
       .message = fmt::format("default-src is not there, so that nothing restricts {}.", open),
       .fix = Fix{.description = "Add default-src 'self', and directives for what comes "
                                 "from elsewhere.",
                  .edits = {policy->appended("default-src 'self'")}}});
}

}  // namespace

extern const Check kDefaultSrcMissing{
    .id = "default-src-missing",
    .title = "Nothing restricts kinds of content that have no directive of their own",
    .severity = {FindingSeverity::info, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#directive-default-src",
    .trigger = "script-src 'self'; object-src 'none'",
    .counterexample = "default-src 'self'; script-src 'self'; object-src 'none'",
    .on_page = run,
};

}  // namespace cspkit::linting
