// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "base/base64.h"
#include "cspkit/hash.h"

namespace cspkit::scan_detail {

/// Whether the text is `sha256-`, `sha384-` or `sha512-` and a digest of that length in base64. What pages and reports hand
/// over as hashes goes into policies and files only if it is one.
[[nodiscard]] inline bool is_hash_value(std::string_view text) noexcept {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  const auto algorithm = find_hash_algorithm(text.substr(0, dash));
  if (!algorithm || text.substr(0, dash) != hash_algorithm_name(*algorithm)) return false;
  Digest digest;
  digest.size = digest_size(*algorithm);
  return base64_decode_to(text.substr(dash + 1), std::span(digest.bytes).first(digest.size));
}

}  // namespace cspkit::scan_detail
