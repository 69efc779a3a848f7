// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "cspkit/diagnostics.h"

namespace cspkit::checks {

/// Every mistake that has a name. The order is the table's in codes.cpp, which says what each one
/// means.
enum class Code : std::uint8_t {
  // The text as a whole.
  limit_exceeded,
  empty_policy,
  meta_report_only,
  header_name_in_value,
  quoted_policy,
  // Directives.
  misspelt_directive,
  unknown_directive,
  retired_directive,
  directive_name_punctuation,
  source_as_directive,
  comma_splits_policy,
  missing_semicolon,
  duplicate_directive,
  ignored_in_meta,
  ignored_in_report_only,
  value_ignored,
  missing_value,
  // Characters.
  non_ascii,
  non_ascii_host,
  non_ascii_space,
  invisible_character,
  control_character,
  typographic_quotes,
  // Quotes and keywords.
  missing_quotes,
  wrong_quotes,
  unbalanced_quote,
  space_inside_quotes,
  missing_space,
  comma_between_sources,
  quoted_source,
  misspelt_keyword,
  unknown_keyword,
  no_effect_here,
  // Nonces and hashes.
  empty_nonce,
  invalid_nonce,
  short_nonce,
  unsupported_hash,
  invalid_hash,
  hash_length,
  hash_hex,
  hash_padding,
  hash_base64url,
  hash_impossible,
  // Schemes.
  scheme_without_colon,
  scheme_with_slashes,
  scheme_with_rest,
  scheme_relative,
  malformed_scheme,
  misspelt_scheme,
  wildcard_scheme,
  // Hosts.
  inner_wildcard,
  leading_dot,
  empty_label,
  underscore_in_host,
  backslash,
  credentials_in_source,
  ip_address,
  ipv6_address,
  template_placeholder,
  browsers_disagree,
  // Ports.
  empty_port,
  invalid_port,
  port_out_of_range,
  port_leading_zeros,
  port_mismatch,
  // Paths.
  path_without_host,
  query_in_path,
  fragment_in_path,
  path_wildcard,
  double_slash_in_path,
  dot_segment,
  invalid_percent_encoding,
  path_in_frame_ancestors,
  // Lists.
  none_with_others,
  none_with_reporting,
  duplicate_source,
  empty_source_list,
  invalid_source,
  // Directives with a grammar of their own.
  unknown_sandbox_token,
  invalid_report_uri,
  report_uri_relative,
  invalid_report_to,
  invalid_webrtc_value,
  invalid_trusted_types_sink,
  invalid_trusted_types_policy,
  count_,
};

[[nodiscard]] const DiagnosticCode& info(Code code) noexcept;

}  // namespace cspkit::checks
