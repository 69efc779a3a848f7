// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

/// A directive that is only a fallback, and the directives that fall back to it. default-src is not here: every
/// directive may fall back to it, prefetches ask it, and so will directives to come. Nor is script-src: eval and
/// WebAssembly ask it whatever else is there.
struct Fallback {
  DirectiveId id;
  DirectiveId used_by[2];
  std::string_view still_read_by;
};
constexpr Fallback kFallbacks[] = {
    {DirectiveId::style_src,
     {DirectiveId::style_src_elem, DirectiveId::style_src_attr},
     "Safari before 26.2 and Firefox before 108"},
    {DirectiveId::child_src,
     {DirectiveId::frame_src, DirectiveId::worker_src},
     "Safari before 15.5"},
};

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  for (const Fallback& fallback : kFallbacks) {
    const DirectiveFacts* own = policy.own(fallback.id);
    if (own == nullptr) continue;
    const auto [first, second] = fallback.used_by;
    if (policy.own(first) == nullptr || policy.own(second) == nullptr) continue;
    report.add(
        policy,
        {.directive = own->written_name(),
         .span = own->name,
         .message = fmt::format("{} only steps in where {} or {} is missing, and "
                                "both are there. Only {} still read it.",
                                own->written_name(), directive_name(first), directive_name(second),
                                fallback.still_read_by),
         .fix = Fix{.description = fmt::format("Remove {} once those browsers no longer matter.",
                                               own->written_name())}});
  }
}

}  // namespace

extern const Check kDirectiveNeverConsulted{
    .id = "directive-never-consulted",
    .title = "All directives that would fall back to this one are there",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#directive-fallback-list",
    .trigger = "child-src 'none'; frame-src 'self'; worker-src 'self'",
    .counterexample = "frame-src 'self'; worker-src 'self'",
    .on_policy = run,
};

}  // namespace cspkit::linting
