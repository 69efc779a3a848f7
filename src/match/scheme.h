// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"
#include "cspkit/url.h"

namespace cspkit {

/// The schemes that CSP gives a meaning, as small numbers; everything else is compared as text.
enum class SchemeId : std::uint8_t {
  none,
  http,
  https,
  ws,
  wss,
  ftp,
  data,
  blob,
  filesystem,
  other
};

using SchemeSet = std::uint16_t;
inline constexpr SchemeSet kAllSchemes = 0xFFFF;
[[nodiscard]] constexpr SchemeSet scheme_bit(SchemeId id) noexcept {
  return static_cast<SchemeSet>(1u << static_cast<unsigned>(id));
}

/// The first N bytes as one number, ASCII letters in lower case. Other bytes may change too, but
/// never into a letter.
template <std::size_t N>
[[nodiscard]] constexpr std::uint64_t folded_word(std::string_view text) noexcept {
  // Folded as a whole, so that the compiler reads the bytes at once, too.
  std::uint64_t word = 0, fold = 0;
  for (std::size_t i = 0; i < N; ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    fold |= std::uint64_t{0x20} << (8 * i);
  }
  return word | fold;
}

/// `text` without its colon, in any case; empty means none.
[[nodiscard]] constexpr SchemeId scheme_id(std::string_view text) noexcept {
  switch (text.size()) {
    case 0: return SchemeId::none;
    case 2: return folded_word<2>(text) == folded_word<2>("ws") ? SchemeId::ws : SchemeId::other;
    case 3: {
      const auto word = folded_word<3>(text);
      if (word == folded_word<3>("wss")) return SchemeId::wss;
      return word == folded_word<3>("ftp") ? SchemeId::ftp : SchemeId::other;
    }
    case 4: {
      const auto word = folded_word<4>(text);
      if (word == folded_word<4>("http")) return SchemeId::http;
      if (word == folded_word<4>("data")) return SchemeId::data;
      return word == folded_word<4>("blob") ? SchemeId::blob : SchemeId::other;
    }
    case 5:
      return folded_word<5>(text) == folded_word<5>("https") ? SchemeId::https : SchemeId::other;
    case 10:
      return equals_ignoring_ascii_case(text, "filesystem") ? SchemeId::filesystem
                                                            : SchemeId::other;
    default: return SchemeId::other;
  }
}

[[nodiscard]] constexpr std::int32_t default_port(SchemeId id) noexcept {
  switch (id) {
    case SchemeId::http:
    case SchemeId::ws: return 80;
    case SchemeId::https:
    case SchemeId::wss: return 443;
    case SchemeId::ftp: return 21;
    default: return kNoPort;
  }
}

/// The schemes that, in a source expression, match a URL of scheme `url`; only for schemes other
/// than SchemeId::other. Source: https://w3c.github.io/webappsec-csp/#match-schemes
[[nodiscard]] constexpr SchemeSet matching_source_schemes(SchemeId url,
                                                          bool ws_matches_http) noexcept {
  SchemeSet set = scheme_bit(url);
  // 1.2. "http" matches "https".
  if (url == SchemeId::https) set |= scheme_bit(SchemeId::http);
  // 1.3. "ws" matches "wss", "http" and "https".
  if (url == SchemeId::wss) set |= scheme_bit(SchemeId::ws);
  if (ws_matches_http && (url == SchemeId::http || url == SchemeId::https))
    set |= scheme_bit(SchemeId::ws);
  // 1.4. "wss" matches "https".
  if (ws_matches_http && url == SchemeId::https) set |= scheme_bit(SchemeId::wss);
  return set;
}

/// The same, by SchemeId.
template <bool WsMatchesHttp>
inline constexpr auto kMatchingSourceSchemes = [] {
  std::array<SchemeSet, static_cast<std::size_t>(SchemeId::other) + 1> sets{};
  for (std::size_t i = 0; i < sets.size(); ++i) {
    sets[i] = matching_source_schemes(static_cast<SchemeId>(i), WsMatchesHttp);
  }
  return sets;
}();

/// Schemes of URLs that have a domain and no port, of which a source's scheme and port match by the text: in the lower
/// half where the source has a scheme; in the upper half where it has none, and the origin's has to match, too.
using AcceptedSchemes = std::uint16_t;
inline constexpr unsigned kAcceptedBySelf = 8;

/// Those that a scheme-part, or none, matches, by SchemeId.
inline constexpr auto kAcceptedBySchemes = [] {
  std::array<AcceptedSchemes, static_cast<std::size_t>(SchemeId::other) + 1> sets{};
  for (const SchemeId url :
       {SchemeId::http, SchemeId::https, SchemeId::ws, SchemeId::wss, SchemeId::ftp}) {
    for (std::size_t i = 1; i < sets.size(); ++i) {
      const SchemeSet matching = matching_source_schemes(url, true);
      if ((matching & scheme_bit(static_cast<SchemeId>(i))) != 0) sets[i] |= scheme_bit(url);
    }
    sets[0] |= static_cast<AcceptedSchemes>(scheme_bit(url) << kAcceptedBySelf);
  }
  return sets;
}();

/// Those whose default port is `port`, whoever has the scheme.
[[nodiscard]] constexpr AcceptedSchemes accepted_by_port(std::int32_t port) noexcept {
  unsigned out = 0;
  if (port == 80) out = scheme_bit(SchemeId::http) | scheme_bit(SchemeId::ws);
  if (port == 443) out = scheme_bit(SchemeId::https) | scheme_bit(SchemeId::wss);
  if (port == 21) out = scheme_bit(SchemeId::ftp);
  return static_cast<AcceptedSchemes>(out | out << kAcceptedBySelf);
}

/// Of a source with that scheme, or none, and that port-part, as SourceExpression holds it: negative where it is absent
/// or a wildcard.
[[nodiscard]] constexpr AcceptedSchemes accepted_schemes(SchemeId scheme,
                                                         std::int32_t port) noexcept {
  const AcceptedSchemes schemes = kAcceptedBySchemes[static_cast<std::size_t>(scheme)];
  return port < 0 ? schemes : static_cast<AcceptedSchemes>(schemes & accepted_by_port(port));
}

/// What counts of accepted_schemes() on a page whose origin has that scheme.
[[nodiscard]] constexpr AcceptedSchemes accepted_beside(SchemeId self) noexcept {
  const unsigned by_self =
      self == SchemeId::none ? 0u : unsigned{kAcceptedBySchemes[static_cast<std::size_t>(self)]};
  return static_cast<AcceptedSchemes>(((1u << kAcceptedBySelf) - 1) | by_self << kAcceptedBySelf);
}

/// What counts of accepted_schemes() for a URL of that scheme.
[[nodiscard]] constexpr AcceptedSchemes asked_of_accepted(SchemeId url) noexcept {
  return static_cast<AcceptedSchemes>((1u | 1u << kAcceptedBySelf) << static_cast<unsigned>(url));
}

}  // namespace cspkit
