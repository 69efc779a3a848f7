// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "cspkit/lint.h"

/// What Google's CSP Evaluator reports, in its own terms. The facts are those of the npm package csp_evaluator 1.1.8;
/// docs/lint-profiles.md lists where this profile departs from it, and why.
namespace cspkit::linting::evaluator {

/// Its finding types, those that some check of it emits.
enum class Type : std::uint8_t {
  missing_semicolon,
  unknown_directive,
  invalid_keyword,
  nonce_charset,
  missing_directives,
  script_unsafe_inline,
  script_unsafe_eval,
  plain_url_schemes,
  plain_wildcard,
  script_allowlist_bypass,
  object_allowlist_bypass,
  nonce_length,
  ip_source,
  deprecated_directive,
  src_http,
  script_unsafe_hashes,
  strict_dynamic,
  strict_dynamic_not_standalone,
  unsafe_inline_fallback,
  allowlist_fallback,
  ignored,
  require_trusted_types_for_scripts,
  reporting_destination_missing,
  report_to_only,
};
inline constexpr std::size_t kTypeCount = 24;

/// Its severities, worst first.
enum class Rank : std::uint8_t { high, syntax, medium, strict_csp, medium_maybe, info, none };

/// `HIGH`, `SYNTAX`, `MEDIUM`, `STRICT_CSP`, `MEDIUM_MAYBE`, `INFO`, `NONE`.
[[nodiscard]] std::string_view name_of(Rank rank) noexcept;
/// As a severity of ours: what it is sure of keeps its word, what it only suspects is low.
[[nodiscard]] FindingSeverity severity_of(Rank rank) noexcept;

struct TypeInfo {
  Type type;
  std::string_view id;     ///< its name in lower case, with dashes
  std::string_view title;  ///< one sentence without a final period
  Rank worst;
  std::string_view page;
};

/// The table, indexed by Type.
[[nodiscard]] std::span<const TypeInfo, kTypeCount> type_table() noexcept;

inline constexpr std::string_view kReference = "https://github.com/google/csp-evaluator";

}  // namespace cspkit::linting::evaluator
