// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

/// Scripts that a nonce or, with 'strict-dynamic', a hash allows may come from wherever a <base> moves them to.
bool base_moves_scripts(const PolicyFacts& policy) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src_elem);
  if (governing == nullptr) return true;
  return governing->has_nonce() ||
         (governing->has_hash() && governing->has(Keyword::strict_dynamic));
}

void run(const Page& page, Reporter& report) {
  const PolicyFacts* policy = page.lacking(
      [](const PolicyFacts& each) { return each.own(DirectiveId::base_uri) != nullptr; });
  if (policy == nullptr) return;
  bool moved = false, all_move = true;
  for (const PolicyFacts& each : page.policies) {
    if (!page.decides(each)) continue;
    const bool restricts = each.governing(DirectiveId::script_src_elem) != nullptr;
    moved |= restricts && base_moves_scripts(each);
    all_move &= base_moves_scripts(each);
  }
  Remark remark{
      .directive = "base-uri",
      .span = policy->span,
      .message =
          "base-uri is not there, and default-src does not stand in for it: an "
          "injected <base> sends the page's relative links and forms elsewhere.",
      .fix = Fix{.description = "Add base-uri 'self', or 'none' where the page has no <base>.",
                 .edits = {policy->appended("base-uri 'self'")}}};
  if (moved && all_move) {
    remark.severity = report.is_strict() ? FindingSeverity::high : FindingSeverity::medium;
    remark.message =
        "base-uri is not there, so that an injected <base> makes the page's own scripts, "
        "where they have a nonce and a relative address, load from another host.";
  }
  report.add(*policy, std::move(remark));
}

}  // namespace

extern const Check kBaseUriMissing{
    .id = "base-uri-missing",
    .title = "Nothing stops an injected <base>",
    .severity = {FindingSeverity::low, FindingSeverity::low},
    .weakness = Weakness::base,
    .reference = "https://w3c.github.io/webappsec-csp/#directive-base-uri",
    .trigger = "script-src 'nonce-{nonce}'; object-src 'none'",
    .counterexample = "script-src 'nonce-{nonce}'; object-src 'none'; base-uri 'none'",
    .on_page = run,
};

}  // namespace cspkit::linting
