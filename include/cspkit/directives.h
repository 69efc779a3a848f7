// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cspkit {

/// Every directive that this library knows by name. The order is the table's order; fetch
/// directives come first.
enum class DirectiveId : std::uint8_t {
  default_src,
  script_src,
  script_src_elem,
  script_src_attr,
  style_src,
  style_src_elem,
  style_src_attr,
  img_src,
  font_src,
  connect_src,
  media_src,
  object_src,
  frame_src,
  child_src,
  worker_src,
  manifest_src,
  // Document, navigation and other directives of the text.
  webrtc,
  base_uri,
  sandbox,
  form_action,
  frame_ancestors,
  report_uri,
  report_to,
  // Defined elsewhere.
  require_trusted_types_for,
  trusted_types,
  upgrade_insecure_requests,
  fenced_frame_src,
  // Retired.
  plugin_types,
  block_all_mixed_content,
  prefetch_src,
  navigate_to,
  referrer,
  reflected_xss,
  require_sri_for,
  disown_opener,
};

inline constexpr std::size_t kFetchDirectiveCount = 16;
inline constexpr std::size_t kDirectiveCount = 35;

/// What a directive is for.
enum class DirectiveKind : std::uint8_t {
  fetch,       ///< governs requests, inline blocks or workers
  document,    ///< base-uri, sandbox
  navigation,  ///< form-action, frame-ancestors
  reporting,   ///< report-uri, report-to
  other,       ///< webrtc, Trusted Types, upgrade-insecure-requests
  extension,   ///< known to one browser only
  retired,     ///< once specified or tried, heeded by no current browser (or soon by none)
};

/// The grammar of a directive's value.
enum class ValueGrammar : std::uint8_t {
  source_list,
  ancestor_source_list,  ///< schemes, hosts and 'self' only
  sandbox_tokens,
  uri_references,
  token,               ///< exactly one token: the name of an endpoint
  webrtc,              ///< 'allow' or 'block'
  trusted_types_sink,  ///< 'script'
  trusted_types_policies,
  none,      ///< the directive takes no value
  unchecked  ///< retired: nobody reads it any more
};

/// One row of the table of directives.
struct DirectiveInfo {
  DirectiveId id;
  std::string_view name;
  DirectiveKind kind;
  ValueGrammar grammar;
  bool ignored_in_meta;         ///< removed from a policy that a `<meta>` element delivers
  bool ignored_in_report_only;  ///< without effect in a report-only policy
  std::string_view reference;   ///< where it is defined
  std::string_view instead;     ///< for a retired directive: what to use now, as a phrase
  bool dead = false;            ///< no browser of today reads it at all
};

/// The table, indexed by DirectiveId.
[[nodiscard]] std::span<const DirectiveInfo, kDirectiveCount> directive_table() noexcept;

[[nodiscard]] const DirectiveInfo& directive_info(DirectiveId id) noexcept;
[[nodiscard]] std::string_view directive_name(DirectiveId id) noexcept;

/// The directive of that name, compared without regard to ASCII case.
[[nodiscard]] std::optional<DirectiveId> find_directive(std::string_view name) noexcept;

/// The fetch directive fallback list, most relevant first, the directive itself included; empty
/// where there is none. Source: https://w3c.github.io/webappsec-csp/#directive-fallback-list
[[nodiscard]] std::span<const DirectiveId> directive_fallback_list(DirectiveId id) noexcept;

}  // namespace cspkit
