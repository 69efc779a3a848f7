// SPDX-License-Identifier: Apache-2.0
#include "match/match_url.h"

#include "base/ascii.h"
#include "match/match_port.h"

namespace cspkit {
namespace {

/// One step through a path: a byte, and whether it stood there as a literal slash.
struct PathUnit {
  unsigned char byte;
  bool slash;
};

/// Reads a path byte by byte, percent-decoding as it goes. Source:
/// https://url.spec.whatwg.org/#percent-decode
class PathReader {
 public:
  explicit PathReader(std::string_view path) noexcept : path_(path) {}
  [[nodiscard]] bool done() const noexcept { return at_ == path_.size(); }
  PathUnit next() noexcept {
    const char c = path_[at_++];
    if (c == '%' && at_ + 1 < path_.size() && is_ascii_hex_digit(path_[at_]) &&
        is_ascii_hex_digit(path_[at_ + 1])) {
      const unsigned value = hex_value(path_[at_]) * 16 + hex_value(path_[at_ + 1]);
      at_ += 2;
      return {static_cast<unsigned char>(value), false};
    }
    return {static_cast<unsigned char>(c), c == '/'};
  }

 private:
  std::string_view path_;
  std::size_t at_ = 0;
};

enum class SlashRule : std::uint8_t { literal_only, decoded_too };

template <SlashRule R>
bool compare_paths(std::string_view path_a, std::string_view path_b) noexcept {
  PathReader a(path_a);
  PathReader b(path_b);
  bool a_ends_in_slash = false;
  while (!a.done()) {
    if (b.done()) return false;
    const PathUnit ua = a.next();
    const PathUnit ub = b.next();
    if (ua.byte != ub.byte) return false;
    if (R == SlashRule::literal_only && ua.slash != ub.slash) return false;
    a_ends_in_slash = R == SlashRule::literal_only ? ua.slash : ua.byte == '/';
  }
  return a_ends_in_slash || b.done();
}

template <Browser B>
constexpr bool reads(std::uint16_t forms) noexcept {
  return (forms & ~kProfile<B>.forms) == 0;
}

/// #match-schemes, where the scheme-part or what stands in its stead is SchemeId::other.
bool other_scheme_part_match(const CompiledPolicy::Data& data, const CompiledSource& source,
                             const UrlToMatch& url) noexcept {
  if (url.scheme != SchemeId::other) return false;
  const std::string_view text = source.scheme == SchemeId::none
                                    ? std::string_view(url.self.scheme)
                                    : data.token(source).substr(0, url.url.scheme.size());
  // The token goes on with a colon exactly where the URL's scheme ends.
  const bool ends =
      source.scheme == SchemeId::none || data.token(source).substr(text.size()).starts_with(':');
  return ends && equals_ignoring_ascii_case(text, url.url.scheme);
}

}  // namespace

// https://w3c.github.io/webappsec-csp/#match-schemes
bool scheme_part_match(const CompiledPolicy::Data& data, const CompiledSource& source,
                       const UrlToMatch& url) noexcept {
  if (scheme_part(source, url) != SchemeId::other) [[likely]]
    return common_scheme_part_match(source, url);
  return other_scheme_part_match(data, source, url);
}

// https://w3c.github.io/webappsec-csp/#match-paths
bool path_part_match(std::string_view path_a, std::string_view path_b) noexcept {
  // 1. The empty path matches all.
  if (path_a.empty()) return true;
  // 2. "/" matches the empty path.
  if (path_a == "/" && path_b.empty()) return true;
  // 3 to 9. Piece by piece; a final slash leaves the rest of path B open.
  return compare_paths<SlashRule::literal_only>(path_a, path_b);
}

bool decoded_path_match(std::string_view path_a, std::string_view path_b) noexcept {
  if (path_a.empty() || (path_a == "/" && path_b.empty())) return true;
  return compare_paths<SlashRule::decoded_too>(path_a, path_b);
}

template <Browser B>
bool match_star(const UrlToMatch& url, DirectiveId effective) noexcept {
  constexpr StarRule R = kProfile<B>.star;
  if constexpr (R == StarRule::all_but_local) {
    return url.scheme != SchemeId::data && url.scheme != SchemeId::blob &&
           url.scheme != SchemeId::filesystem;
  }
  // 1.1 HTTP(S) schemes.
  if (url.scheme == SchemeId::http || url.scheme == SchemeId::https) return true;
  if constexpr (R != StarRule::text) {
    if (url.scheme == SchemeId::ws || url.scheme == SchemeId::wss) return true;
  }
  if constexpr (R == StarRule::network_or_embedded) {
    if (url.scheme == SchemeId::data &&
        (effective == DirectiveId::img_src || effective == DirectiveId::media_src)) {
      return true;
    }
    if (url.scheme == SchemeId::blob && effective == DirectiveId::media_src) return true;
  }
  // 2, 3. `*` is a host-source, too; beyond step 1 that reaches only from a ws: page to wss:.
  if constexpr (R == StarRule::text) {
    if (url.self_scheme == SchemeId::ws && url.scheme == SchemeId::wss && url.port == kNoPort &&
        url.url.host_kind == HostKind::domain) {
      return true;
    }
  }
  // 1.2 The origin's own scheme.
  return !url.self.opaque && url.self.scheme == url.url.scheme;
}

template <Browser B>
bool match_self(const UrlToMatch& url, [[maybe_unused]] DirectiveId effective) noexcept {
  if (url.self.opaque) return false;
  constexpr SelfRule R = kProfile<B>.self;
  if constexpr (R == SelfRule::text) {
    // 4.1 The same origin. A blob: URL has the origin of the URL within.
    if (url.url.scheme == "blob") return origin_of(url.url) == url.self;
    if (url.url.host != url.self.host || url.url.host_kind != url.self.host_kind) return false;
    if (url.scheme == url.self_scheme && url.port == url.self.port &&
        (url.scheme != SchemeId::other || url.url.scheme == url.self.scheme)) {
      return true;
    }
    // 4.2 The same host; ports equal (null included), or each the default of its scheme; and no
    // downgrade.
    const auto is_default = [](std::int32_t port, SchemeId scheme) {
      return port == kNoPort || port == default_port(scheme);
    };
    const bool both_default =
        is_default(url.self.port, url.self_scheme) && is_default(url.port, url.scheme);
    if (url.self.port != url.port && !both_default) return false;
    return url.scheme == SchemeId::https || url.scheme == SchemeId::wss ||
           (url.self_scheme == SchemeId::http &&
            (url.scheme == SchemeId::http || url.scheme == SchemeId::ws));
  } else if constexpr (R == SelfRule::chromium) {
    if (url.url.host != url.self.host || url.url.host_kind == HostKind::opaque) return false;
    return decided_by_browser_process(effective) ? chromium_navigation_self_match(url)
                                                 : chromium_self_port_match(url);
  } else {
    if (url.url.host != url.self.host || url.url.host_kind == HostKind::none) return false;
    return self_scheme_match<B>(url) &&
           port_part_match<B>(url, url.self_scheme,
                              url.self.port == kNoPort ? kPortAbsent : url.self.port,
                              DirectiveId::default_src);
  }
}

// https://w3c.github.io/webappsec-csp/#match-url-to-source-expression, steps 2 and 3
template <Browser B>
bool match_url_to_host_source(const CompiledPolicy::Data& data, const CompiledSource& source,
                              const UrlToMatch& url, DirectiveId effective) noexcept {
  constexpr const Profile& P = kProfile<B>;
  if (!reads<B>(source.forms)) return false;
  // 2.1, 3.2 The scheme-part, or the origin's scheme in its stead.
  if (!scheme_part_match(data, source, url)) return false;
  // 3.4, 3.5 The port-part.
  if (!port_part_of_source_match<B>(source, url, effective)) return false;
  // 3.6 The path-part, unless a redirect happened.
  if (source.path_size == 0) return true;
  if (P.opaque_hosts == OpaqueHostRule::without_path && url.url.host_kind == HostKind::opaque)
    return false;
  if (url.redirect_count != 0) return true;
  if (P.ignores_ancestor_path && effective == DirectiveId::frame_ancestors) return true;
  return P.decodes_whole_path ? decoded_path_match(data.path(source), url.url.path)
                              : path_part_match(data.path(source), url.url.path);
}

template <Browser B>
bool match_url_without_host(const CompiledPolicy::Data& data, const CompiledSource& source,
                            const UrlToMatch& url) noexcept {
  constexpr HostlessRule R = kProfile<B>.hostless;
  if constexpr (R == HostlessRule::text) return false;
  if (R == HostlessRule::no_embedded &&
      (url.scheme == SchemeId::data || url.scheme == SchemeId::blob ||
       url.scheme == SchemeId::filesystem)) {
    return false;
  }
  return reads<B>(source.forms) && source.scheme != SchemeId::none &&
         scheme_part_match(data, source, url) &&
         (source.port == kPortAbsent || source.port == kPortWildcard) &&
         decoded_path_match(data.path(source), url.url.path);
}

#define CSPKIT_INSTANTIATE(B)                                                                   \
  template bool match_star<B>(const UrlToMatch&, DirectiveId) noexcept;                         \
  template bool match_self<B>(const UrlToMatch&, DirectiveId) noexcept;                         \
  template bool match_url_to_host_source<B>(const CompiledPolicy::Data&, const CompiledSource&, \
                                            const UrlToMatch&, DirectiveId) noexcept;           \
  template bool match_url_without_host<B>(const CompiledPolicy::Data&, const CompiledSource&,   \
                                          const UrlToMatch&) noexcept;
CSPKIT_INSTANTIATE(Browser::specification)
CSPKIT_INSTANTIATE(Browser::chromium)
CSPKIT_INSTANTIATE(Browser::firefox)
CSPKIT_INSTANTIATE(Browser::webkit)
#undef CSPKIT_INSTANTIATE

}  // namespace cspkit
