// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// `text` without its colon, in any case; empty means none.
[[nodiscard]] constexpr SchemeId scheme_id(std::string_view text) noexcept {
  if (text.empty()) return SchemeId::none;
  switch (text.size()) {
    case 2: return equals_ignoring_ascii_case(text, "ws") ? SchemeId::ws : SchemeId::other;
    case 3:
      if (equals_ignoring_ascii_case(text, "wss")) return SchemeId::wss;
      return equals_ignoring_ascii_case(text, "ftp") ? SchemeId::ftp : SchemeId::other;
    case 4:
      if (equals_ignoring_ascii_case(text, "http")) return SchemeId::http;
      if (equals_ignoring_ascii_case(text, "data")) return SchemeId::data;
      if (equals_ignoring_ascii_case(text, "blob")) return SchemeId::blob;
      return SchemeId::other;
    case 5: return equals_ignoring_ascii_case(text, "https") ? SchemeId::https : SchemeId::other;
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

}  // namespace cspkit
