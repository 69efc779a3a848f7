// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cspkit/hash.h"
#include "cspkit/policy.h"

/// The grammar of source expressions: one function for each production of the text.
/// Source: https://w3c.github.io/webappsec-csp/#framework-directive-source-list
namespace cspkit {

enum class SourceKind : std::uint8_t {
  invalid,  ///< matches no production of the grammar (though a browser may read it, see SourceForm)
  star,     ///< `*` alone
  scheme,   ///< `https:`
  host,     ///< `https://*.example.com:8443/path`
  keyword,
  nonce,
  hash,
};

enum class Keyword : std::uint8_t {
  none,
  self,
  unsafe_inline,
  unsafe_eval,
  strict_dynamic,
  unsafe_hashes,
  report_sample,
  unsafe_allow_redirects,
  wasm_unsafe_eval,
  trusted_types_eval,
  report_sha256,
  report_sha384,
  report_sha512,
  unsafe_webtransport_hashes,
  inline_speculation_rules,
};
inline constexpr std::size_t kKeywordCount = 15;

/// The keyword with its quotes, as the grammar writes it.
[[nodiscard]] std::string_view keyword_text(Keyword keyword) noexcept;
/// `'self'` → Keyword::self, without regard to ASCII case.
[[nodiscard]] std::optional<Keyword> find_keyword(std::string_view token) noexcept;

/// Forms in which the text and the browsers do not agree on whether an expression is valid. A bit
/// set. Where a form is set, each reader has its own mind; see match/profile.h.
enum SourceForm : std::uint16_t {
  kFormPlain = 0,
  kFormTrailingDot = 1 << 0,       ///< `cdn.example.`
  kFormPortZeros = 1 << 1,         ///< a port with leading zeros
  kFormStarWithPort = 1 << 2,      ///< `*:443`, without a scheme
  kFormStarWithPath = 1 << 3,      ///< `*/path`: a path right behind the host `*`
  kFormDoubleSlash = 1 << 4,       ///< a path that begins with `//`
  kFormQueryOrFragment = 1 << 5,   ///< a path cut by `?` or `#`
  kFormOddPath = 1 << 6,           ///< a path with characters outside of RFC 3986's pchar
  kFormHashDash = 1 << 7,          ///< `'sha-256-…'`
  kFormPortOverflow = 1 << 8,      ///< a port over 65535
  kFormStarNoScheme = 1 << 9,      ///< a host-source whose host is `*` and that has no scheme
  kFormQueryBehindHost = 1 << 10,  ///< `?` or `#` right behind the host or port
  kFormNonceEquals = 1 << 11,      ///< `'nonce-a=b'`: `=` anywhere; its kind is invalid
};

/// Forms that the grammar of the text itself accepts.
inline constexpr std::uint16_t kFormsOfTheText = kFormTrailingDot | kFormPortZeros |
                                                 kFormStarWithPort | kFormStarWithPath |
                                                 kFormPortOverflow | kFormStarNoScheme;

inline constexpr std::int32_t kPortAbsent = -1;
inline constexpr std::int32_t kPortWildcard = -2;
/// Where a port stops to grow. Above 65535 it equals no URL's.
inline constexpr std::int32_t kPortMax = 0x7FFFFFFF;

/// One source expression, as views into the token. `kind` says what it is under the grammar of the
/// text, or under a browser's laxer reading where `forms` has a bit outside of kFormsOfTheText.
struct SourceExpression {
  SourceKind kind = SourceKind::invalid;
  std::uint16_t forms = kFormPlain;
  Keyword keyword = Keyword::none;                  ///< where kind is keyword
  HashAlgorithm algorithm = HashAlgorithm::sha256;  ///< where kind is hash
  bool host_wildcard = false;                       ///< `*` or `*.…`
  /// Read by read_plain_host (plain_host.h), so that most questions need not be asked; false says nothing.
  bool plain = false;
  std::int32_t port = kPortAbsent;  ///< a number up to kPortMax, kPortAbsent or kPortWildcard
  std::uint8_t domain_size = 0;     ///< where plain: what domain_size() answers of the host
  /// Of those that parse_expressions() has read: no other token of the list reads the same but for case, nor has a host of
  /// the same domain. False says nothing.
  bool alone = false;
  std::string_view scheme;  ///< without the colon, as written; empty where absent
  std::string_view host;    ///< without a leading `*.`; empty for `*`
  std::string_view path;    ///< with its leading slash, cut before `?` or `#`
  std::string_view value;   ///< base64-value of a nonce or hash

  [[nodiscard]] bool valid_in_text() const noexcept {
    return kind != SourceKind::invalid && (forms & ~kFormsOfTheText) == 0;
  }
};

[[nodiscard]] SourceExpression parse_source_expression(std::string_view token) noexcept;

/// base64-value = 1*( ALPHA / DIGIT / "+" / "/" / "-" / "_" ) *2( "=" )
[[nodiscard]] bool is_base64_value(std::string_view text) noexcept;

}  // namespace cspkit
