// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"
#include "analysis/lint/coverage.h"

namespace cspkit::linting {
namespace {

/// Findings of one directive; the last carries the edits of all that remain.
constexpr std::size_t kMostTold = 20;

void report_list(const Page& page, const PolicyFacts& policy, const DirectiveFacts& list,
                 std::span<const Redundant> found, Reporter& report) {
  const std::size_t told = std::min(found.size(), kMostTold);
  for (std::size_t i = 0; i < told; ++i) {
    const Redundant& one = found[i];
    const std::size_t more = i + 1 == told ? found.size() - told : 0;
    Fix fix{.description = fmt::format("Remove {}.", one.source->text),
            .edits = {without(page, policy, one.source->span)},
            .safety = FixSafety::safe};
    for (const Redundant& rest : found.subspan(found.size() - more))
      fix.edits.push_back(without(page, policy, rest.source->span));
    std::string message =
        fmt::format("{} already allows whatever {} does.", one.because_of->text, one.source->text);
    if (more > 0)
      message += fmt::format(" {} more sources of {} can go.", more, list.written_name());
    report.add(policy, {.directive = list.written_name(),
                        .value = one.source->text,
                        .span = one.source->span,
                        .message = std::move(message),
                        .fix = std::move(fix)});
  }
}

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  const PageOrigin origin = PageOrigin::of(page.input->document_url);
  std::vector<Redundant> found;
  for (const DirectiveFacts& list : policy.directives) {
    find_redundant(list, origin, found);
    if (found.empty()) continue;
    report_list(page, policy, list, found, report);
    found.clear();
  }
}

}  // namespace

extern const Check kSourceRedundant{
    .id = "source-redundant",
    .title = "Another source of the list allows the same already",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#match-url-to-source-expression",
    .trigger = "img-src https://*.example.com https://cdn.example.com",
    .counterexample = "img-src https://*.example.com",
    .on_policy = run,
};

}  // namespace cspkit::linting
