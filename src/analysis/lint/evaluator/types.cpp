// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/evaluator/types.h"

#include <array>

namespace cspkit::linting::evaluator {
namespace {

constexpr std::array<TypeInfo, kTypeCount> kTypes{{
    {Type::missing_semicolon, "missing-semicolon", "A value is the name of a directive",
     Rank::syntax, "docs/lint-profiles.md#missing-semicolon"},
    {Type::unknown_directive, "unknown-directive", "No directive has that name", Rank::syntax,
     "docs/lint-profiles.md#unknown-directive"},
    {Type::invalid_keyword, "invalid-keyword",
     "A keyword lacks its single quotes, or none has that name", Rank::syntax,
     "docs/lint-profiles.md#invalid-keyword"},
    {Type::nonce_charset, "nonce-charset", "A nonce has characters outside of base64", Rank::info,
     "docs/lint-profiles.md#nonce-charset"},
    {Type::missing_directives, "missing-directives",
     "object-src, script-src or base-uri is not set", Rank::high,
     "docs/lint-profiles.md#missing-directives"},
    {Type::script_unsafe_inline, "script-unsafe-inline", "Inline script runs", Rank::high,
     "docs/lint-profiles.md#script-unsafe-inline"},
    {Type::script_unsafe_eval, "script-unsafe-eval", "Strings become code", Rank::medium_maybe,
     "docs/lint-profiles.md#script-unsafe-eval"},
    {Type::plain_url_schemes, "plain-url-schemes", "A whole scheme may serve script", Rank::high,
     "docs/lint-profiles.md#plain-url-schemes"},
    {Type::plain_wildcard, "plain-wildcard", "Every host may serve script", Rank::high,
     "docs/lint-profiles.md#plain-wildcard"},
    {Type::script_allowlist_bypass, "script-allowlist-bypass",
     "A host that may serve script hosts JSONP or AngularJS, or may do so", Rank::high,
     "docs/lint-profiles.md#script-allowlist-bypass"},
    {Type::object_allowlist_bypass, "object-allowlist-bypass",
     "A host that may serve plugins hosts Flash, or object-src is open", Rank::high,
     "docs/lint-profiles.md#object-allowlist-bypass"},
    {Type::nonce_length, "nonce-length", "A nonce is shorter than 8 characters", Rank::medium,
     "docs/lint-profiles.md#nonce-length"},
    {Type::ip_source, "ip-source", "A source is an IP address", Rank::info,
     "docs/lint-profiles.md#ip-source"},
    {Type::deprecated_directive, "deprecated-directive", "The directive is retired", Rank::info,
     "docs/lint-profiles.md#deprecated-directive"},
    {Type::src_http, "src-http", "A source, or where reports go, is http:", Rank::medium,
     "docs/lint-profiles.md#src-http"},
    {Type::script_unsafe_hashes, "script-unsafe-hashes", "Hashes allow event handlers",
     Rank::medium_maybe, "docs/lint-profiles.md#script-unsafe-hashes"},
    {Type::strict_dynamic, "strict-dynamic", "Hosts are listed, and no strict-dynamic",
     Rank::strict_csp, "docs/lint-profiles.md#strict-dynamic"},
    {Type::strict_dynamic_not_standalone, "strict-dynamic-not-standalone",
     "strict-dynamic without a nonce or hash", Rank::info,
     "docs/lint-profiles.md#strict-dynamic-not-standalone"},
    {Type::unsafe_inline_fallback, "unsafe-inline-fallback",
     "No unsafe-inline for browsers that know neither nonces nor hashes", Rank::strict_csp,
     "docs/lint-profiles.md#unsafe-inline-fallback"},
    {Type::allowlist_fallback, "allowlist-fallback",
     "No hosts for browsers that do not know strict-dynamic", Rank::strict_csp,
     "docs/lint-profiles.md#allowlist-fallback"},
    {Type::ignored, "ignored", "A nonce, a hash or strict-dynamic switches the source off",
     Rank::none, "docs/lint-profiles.md#ignored"},
    {Type::require_trusted_types_for_scripts, "require-trusted-types-for-scripts",
     "Trusted Types are not required", Rank::info,
     "docs/lint-profiles.md#require-trusted-types-for-scripts"},
    {Type::reporting_destination_missing, "reporting-destination-missing",
     "Violations are reported nowhere", Rank::info,
     "docs/lint-profiles.md#reporting-destination-missing"},
    {Type::report_to_only, "report-to-only", "Reports go to report-to alone", Rank::info,
     "docs/lint-profiles.md#report-to-only"},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    if (static_cast<std::size_t>(kTypes[i].type) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

std::span<const TypeInfo, kTypeCount> type_table() noexcept { return kTypes; }

std::string_view name_of(Rank rank) noexcept {
  switch (rank) {
    case Rank::high: return "HIGH";
    case Rank::syntax: return "SYNTAX";
    case Rank::medium: return "MEDIUM";
    case Rank::strict_csp: return "STRICT_CSP";
    case Rank::medium_maybe: return "MEDIUM_MAYBE";
    case Rank::info: return "INFO";
    case Rank::none: break;
  }
  return "NONE";
}

FindingSeverity severity_of(Rank rank) noexcept {
  switch (rank) {
    case Rank::high: return FindingSeverity::high;
    case Rank::syntax:
    case Rank::medium: return FindingSeverity::medium;
    case Rank::strict_csp:
    case Rank::medium_maybe: return FindingSeverity::low;
    case Rank::info:
    case Rank::none: break;
  }
  return FindingSeverity::info;
}

}  // namespace cspkit::linting::evaluator
