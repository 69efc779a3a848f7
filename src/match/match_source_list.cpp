// SPDX-License-Identifier: Apache-2.0
#include "match/match_source_list.h"

#include <bit>

#include "match/host_lookup.h"
#include "match/key_hash.h"
#include "match/match_port.h"

namespace cspkit {
namespace {

template <Browser B>
bool host_kind_can_match(HostKind kind) noexcept {
  // #match-hosts, step 1: only domains. Browsers compare the text of IP addresses too.
  if (kind == HostKind::domain) return true;
  if (kind == HostKind::opaque) return kProfile<B>.opaque_hosts != OpaqueHostRule::text;
  // No source can name an IPv6 address, but the host `*` matches one.
  return kProfile<B>.matches_ip_hosts && (kind == HostKind::ipv4 || kind == HostKind::ipv6);
}

/// Whether the reader forgets this part of the list for 'strict-dynamic''s sake.
template <Browser B>
constexpr bool drops_sources(const CompiledDirective& list) noexcept {
  if constexpr (kProfile<B>.strict_dynamic != StrictDynamicRule::drops_sources) return false;
  return list.has(Keyword::strict_dynamic) &&
         (list.id == DirectiveId::script_src || list.id == DirectiveId::script_src_elem ||
          list.id == DirectiveId::default_src);
}

/// Most hosts have not even the length of the page's own. A blob: URL has another's origin.
bool may_be_self(const UrlToMatch& url) noexcept {
  return url.url.host.size() == url.self.host.size() || url.scheme == SchemeId::blob;
}

/// A source whose host is known to match, and what it has besides.
template <Browser B>
bool source_matches(const CompiledPolicy::Data& data, const CompiledDirective& list,
                    const CompiledSource& source, const UrlToMatch& url,
                    DirectiveId effective) noexcept {
  return !(drops_sources<B>(list) && source.after_strict_dynamic) &&
         match_url_to_host_source<B>(data, source, url, effective);
}

/// #match-hosts, steps 3 and 4: whether the host of the source, or its wildcard's suffix, is that of `host`. It is likely.
bool key_ends(const CompiledPolicy::Data& data, const CompiledSource& source,
              std::string_view host) noexcept {
  const bool equal = source.key_size == host.size();
  const bool shorter = source.key_size < host.size();
  return (equal | (source.host_wildcard & shorter)) &&
         equal_keys(data.key(source), host.substr(host.size() - source.key_size));
}

/// Hosts that are looked up by name: the exact host, then each wildcard's suffix.
template <Browser B>
bool any_source_of_name(const CompiledPolicy::Data& data, const CompiledDirective& list,
                        const UrlToMatch& url, DirectiveId effective) noexcept {
  const std::string_view host = url.url.host;
  const auto index = static_cast<std::uint8_t>(&list - data.directives);
  const auto probe = [&](KeyKind kind, std::string_view key) noexcept {
    return any_of_hash(data, key_hash(kind, index, key),
                       [&](const CompiledSource& source) noexcept {
                         return equal_keys(data.key(source), key) &&
                                source.host_wildcard == (kind == KeyKind::suffix) &&
                                source_matches<B>(data, list, source, url, effective);
                       });
  };
  // #match-hosts, step 4.
  if (((list.host_lengths >> (host.size() % 64)) & 1) != 0 && probe(KeyKind::host, host))
    return true;
  // #match-hosts, step 3: "*.example" matches what ends with ".example". The lengths that the list
  // has say where to look, so that the host itself is not searched for dots.
  for (std::uint64_t lengths = list.suffix_lengths; lengths != 0; lengths &= lengths - 1) {
    const auto shortest = static_cast<std::size_t>(std::countr_zero(lengths));
    for (std::size_t size = shortest == 0 ? 64 : shortest; size <= host.size(); size += 64) {
      const std::string_view suffix = host.substr(host.size() - size);
      if (suffix.front() == '.' && probe(KeyKind::suffix, suffix)) return true;
    }
  }
  return false;
}

/// Scheme-sources of schemes that CSP gives no meaning, and hosts that are `*`.
template <Browser B>
bool any_unusual_source(const CompiledPolicy::Data& data, const CompiledDirective& list,
                        const UrlToMatch& url, DirectiveId effective) noexcept {
  const auto index = static_cast<std::uint8_t>(&list - data.directives);
  if (url.scheme == SchemeId::other && (list.schemes & scheme_bit(SchemeId::other)) != 0 &&
      any_of_hash(data, key_hash(KeyKind::scheme, index, url.url.scheme),
                  [&](const CompiledSource& s) noexcept {
                    return s.kind == SourceKind::scheme &&
                           !(drops_sources<B>(list) && s.after_strict_dynamic) &&
                           equals_ignoring_ascii_case(data.key(s), url.url.scheme);
                  })) {
    return true;
  }
  if (!list.any_host) return false;
  const bool hostless = url.url.host_kind == HostKind::none;
  if (!hostless && !host_kind_can_match<B>(url.url.host_kind)) return false;
  // #match-hosts, step 2: "*" matches every domain.
  return any_of_hash(
      data, key_hash(KeyKind::any_host, index, {}), [&](const CompiledSource& s) noexcept {
        if (s.kind != SourceKind::host || s.key_size != 0) return false;
        return hostless ? match_url_without_host<B>(data, s, url)
                        : s.host_wildcard && source_matches<B>(data, list, s, url, effective);
      });
}

/// Hosts that are looked up by their last bytes.
template <Browser B>
bool any_source_of_tail(const CompiledPolicy::Data& data, const CompiledDirective& list,
                        const UrlToMatch& url, DirectiveId effective) noexcept {
  const std::string_view host = url.url.host;
  if (host.size() < HostTails::kShortest) return any_source_of_name<B>(data, list, url, effective);
  std::uint8_t number = list.tails.find(HostTails::tail_of(host));
  for (; number != HostTails::kNone; number = list.tails.entry(number).next) {
    if (number == HostTails::kMany) return any_source_of_name<B>(data, list, url, effective);
    const CompiledSource& source = data.sources[list.tails.entry(number).source];
    if (key_ends(data, source, host) && source_matches<B>(data, list, source, url, effective)) {
      return true;
    }
  }
  return false;
}

/// The scheme-part and the port-part of an entry, for a URL without a port.
template <Browser B>
bool scheme_and_port_match(const CompiledPolicy::Data& data, const HostEntry& entry,
                           const UrlToMatch& url, DirectiveId effective) noexcept {
  if constexpr (kProfile<B>.port == PortRule::text && kProfile<B>.ws_source_matches_http) {
    return (entry.accepts & asked_of_accepted(url.scheme) & url.self_accepts) != 0;
  } else {
    const CompiledSource& source = data.sources[entry.source];
    const bool scheme = common_scheme_part_match(source, url);
    const bool port = port_part_of_source_match<B>(source, url, effective);
    return scheme & port;
  }
}

}  // namespace

// https://w3c.github.io/webappsec-csp/#match-url-to-source-list
template <Browser B>
bool match_url_to_all_sources(const CompiledPolicy::Data& data, const CompiledDirective& list,
                              const UrlToMatch& url, DirectiveId effective) noexcept {
  constexpr const Profile& P = kProfile<B>;
  // 2, 3. An empty list, and 'none' alone, hold nothing that could match below.
  const bool drops = drops_sources<B>(list);
  // 4. Each kind of expression in turn, the cheapest first; one match is enough.
  if (list.star && match_star<B>(url, list.id)) return true;
  const SchemeSet schemes = drops ? list.schemes_before_strict_dynamic : list.schemes;
  if ((schemes & url.source_schemes & ~scheme_bit(SchemeId::other)) != 0) return true;
  if (!drops && list.has(Keyword::self) && may_be_self(url) && match_self<B>(url, effective))
    return true;
  if (P.self_matches_blob_frames && list.id == DirectiveId::frame_src && list.has(Keyword::self) &&
      url.url.scheme == "blob" && !url.self.opaque && origin_of(url.url) == url.self) {
    return true;
  }
  if (any_unusual_source<B>(data, list, url, effective)) return true;
  if (!host_kind_can_match<B>(url.url.host_kind)) return false;
  if (P.opaque_hosts == OpaqueHostRule::star_only && url.url.host_kind == HostKind::opaque)
    return false;
  return any_source_of_tail<B>(data, list, url, effective);
}

template <Browser B>
bool match_url_to_source_list(const CompiledPolicy::Data& data, const CompiledDirective& list,
                              const UrlToMatch& url, DirectiveId effective) noexcept {
  const HostToFind host(url.url);
  if (!host.can_be_found || list.star || drops_sources<B>(list) ||
      (list.schemes & url.source_schemes) != 0 || host.may_be(url.self.host, url.self_tail)) {
    return match_url_to_all_sources<B>(data, list, url, effective);
  }
  const HostLookup found(data, list, host);
  if (found.open != 0) [[unlikely]]
    return match_url_to_all_sources<B>(data, list, url, effective);
  return found.same != 0 && scheme_and_port_match<B>(data, found.entry, url, effective);
}

#define CSPKIT_INSTANTIATE(B)                                                                      \
  template bool match_url_to_source_list<B>(const CompiledPolicy::Data&, const CompiledDirective&, \
                                            const UrlToMatch&, DirectiveId) noexcept;              \
  template bool match_url_to_all_sources<B>(const CompiledPolicy::Data&, const CompiledDirective&, \
                                            const UrlToMatch&, DirectiveId) noexcept;
CSPKIT_INSTANTIATE(Browser::specification)
CSPKIT_INSTANTIATE(Browser::chromium)
CSPKIT_INSTANTIATE(Browser::firefox)
CSPKIT_INSTANTIATE(Browser::webkit)
#undef CSPKIT_INSTANTIATE

}  // namespace cspkit
