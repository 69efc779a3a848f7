// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "match/match_url.h"

/// `port-part` matching, and with it the upgrades that browsers tie to ports.
/// Source: https://w3c.github.io/webappsec-csp/#match-ports
namespace cspkit {

/// 0 stands for "none" in the rules below, as in the browsers' own.
constexpr std::int32_t port_or_zero(std::int32_t port) noexcept { return port < 0 ? 0 : port; }

enum class PortMatch : std::uint8_t { no, wildcard, upgrade, exact };

/// Chromium: how the ports match, before schemes are looked at.
constexpr PortMatch chromium_port(const UrlToMatch& url, SchemeId source_scheme,
                                  std::int32_t source_port) noexcept {
  if (source_port == kPortWildcard) return PortMatch::wildcard;
  if (source_port == 0) return PortMatch::no;
  const std::int32_t source = port_or_zero(source_port);
  const std::int32_t port = port_or_zero(url.port);
  const std::int32_t standard = default_port(url.scheme);
  if (source == port) return port == 0 ? PortMatch::wildcard : PortMatch::exact;
  const bool from_http =
      source == 80 || ((source == 0 || source == 443) && source_scheme == SchemeId::http);
  if (from_http && (port == 443 || (port == 0 && standard == 443))) return PortMatch::upgrade;
  // Default ports are compared in 16 bits, and no others.
  if (port == 0) return (source & 0xFFFF) == standard ? PortMatch::exact : PortMatch::no;
  if (source == 0) return port == standard ? PortMatch::exact : PortMatch::no;
  return PortMatch::no;
}

/// Chromium decides frames, form targets and ancestors in its browser process, which has an
/// implementation of its own.
constexpr bool decided_by_browser_process(DirectiveId effective) noexcept {
  return effective == DirectiveId::frame_src || effective == DirectiveId::form_action ||
         effective == DirectiveId::frame_ancestors;
}

/// Chromium's browser process: the one upgrade is from 80 to 443.
constexpr PortMatch chromium_navigation_port(const UrlToMatch& url,
                                             std::int32_t source_port) noexcept {
  if (source_port == kPortWildcard) return PortMatch::wildcard;
  const std::int32_t standard = default_port(url.scheme);
  const std::int32_t port = url.port == kNoPort ? standard : url.port;
  if (source_port == port) return PortMatch::exact;
  if (source_port == kPortAbsent) return port == standard ? PortMatch::wildcard : PortMatch::no;
  return source_port == 80 && port == 443 ? PortMatch::upgrade : PortMatch::no;
}

/// Chromium: schemes and ports upgrade together or not at all.
constexpr bool chromium_upgrades_agree(PortMatch ports, bool scheme_upgrades) noexcept {
  if (ports == PortMatch::no) return false;
  if (ports == PortMatch::upgrade) return scheme_upgrades;
  return !scheme_upgrades || ports == PortMatch::wildcard;
}

/// Chromium's browser process: `'self'` is a host-source like any other, with its port written out.
inline bool chromium_navigation_self_match(const UrlToMatch& url) noexcept {
  const bool same_scheme = url.scheme == url.self_scheme &&
                           (url.scheme != SchemeId::other || url.url.scheme == url.self.scheme);
  if (!same_scheme && (url.self_scheme != SchemeId::http || url.scheme != SchemeId::https))
    return false;
  const std::int32_t self_port =
      url.self.port == kNoPort ? default_port(url.self_scheme) : url.self.port;
  return chromium_upgrades_agree(chromium_navigation_port(url, self_port), !same_scheme);
}

/// Chromium: `'self'`, whose host is known to match.
inline bool chromium_self_port_match(const UrlToMatch& url) noexcept {
  // Chromium keeps the origin's port even where it is the default.
  const std::int32_t self_port =
      url.self.port == kNoPort ? default_port(url.self_scheme) : url.self.port;
  const PortMatch ports = chromium_port(url, url.self_scheme, self_port);
  const bool same_scheme = url.scheme == url.self_scheme &&
                           (url.scheme != SchemeId::other || url.url.scheme == url.self.scheme);
  if (same_scheme && (ports == PortMatch::exact || ports == PortMatch::wildcard)) return true;
  const auto is_default = [](std::int32_t port, SchemeId scheme) {
    return port == kNoPort || port == default_port(scheme);
  };
  const bool defaults = ports == PortMatch::exact || (is_default(url.self.port, url.self_scheme) &&
                                                      is_default(url.port, url.scheme));
  return defaults && (url.scheme == SchemeId::https || url.scheme == SchemeId::wss ||
                      url.self_scheme == SchemeId::http);
}

/// Firefox and WebKit: the scheme of `'self'`, made into a host-source.
template <Browser B>
bool self_scheme_match(const UrlToMatch& url) noexcept {
  if ((url.source_schemes & scheme_bit(url.self_scheme)) != 0 && url.self_scheme != SchemeId::other)
    return true;
  if (url.scheme == SchemeId::other) return url.url.scheme == url.self.scheme;
  if constexpr (B == Browser::firefox) {
    if (url.self_scheme == SchemeId::http)
      return url.scheme == SchemeId::ws || url.scheme == SchemeId::wss;
    return url.self_scheme == SchemeId::https && url.scheme == SchemeId::wss;
  } else {
    return url.scheme == SchemeId::https || url.scheme == SchemeId::wss ||
           (url.self_scheme == SchemeId::http && url.scheme == SchemeId::ws);
  }
}

/// `source_port` is the source's port-part, as SourceExpression holds it.
template <Browser B>
constexpr bool port_part_match(const UrlToMatch& url, SchemeId source_scheme,
                               std::int32_t source_port,
                               [[maybe_unused]] DirectiveId effective) noexcept {
  constexpr PortRule R = kProfile<B>.port;
  if constexpr (R == PortRule::text) {
    // 2. "*" matches every port.
    const bool any = source_port == kPortWildcard;
    // 3, 4. Equal, null included.
    const bool equal = source_port == url.port;
    // 5. The default of the URL's scheme, where the URL has none.
    const bool standard = source_port == default_port(url.scheme);
    // All are asked at once, since no processor foresees which port the next source has.
    return any | equal | ((url.port == kNoPort) & standard);
  } else if constexpr (R == PortRule::chromium) {
    const PortMatch ports = decided_by_browser_process(effective)
                                ? chromium_navigation_port(url, source_port)
                                : chromium_port(url, source_scheme, source_port);
    return chromium_upgrades_agree(ports, source_scheme != url.scheme);
  } else if (source_port == kPortWildcard) {
    return true;
  } else if constexpr (R == PortRule::firefox) {
    if (url.port == kNoPort && source_port == kPortAbsent) return true;
    const std::int32_t port = url.port == kNoPort ? default_port(url.scheme) : url.port;
    if (source_port == port) return true;
    const std::int32_t source =
        source_port == kPortAbsent ? default_port(source_scheme) : source_port;
    return source == port || (source == 80 && port == 443);
  } else {
    if (source_port == url.port || (source_port == kPortAbsent && url.port == kNoPort)) return true;
    const bool url_secure =
        url.port == 443 ||
        (url.port == kNoPort && (url.scheme == SchemeId::https || url.scheme == SchemeId::wss));
    const bool upgradable =
        source_port == 80 ||
        (source_scheme == SchemeId::http && (source_port == kPortAbsent || source_port == 443));
    if (url_secure && upgradable) return true;
    if (url.port == kNoPort) return source_port == default_port(url.scheme);
    return source_port == kPortAbsent && url.port == default_port(url.scheme);
  }
}

/// The same for the port-part of `source`.
template <Browser B>
bool port_part_of_source_match(const CompiledSource& source, const UrlToMatch& url,
                               DirectiveId effective) noexcept {
  // WebKit upgrades ports for what a source says itself, not for the page's scheme.
  const SchemeId scheme =
      kProfile<B>.port == PortRule::webkit ? source.scheme : scheme_part(source, url);
  return port_part_match<B>(url, scheme, source.port, effective);
}

}  // namespace cspkit
