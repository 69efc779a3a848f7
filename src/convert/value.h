// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/policy.h"

/// Header values in pieces: text to escape, and places where a nonce is drawn.
namespace cspkit::convert {

/// `Content-Security-Policy` or `Content-Security-Policy-Report-Only`.
[[nodiscard]] std::string_view header_name(Disposition disposition) noexcept;

/// Whether the token is `'nonce-{nonce}'`, the placeholder of a nonce drawn for each response.
[[nodiscard]] bool is_nonce_placeholder(std::string_view token) noexcept;

[[nodiscard]] bool draws_nonce(const Policy& policy) noexcept;

/// The value of one header field: runs of text, with a drawn nonce between two neighbours.
struct Value {
  std::vector<std::string> runs;  ///< at least one; all but the last are followed by a nonce

  [[nodiscard]] bool draws_nonce() const noexcept { return runs.size() > 1; }

  /// The text with each run escaped and `nonce` between two runs.
  template <typename Escape>
  [[nodiscard]] std::string write(Escape&& escape, std::string_view nonce) const {
    std::string text;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (i > 0) text += nonce;
      text += escape(runs[i]);
    }
    return text;
  }
  /// As people write it, with `{nonce}`.
  [[nodiscard]] std::string plain() const;
  /// Whether any run holds one of the characters.
  [[nodiscard]] bool contains_any(std::string_view characters) const noexcept;
};

/// One header field that has to be sent: every policy of one disposition.
struct Field {
  Disposition disposition = Disposition::enforce;
  std::vector<Policy> policies;  ///< at least one
  Value value;                   ///< the policies, with a comma between two

  [[nodiscard]] std::string_view name() const noexcept { return header_name(disposition); }
};

/// The fields that carry the policies: enforced, then report-only; none that is empty.
[[nodiscard]] std::vector<Field> fields_of(std::span<const Policy> policies);

[[nodiscard]] bool draws_nonce(std::span<const Field> fields) noexcept;

/// The policy for a sender that cannot draw nonces, never looser than with any nonce: without the placeholders, and
/// without each `'unsafe-inline'` that only they had silenced. The names of the directives that lost one go to `from`.
[[nodiscard]] Policy without_nonces(const Policy& policy, std::vector<std::string>& from);

}  // namespace cspkit::convert
