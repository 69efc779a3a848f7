// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/policy.h"

namespace cspkit {

/// The disposition that a header field of that name gives its policies; nullopt for any other field. Case does not matter.
/// Source: https://w3c.github.io/webappsec-csp/#csp-header and #cspro-header
[[nodiscard]] std::optional<Disposition> policy_field(std::string_view name) noexcept;

/// One policy header of a response.
struct HeaderPolicy {
  std::size_t line = 0;  ///< from 1, where the header begins
  std::string value;     ///< unfolded and trimmed
  Disposition disposition = Disposition::enforce;
  /// Of the value's first byte; nullopt where the value is folded.
  std::optional<std::size_t> offset = {};
};

/// Any other field of a response.
struct ResponseField {
  std::string name;  ///< as written
  std::string value;
};

/// The fields of one response.
struct ResponseHeaders {
  std::vector<HeaderPolicy> policies;
  std::vector<ResponseField> others;
};

/// A line that is no header.
struct HeaderError {
  std::size_t line = 0;      ///< from 1
  std::string_view problem;  ///< what is wrong with it, as a phrase
};

/// Reads raw HTTP response headers, as a server writes them or `curl -i` prints them: with or without a status line,
/// HTTP/2's lower-case names and `:status`, obsolete line folding, and a body after the empty line. Of several responses
/// (`curl -iL` follows redirects) the last counts.
///
///     cspkit::read_response_headers("HTTP/2 200\ncontent-security-policy: img-src *\n")->policies[0].value;
///     // "img-src *"
///
/// Source: https://www.rfc-editor.org/rfc/rfc9112#name-field-syntax
[[nodiscard]] tl::expected<ResponseHeaders, HeaderError> read_response_headers(
    std::string_view text);

}  // namespace cspkit
