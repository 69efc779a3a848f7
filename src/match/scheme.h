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

}  // namespace cspkit
