// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

enum class For : std::uint8_t { scripts, styles, both };

For meant_for(DirectiveId id) noexcept {
  switch (id) {
    case DirectiveId::style_src:
    case DirectiveId::style_src_elem:
    case DirectiveId::style_src_attr: return For::styles;
    case DirectiveId::default_src: return For::both;
    default: return For::scripts;
  }
}

std::string message_for(const DirectiveFacts& list) {
  const std::string_view by = list.has_nonce()  ? "the nonce"
                              : list.has_hash() ? "the hash"
                                                : "'strict-dynamic'";
  switch (meant_for(list.id)) {
    case For::scripts:
      return fmt::format(
          "{} switches 'unsafe-inline' off here. It only serves browsers that know neither nonces "
          "nor hashes.",
          by);
    case For::styles:
      return fmt::format(
          "{} switches 'unsafe-inline' off here: <style> without it and every style attribute are "
          "blocked. If that is not meant, take one of the two away.",
          by);
    case For::both: break;
  }
  return fmt::format(
      "{} switches 'unsafe-inline' off here, for scripts and, where style-src is absent, for "
      "styles too.",
      by);
}

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveFacts& list : policy.directives) {
    const Source* keyword = list.find(Keyword::unsafe_inline);
    if (keyword == nullptr || list.allows_all_inline()) continue;
    const For what = meant_for(list.id);
    // 'strict-dynamic' alone is about scripts.
    if (!list.has_nonce_or_hash() && what != For::scripts) continue;
    std::string message = message_for(list);
    message[0] = static_cast<char>(message[0] == 't' ? 'T' : message[0]);
    report.add(policy, {.directive = list.written_name(),
                        .value = keyword->text,
                        .span = keyword->span,
                        .message = std::move(message),
                        .severity = what == For::styles ? std::optional(FindingSeverity::low)
                                                        : std::nullopt});
  }
}

}  // namespace

extern const Check kUnsafeInlineIgnored{
    .id = "unsafe-inline-ignored",
    .title = "A nonce, hash or 'strict-dynamic' switches 'unsafe-inline' off",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#allow-all-inline",
    .trigger = "style-src 'self' 'unsafe-inline' 'nonce-{nonce}'",
    .counterexample = "style-src 'self' 'nonce-{nonce}'",
    .on_policy = run,
};

}  // namespace cspkit::linting
