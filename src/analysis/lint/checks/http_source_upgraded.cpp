// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/check.h"
#include "match/scheme.h"

namespace cspkit::linting {
namespace {

bool upgrades(const PolicyFacts& policy) noexcept {
  return policy.disposition == Disposition::enforce &&
         policy.own(DirectiveId::upgrade_insecure_requests) != nullptr;
}

/// Requests to this machine are trustworthy as they are, and not upgraded.
/// Source: https://w3c.github.io/webappsec-upgrade-insecure-requests/#upgrade-request
bool may_be_local(const SourceExpression& source) noexcept {
  const std::string_view host = source.host;
  return host.empty() || host.find('.') == host.npos || is_ascii_digit(host.back()) ||
         host.ends_with(".localhost");
}

void run(const Page& page, Reporter& report) {
  if (std::ranges::none_of(page.policies, upgrades)) return;
  for (const PolicyFacts& policy : page.policies) {
    for (const DirectiveFacts& list : policy.directives) {
      if (directive_info(list.id).kind != DirectiveKind::fetch) continue;
      for (const Source& source : list.sources) {
        const SourceExpression& expression = source.expression;
        if (expression.kind != SourceKind::host || may_be_local(expression)) continue;
        const SchemeId scheme = scheme_id(expression.scheme);
        if (scheme != SchemeId::http && scheme != SchemeId::ws) continue;
        const std::size_t end = source.span.begin + expression.scheme.size();
        const std::string secure = scheme == SchemeId::http ? "https" : "wss";
        report.add(
            policy,
            {.directive = list.written_name(),
             .value = source.text,
             .span = source.span,
             .message = fmt::format("upgrade-insecure-requests turns every request for {} into "
                                    "one by {}, so that its {} is never seen.",
                                    source.text, secure, expression.scheme),
             .fix = Fix{.description = fmt::format("Write {}.", secure),
                        .edits = {{{source.span.begin, end}, secure}},
                        .safety = expression.port == kPortAbsent && scheme == SchemeId::http
                                      ? FixSafety::safe
                                      : FixSafety::needs_thought}});
      }
    }
  }
}

}  // namespace

extern const Check kHttpSourceUpgraded{
    .id = "http-source-upgraded",
    .title = "A source by http beside upgrade-insecure-requests",
    .severity = {FindingSeverity::low, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-upgrade-insecure-requests/#upgrade-request",
    .trigger = "img-src http://cdn.example.com; upgrade-insecure-requests",
    .counterexample = "img-src https://cdn.example.com; upgrade-insecure-requests",
    .on_page = run,
};

}  // namespace cspkit::linting
