// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cspkit::checks {

/// A token cut where a URL would be cut, whatever stands in the pieces: what the person meant, for
/// checks to look at. The grammar itself is parse_source_expression's.
struct SourcePieces {
  bool has_scheme = false;    ///< `://` stands in it
  bool has_userinfo = false;  ///< `@` stands before the host
  bool has_port = false;      ///< `:` stands behind the host
  std::string_view scheme;
  std::string_view host;  ///< with its brackets or wildcard
  std::string_view port;
  std::string_view rest;  ///< from the first `/`, `?` or `#` behind the host on
};

[[nodiscard]] SourcePieces split_source(std::string_view token) noexcept;

/// Whether it holds a quote, so that the checks for quotes speak about it and not those for URLs.
[[nodiscard]] bool has_quotes(std::string_view token) noexcept;

}  // namespace cspkit::checks
