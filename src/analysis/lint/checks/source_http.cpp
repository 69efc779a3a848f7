// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"
#include "base/ascii.h"
#include "cspkit/url.h"

namespace cspkit::linting {
namespace {

bool is_passive(DirectiveId id) {
  return id == DirectiveId::img_src || id == DirectiveId::media_src;
}

/// The scheme's place, and what to write there.
std::optional<Edit> secured(const Source& source) {
  const std::string_view scheme = source.expression.scheme;
  const bool http = equals_ignoring_ascii_case(scheme, "http");
  if (!http && !equals_ignoring_ascii_case(scheme, "ws")) return std::nullopt;
  return Edit{{source.span.begin, source.span.begin + scheme.size()}, http ? "https" : "wss"};
}

/// Whether the URL has the path of the source that it was made for. Dot segments go when a URL is parsed.
bool keeps_path(const UrlView& url, std::string_view path) {
  return path.empty() || (std::ranges::count(url.path, '/') == std::ranges::count(path, '/') &&
                          url.path.ends_with('/') == path.ends_with('/'));
}

/// Who can match a source that allows plain HTTP.
enum class Reach : std::uint8_t { nobody, browsers_alone, everybody };

/// No URL has a host such as `127.1`, which `ip-address` tells; and addresses match in browsers, not by the text.
/// Source: https://w3c.github.io/webappsec-csp/#match-hosts
Reach reach_of(const Source& source, std::string_view witness) {
  if (source.expression.kind != SourceKind::host) return Reach::everybody;
  const auto url = Url::parse(witness);
  if (!url || !keeps_path(url->view(), source.expression.path)) return Reach::nobody;
  if (url->view().host_kind != HostKind::ipv4) return Reach::everybody;
  return url->view().host == source.expression.host ? Reach::browsers_alone : Reach::nobody;
}

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const bool upgraded = policy.own(DirectiveId::upgrade_insecure_requests) != nullptr;
  const DirectiveFacts* scripts = policy.governing(DirectiveId::script_src_elem);
  for (const DirectiveFacts& directive : policy.directives) {
    if (!directive.has_scheme() && !directive.has_odd_host()) continue;
    const bool for_scripts = &directive == scripts;
    if (for_scripts && !directive.places_count_for_scripts()) continue;
    for (const Source& source : directive.sources) {
      // Ancestors are compared by origin; a path never matches, which path-in-frame-ancestors tells.
      if (directive.id == DirectiveId::frame_ancestors && source.expression.path.size() > 1)
        continue;
      const auto edit = source.is_place() ? secured(source) : std::nullopt;
      if (!edit || (for_scripts && source.expression.kind == SourceKind::scheme)) continue;
      std::string witness = attacker_url(source);
      const Reach reach = reach_of(source, witness);
      if (reach == Reach::nobody) continue;
      Remark remark{
          .directive = directive.written_name(),
          .value = source.text,
          .span = source.span,
          .message = fmt::format("{} lets plain HTTP pass, which whoever sits on the network "
                                 "can read and change.",
                                 source.text),
          .fix = Fix{.description = "Write the scheme as https: or wss:, or leave it out.",
                     .edits = {*edit}},
          .witness = std::move(witness),
          .governed = policy.governed_by(directive)};
      if (reach == Reach::browsers_alone) remark.weakness = Weakness::none;
      if (upgraded || is_passive(directive.id)) {
        remark.severity = FindingSeverity::low;
        if (upgraded)
          remark.message += " upgrade-insecure-requests turns such requests into HTTPS.";
      }
      report.add(policy, std::move(remark));
    }
  }
}

}  // namespace

extern const Check kSourceHttp{
    .id = "source-http",
    .title = "A source allows plain HTTP",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .weakness = Weakness::insecure_transport,
    .reference = "https://w3c.github.io/webappsec-csp/#match-schemes",
    .trigger = "img-src 'self'; script-src http://static.example.com",
    .counterexample = "img-src 'self'; script-src https://static.example.com",
    .on_policy = run,
};

}  // namespace cspkit::linting
