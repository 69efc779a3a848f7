// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

using enum DirectiveId;

/// The list's only nonce that has a value of its own, or nullptr.
const Source* single_nonce(const DirectiveFacts& list) noexcept {
  if (!list.has_nonce()) return nullptr;
  const Source* only = nullptr;
  for (const Source& source : list.sources) {
    if (!source.is_nonce()) continue;
    if (only != nullptr || source.expression.value == kNoncePlaceholder) return nullptr;
    only = &source;
  }
  return only;
}

void compare(const PolicyFacts& first, const PolicyFacts& second, DirectiveId id,
             Reporter& report) {
  const DirectiveFacts* a = first.governing(id);
  const DirectiveFacts* b = second.governing(id);
  if (a == nullptr || b == nullptr) return;
  const Source* one = single_nonce(*a);
  const Source* other = single_nonce(*b);
  if (one == nullptr || other == nullptr || one->expression.value == other->expression.value)
    return;
  const bool both = first.enforced() && second.enforced();
  report.add(
      second,
      {.directive = b->written_name(),
       .value = other->text,
       .span = other->span,
       .message = both ? fmt::format("{} here and {} in another policy: an element has one nonce, "
                                     "so that one of the two policies blocks it.",
                                     other->text, one->text)
                       : fmt::format("{} here and {} in the other policy: an element has one "
                                     "nonce, so that the policy which only reports reports it on "
                                     "every page.",
                                     other->text, one->text),
       .fix = Fix{.description = "Draw one nonce for each response and write it into all of its "
                                 "policies."},
       .severity = both ? FindingSeverity::medium : FindingSeverity::low});
}

void run(const Page& page, Reporter& report) {
  if (page.policies.size() < 2) return;
  for (std::size_t i = 1; i < page.policies.size(); ++i) {
    const PolicyFacts& second = page.policies[i];
    // Two policies that only report bother nobody twice.
    const auto first = std::ranges::find_if(page.policies.first(i), [&](const PolicyFacts& p) {
      return p.enforced() || second.enforced();
    });
    if (first == page.policies.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    compare(*first, second, script_src_elem, report);
    compare(*first, second, style_src_elem, report);
  }
}

}  // namespace

extern const Check kNoncesDiffer{
    .id = "nonces-differ",
    .title = "Two policies of one page have different nonces",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .reference = "https://w3c.github.io/webappsec-csp/#multiple-policies",
    .trigger =
        "script-src 'nonce-0Qe2LJzsH8Pb5nUYv1xGmA==', "
        "script-src 'nonce-kT7wWc4RfE9ud3ZiqXo6Sg=='",
    .counterexample =
        "script-src 'nonce-0Qe2LJzsH8Pb5nUYv1xGmA==', "
        "script-src 'nonce-0Qe2LJzsH8Pb5nUYv1xGmA=='",
    .on_page = run,
};

}  // namespace cspkit::linting
