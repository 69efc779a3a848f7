// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// The sets of code points that the URL standard names, as one table that is looked up by byte.
///
/// The parser works on well-formed UTF-8. Every percent-encode set holds all of U+007F and above,
/// no forbidden host code point is outside ASCII, and so a byte is enough to decide everywhere.
namespace cspkit::whatwg {

/// One bit for each set.
enum CodePointSet : std::uint16_t {
  /// https://url.spec.whatwg.org/#c0-control-percent-encode-set
  kC0ControlSet = 1 << 0,
  /// https://url.spec.whatwg.org/#fragment-percent-encode-set
  kFragmentSet = 1 << 1,
  /// https://url.spec.whatwg.org/#query-percent-encode-set
  kQuerySet = 1 << 2,
  /// https://url.spec.whatwg.org/#special-query-percent-encode-set
  kSpecialQuerySet = 1 << 3,
  /// https://url.spec.whatwg.org/#path-percent-encode-set
  /// Without U+005E (^), which the text added of late; see "Versions" in url_parser.h.
  kPathSet = 1 << 4,
  /// https://url.spec.whatwg.org/#userinfo-percent-encode-set
  kUserinfoSet = 1 << 5,
  /// https://url.spec.whatwg.org/#forbidden-host-code-point
  kForbiddenHost = 1 << 6,
  /// https://url.spec.whatwg.org/#forbidden-domain-code-point
  kForbiddenDomain = 1 << 7,
  /// What a label of a canonical host may hold for split_canonical_url(): less than the standard
  /// allows.
  kPlainDomain = 1 << 8,
  /// What a canonical path may hold for split_canonical_url() and cannot be part of a dot segment.
  kPlainPath = 1 << 9,
  /// What a query may hold without being encoded, a special URL's, and a fragment likewise.
  kPlainQuery = 1 << 10,
  kPlainFragment = 1 << 11,
};

namespace detail {

constexpr bool contains(std::string_view set, int c) {
  return set.find(static_cast<char>(c)) != std::string_view::npos;
}

constexpr std::uint16_t sets_of(int c) {
  const bool c0 = c <= 0x1F || c >= 0x7F;
  const bool fragment = c0 || contains(" \"<>`", c);
  const bool query = c0 || contains(" \"#<>", c);
  const bool path = query || contains("?`{}", c);
  const bool userinfo = path || contains("/:;=@[\\]^|", c);
  const bool host = c == 0 || contains("\t\n\r #/:<>?@[\\]^|", c);
  const bool domain = host || c <= 0x1F || c == '%' || c == 0x7F;
  const bool plain_domain =
      (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';

  const bool plain_path = !path && !contains("\\^.%", c);

  unsigned bits = 0;
  if (c0) bits |= kC0ControlSet;
  if (fragment) bits |= kFragmentSet;
  if (query) bits |= kQuerySet;
  if (query || c == '\'') bits |= kSpecialQuerySet;
  if (path) bits |= kPathSet;
  if (userinfo) bits |= kUserinfoSet;
  if (host) bits |= kForbiddenHost;
  if (domain) bits |= kForbiddenDomain;
  if (plain_domain) bits |= kPlainDomain;
  if (plain_path) bits |= kPlainPath;
  if (!query && c != '\'') bits |= kPlainQuery;
  if (!fragment) bits |= kPlainFragment;
  return static_cast<std::uint16_t>(bits);
}

constexpr std::array<std::uint16_t, 256> make_table() {
  std::array<std::uint16_t, 256> table{};
  for (int c = 0; c < 256; ++c) table[static_cast<std::size_t>(c)] = sets_of(c);
  return table;
}

inline constexpr std::array<std::uint16_t, 256> kSets = make_table();

}  // namespace detail

/// Every set that the byte `c` is a member of.
[[nodiscard]] constexpr unsigned sets_of_byte(char c) noexcept {
  return detail::kSets[static_cast<unsigned char>(c)];
}

/// Whether the byte `c` is a member of `set`.
[[nodiscard]] constexpr bool is_in(char c, CodePointSet set) noexcept {
  return (sets_of_byte(c) & set) != 0;
}

}  // namespace cspkit::whatwg
