// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/policy.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cspkit::cli {

/// One policy header of a response.
struct HeaderPolicy {
  std::size_t line = 0;  ///< from 1, where the header begins
  std::string value;     ///< unfolded and trimmed
  Disposition disposition = Disposition::enforce;
  std::optional<std::size_t> offset =
      {};  ///< of the value's first byte; nullopt where it is folded
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

/// The policy headers of raw HTTP response headers, as a server writes them or `curl -i` prints them: with or without a
/// status line, HTTP/2's lower-case names and `:status`, obsolete line folding, and a body after the empty line. Of
/// several responses (`curl -iL` follows redirects) the last counts. Throws InputError at a line that is no header.
[[nodiscard]] std::vector<HeaderPolicy> find_policy_headers(std::string_view text,
                                                            std::string_view name);

/// The same, with the response's other fields.
[[nodiscard]] ResponseHeaders read_response_headers(std::string_view text, std::string_view name);

}  // namespace cspkit::cli
