// SPDX-License-Identifier: Apache-2.0
#include "url/host.h"

#include <algorithm>

#include "url/code_points.h"
#include "url/idna.h"
#include "url/ipv4.h"
#include "url/ipv6.h"
#include "url/percent_encoding.h"

namespace cspkit::whatwg {
namespace {

bool holds_any(std::string_view text, CodePointSet set) noexcept {
  return std::any_of(text.begin(), text.end(), [set](char c) { return is_in(c, set); });
}

tl::expected<Host, UrlErrorCode> parse_ipv6_host(std::string_view input) {
  if (!input.ends_with(']')) return tl::unexpected(UrlErrorCode::invalid_ipv6);
  const auto address = parse_ipv6(input.substr(1, input.size() - 2));
  if (!address) return tl::unexpected(UrlErrorCode::invalid_ipv6);
  return Host{'[' + serialize_ipv6(*address) + ']', HostKind::ipv6};
}

/// Source: https://url.spec.whatwg.org/#concept-opaque-host-parser
tl::expected<Host, UrlErrorCode> parse_opaque_host(std::string_view input) {
  // 1. Forbidden code points. (2-3. are validation errors only.)
  if (holds_any(input, kForbiddenHost)) return tl::unexpected(UrlErrorCode::invalid_host);
  // 4. Encode the rest.
  Host host{"", input.empty() ? HostKind::empty : HostKind::opaque};
  utf8_percent_encode(input, kC0ControlSet, host.text);
  return host;
}

}  // namespace

tl::expected<Host, UrlErrorCode> parse_host(std::string_view input, HostSyntax syntax) {
  // 1. Brackets hold an IPv6 address.
  if (input.starts_with('[')) return parse_ipv6_host(input);
  // 2. Opaque hosts have their own parser.
  if (syntax == HostSyntax::opaque) return parse_opaque_host(input);
  // 3. (The text asserts that the input is not empty: the states see to that.)
  // 4. Percent-decode. Where the bytes are not UTF-8, U+FFFD takes their place, which step 5
  // refuses.
  const std::string domain = percent_decode(input);
  // 5-6. To ASCII, which may leave nothing (a lone soft hyphen).
  auto ascii = domain_to_ascii(domain);
  if (!ascii) return tl::unexpected(ascii.error());
  if (ascii->empty()) return tl::unexpected(UrlErrorCode::invalid_host);
  // 7. Forbidden code points, which percent-encoding may have hidden so far.
  if (holds_any(*ascii, kForbiddenDomain)) return tl::unexpected(UrlErrorCode::invalid_host);
  // 8. A number at the end makes it an IPv4 address, or nothing.
  if (ends_in_a_number(*ascii)) {
    const auto address = parse_ipv4(*ascii);
    if (!address) return tl::unexpected(UrlErrorCode::invalid_ipv4);
    return Host{serialize_ipv4(*address), HostKind::ipv4};
  }
  // 9.
  return Host{*std::move(ascii), HostKind::domain};
}

}  // namespace cspkit::whatwg
