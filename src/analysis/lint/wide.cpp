// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/wide.h"

#include <algorithm>

#include "base/ascii.h"

namespace cspkit::linting {
namespace {

/// What a scheme matches besides itself: `ws:` lets `http:` pass, too.
/// Source: https://w3c.github.io/webappsec-csp/#scheme-part-match
std::string fetched_scheme(std::string_view scheme) {
  if (scheme.empty() || equals_ignoring_ascii_case(scheme, "wss")) return "https";
  if (equals_ignoring_ascii_case(scheme, "ws")) return "http";
  return ascii_lower(scheme);
}

}  // namespace

bool is_network_scheme(const Source& source) noexcept {
  return source.is_scheme("https") || source.is_scheme("http") || source.is_scheme("wss") ||
         source.is_scheme("ws");
}

bool is_local_scheme(const Source& source) noexcept {
  return source.is_scheme("data") || source.is_scheme("blob") || source.is_scheme("filesystem");
}

const Source* first_wide(const DirectiveFacts& directive) noexcept {
  const auto found = std::ranges::find_if(directive.sources, is_wide);
  return found == directive.sources.end() ? nullptr : &*found;
}

std::string attacker_url(const Source& source) {
  const SourceExpression& expression = source.expression;
  const std::string scheme = fetched_scheme(expression.scheme);
  if (expression.kind == SourceKind::scheme) {
    if (scheme == "data") return "data:text/javascript,alert(1)";
    if (scheme == "blob") return "blob:https://attacker.example/1";
    if (scheme == "filesystem") return "filesystem:https://attacker.example/temporary/a.js";
    return scheme + "://attacker.example/";
  }
  if (expression.kind == SourceKind::star) return std::string(kAttackerUrl);
  std::string url = scheme + "://";
  if (expression.host_wildcard) url += expression.host.empty() ? "attacker.example" : "attacker.";
  url += expression.host;
  if (expression.port >= 0) url += ":" + std::to_string(expression.port);
  return url + (expression.path.empty() ? "/" : std::string(expression.path));
}

}  // namespace cspkit::linting
