// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/lint/check.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

/// Schemes that no request which CSP sees can have, and why.
struct DeadScheme {
  std::string_view name;
  std::string_view why;
};
constexpr auto kDeadSchemes = std::to_array<DeadScheme>({
    {"javascript", "javascript: URLs are judged as inline script, by 'unsafe-inline' and hashes"},
    {"about", "about: URLs never reach the network, and no source list is asked about them"},
    {"ftp", "browsers no longer load by FTP (Chrome 95, Firefox 90)"},
    {"mediastream", "streams are given to srcObject, without a URL"},
    {"chrome", "pages of the browser itself are none of a site's business"},
    {"tel", "links that leave the browser are not judged by sources"},
    {"mailto", "links that leave the browser are not judged by sources"},
});

/// DNS: 253 bytes for a name, 63 for a label. Source: RFC 1035, section 2.3.4
constexpr std::size_t kLongestName = 253, kLongestLabel = 63;

bool fits_dns(std::string_view host) noexcept {
  if (host.size() <= kLongestLabel) return true;
  if (host.size() > kLongestName) return false;
  std::size_t begin = 0;
  while (begin < host.size()) {
    const std::size_t dot = std::min(host.find('.', begin), host.size());
    if (dot - begin > kLongestLabel) return false;
    begin = dot + 1;
  }
  return true;
}

std::string_view why_never(const SourceExpression& source) noexcept {
  if (source.kind != SourceKind::host && source.kind != SourceKind::scheme) return {};
  if (!source.scheme.empty()) {
    const auto dead = std::ranges::find_if(kDeadSchemes, [&](const DeadScheme& row) {
      return equals_ignoring_ascii_case(row.name, source.scheme);
    });
    if (dead != kDeadSchemes.end()) return dead->why;
  }
  if (source.kind == SourceKind::scheme) return {};
  if (source.port == 0) return "nothing answers on port 0";
  return fits_dns(source.host)
             ? std::string_view()
             : "DNS has no name of more than 253 bytes, nor a label of more than 63";
}

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveFacts& list : policy.directives) {
    if (!list.has_scheme() && !list.has_odd_host()) continue;
    for (const Source& source : list.sources) {
      const std::string_view why = why_never(source.expression);
      if (why.empty()) continue;
      const bool alone = list.sources.size() == 1;
      report.add(policy,
                 {.directive = list.written_name(),
                  .value = source.text,
                  .span = source.span,
                  .message = fmt::format("{} matches nothing: {}.", source.text, why),
                  .fix = Fix{.description = alone ? "Write 'none', if nothing is to be allowed."
                                                  : "Remove it.",
                             .edits = {alone ? Edit{source.span, "'none'"}
                                             : without(page, policy, source.span)}}});
    }
  }
}

}  // namespace

extern const Check kSourceNeverMatches{
    .id = "source-never-matches",
    .title = "No request can match this source",
    .severity = {FindingSeverity::low, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#match-url-to-source-expression",
    .trigger = "script-src 'self' javascript:",
    .counterexample = "script-src 'self'",
    .on_policy = run,
};

}  // namespace cspkit::linting
