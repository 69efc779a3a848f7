// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace cspkit {

/// What the host of a URL is, after the WHATWG host parser.
/// Source: https://url.spec.whatwg.org/#concept-host
enum class HostKind : std::uint8_t {
  none,    ///< null: the URL has no host (`data:`, `blob:`, `javascript:`, …)
  empty,   ///< the empty host (`file:///x`, `foo:///x`)
  domain,  ///< a domain, ASCII, lower case, Punycode where needed
  ipv4,    ///< four decimal numbers
  ipv6,    ///< serialized with its brackets
  opaque,  ///< the host of a scheme that is not special
};

/// Port of a URL whose port is null (the scheme's default, or none at all).
inline constexpr std::int32_t kNoPort = -1;

/// The components of one parsed URL as views into text that somebody else owns. Cheap to copy.
///
/// Every view is in serialized (canonical) form: what the WHATWG URL serializer writes.
struct UrlView {
  std::string_view href;      ///< the whole URL, fragment included
  std::string_view scheme;    ///< lower case, without the colon
  std::string_view username;  ///< percent-encoded, may be empty
  std::string_view password;  ///< percent-encoded, may be empty
  std::string_view host;      ///< serialized host, empty where host_kind is none or empty
  std::string_view path;      ///< as the URL path serializer writes it: `/a/b`, or an opaque path
  std::string_view query;     ///< without `?`; see has_query
  std::string_view fragment;  ///< without `#`; see has_fragment
  std::int32_t port =
      kNoPort;  ///< 0…65535, or kNoPort where the port is null (never the default port)
  HostKind host_kind = HostKind::none;
  bool has_opaque_path = false;
  bool has_query = false;
  bool has_fragment = false;
};

/// Why a text is not a URL.
enum class UrlErrorCode : std::uint8_t {
  missing_scheme,           ///< a relative reference, and no base to resolve it against
  relative_to_opaque_base,  ///< a relative reference against a base with an opaque path
  empty_host,               ///< a special scheme needs a host
  invalid_host,             ///< forbidden code point, or the domain fails UTS 46
  invalid_ipv4,
  invalid_ipv6,
  invalid_port,  ///< not a number, or over 65535
  too_long,      ///< over limits::kMaxUrlBytes, or a host over limits::kMaxUnicodeHostBytes
};

/// A URL error: what, and at which byte of the input the parser stood.
struct UrlError {
  UrlErrorCode code;
  std::size_t offset;

  /// One sentence for people, without the input and without a final period.
  [[nodiscard]] std::string_view message() const noexcept;
};

/// A parsed URL that owns its text.
///
///     auto url = cspkit::Url::parse("HTTPS://Example.COM:443/a/../b?q");
///     url->href();          // "https://example.com/b?q"
///     url->view().host;     // "example.com"
///
/// Source: the basic URL parser, https://url.spec.whatwg.org/#concept-basic-url-parser
/// Input is UTF-8; ill-formed sequences are read as U+FFFD, one for each maximal subpart.
class Url {
 public:
  /// Parses `input`, resolved against `base` where one is given.
  [[nodiscard]] static tl::expected<Url, UrlError> parse(std::string_view input,
                                                         const Url* base = nullptr);

  [[nodiscard]] const std::string& href() const noexcept { return href_; }
  /// The components. The views live as long as this object is neither moved nor destroyed.
  [[nodiscard]] UrlView view() const noexcept;

 private:
  friend class UrlParser;
  std::string href_;
  // Offsets into href_; see url.cpp for the invariants.
  std::uint32_t scheme_end_ = 0;
  std::uint32_t username_begin_ = 0, username_end_ = 0;
  std::uint32_t password_begin_ = 0, password_end_ = 0;
  std::uint32_t host_begin_ = 0, host_end_ = 0;
  std::uint32_t path_begin_ = 0, path_end_ = 0;
  std::uint32_t query_begin_ = 0, query_end_ = 0;
  std::uint32_t fragment_begin_ = 0;
  std::int32_t port_ = kNoPort;
  HostKind host_kind_ = HostKind::none;
  bool has_opaque_path_ = false, has_query_ = false, has_fragment_ = false;
};

/// Splits `input` without allocating, where it is an `http`, `https`, `ws` or `wss` URL that already stands in canonical
/// form (lower-case scheme and ASCII domain without `xn--` labels, no credentials, nothing to encode,
/// no dot segments, no default port written out). Anything else answers nullopt, and `Url::parse`
/// is to be asked. Whenever it answers, the answer equals `Url::parse(input)->view()`.
[[nodiscard]] std::optional<UrlView> split_canonical_url(std::string_view input) noexcept;

/// The default port of a special scheme (`http` 80, `https` 443, `ws` 80, `wss` 443, `ftp` 21), or kNoPort.
/// Source: https://url.spec.whatwg.org/#default-port
[[nodiscard]] std::int32_t default_port(std::string_view scheme) noexcept;

/// An origin: opaque, or a tuple of scheme, host and port.
/// Source: https://html.spec.whatwg.org/multipage/browsers.html#concept-origin
struct Origin {
  bool opaque = true;
  std::string scheme;  ///< empty where opaque
  std::string host;    ///< serialized
  HostKind host_kind = HostKind::none;
  std::int32_t port = kNoPort;

  /// `https://example.com:8443`, or `null` where opaque.
  [[nodiscard]] std::string serialize() const;
  friend bool operator==(const Origin&, const Origin&) = default;
};

/// The origin of a URL; a `blob:` URL has the origin of the http(s) or file URL in its path.
/// Source: https://url.spec.whatwg.org/#concept-url-origin
[[nodiscard]] Origin origin_of(const UrlView& url);

}  // namespace cspkit
