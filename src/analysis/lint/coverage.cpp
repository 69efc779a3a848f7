// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/coverage.h"

#include <algorithm>
#include <bit>

#include "base/ascii.h"
#include "cspkit/url.h"
#include "match/key_hash.h"

namespace cspkit::linting {
namespace {

bool is_web(SchemeId scheme) noexcept {
  return scheme == SchemeId::http || scheme == SchemeId::https;
}

/// Whether a URL's scheme that suits `b` suits `a`. A source without a scheme has the page's. `http` covers `https`
/// as well, but nobody is to be told that the secure one of the two can go.
bool scheme_covers(std::string_view a, std::string_view b, const PageOrigin& page) noexcept {
  const SchemeId covering = scheme_id(a);
  const SchemeId covered = scheme_id(b);
  if (covering == covered) return covering != SchemeId::other || equals_ignoring_ascii_case(a, b);
  // On an http page the readers differ about what a source without a scheme matches.
  return page.scheme == SchemeId::https &&
         (covering == SchemeId::none || covering == SchemeId::https) &&
         (covered == SchemeId::none || covered == SchemeId::https);
}

bool port_covers(const SourceExpression& a, const SourceExpression& b,
                 const PageOrigin& page) noexcept {
  if (a.port == kPortWildcard || a.port == b.port) return true;
  // Browsers upgrade 80 to 443, so that only the secure default says the same as no port.
  const SchemeId scheme = b.scheme.empty() ? page.scheme : scheme_id(b.scheme);
  return a.port == kPortAbsent && scheme == SchemeId::https && b.port == default_port(scheme);
}

bool path_covers(std::string_view a, std::string_view b) noexcept {
  // Firefox decodes some paths twice, so that encoded ones are left alone.
  if (b.find('%') != b.npos || a.find('%') != a.npos) return false;
  return a.empty() || a == b || (a.back() == '/' && (a == "/" || b.starts_with(a)));
}

/// `127.0.0.1`: what looks like a subdomain is none.
bool is_numeric_host(std::string_view host) noexcept {
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return !last.empty() && std::ranges::all_of(last, is_ascii_digit);
}

bool host_covers(const SourceExpression& a, const SourceExpression& b) noexcept {
  if (a.host.empty()) return true;
  if (equals_ignoring_ascii_case(a.host, b.host)) return a.host_wildcard == b.host_wildcard;
  if (!a.host_wildcard || b.host.size() <= a.host.size() || is_numeric_host(b.host)) return false;
  const std::string_view end = b.host.substr(b.host.size() - a.host.size());
  return b.host[b.host.size() - a.host.size() - 1] == '.' &&
         equals_ignoring_ascii_case(end, a.host);
}

/// #match-url-to-source-expression, step 4, for a host-source that names the page's own origin.
bool self_covers(const SourceExpression& b, const PageOrigin& page) noexcept {
  if (b.kind != SourceKind::host || b.host_wildcard || page.scheme != SchemeId::https) return false;
  // Older Safari lets 'self' match no WebSockets, so that they are written out on purpose.
  const SchemeId scheme = scheme_id(b.scheme);
  if (scheme != SchemeId::none && scheme != SchemeId::https) return false;
  const bool same_port =
      b.port == page.port || (page.port == kPortAbsent && b.port == default_port(SchemeId::https));
  return same_port && equals_ignoring_ascii_case(b.host, page.host);
}

bool says_the_same(const SourceExpression& a, const SourceExpression& b) noexcept {
  return a.kind == b.kind && a.host_wildcard == b.host_wildcard && a.port == b.port &&
         a.path == b.path && equals_ignoring_ascii_case(a.scheme, b.scheme) &&
         equals_ignoring_ascii_case(a.host, b.host);
}

/// What tells of most sources that they cover nothing and nothing covers them, without comparing them with others.
class Needed {
 public:
  Needed(const DirectiveFacts& list, const PageOrigin& page) noexcept : list_(list), page_(page) {
    // Without one of these, a plain host is covered by a host of its domain, or by 'self'.
    wide_ = list.has_every_host() || list.has_odd_host() ||
            (list.has_scheme() && std::ranges::any_of(list.sources, is_network_scheme));
  }
  [[nodiscard]] bool all() const noexcept {
    return !wide_ && (list_.all_apart() || !list_.has_host()) &&
           std::ranges::all_of(list_.sources, [this](const Source& each) { return tells(each); });
  }
  /// Whether the source is one of those.
  [[nodiscard]] bool tells(const Source& source) const noexcept {
    const SourceExpression& expression = source.expression;
    if (wide_) return false;
    if (expression.kind != SourceKind::host) return true;
    return expression.plain && expression.alone &&
           (expression.host.size() != page_.host.size() || !list_.has(Keyword::self));
  }

 private:
  static bool is_network_scheme(const Source& source) noexcept {
    return source.expression.kind == SourceKind::scheme && !source.is_scheme("data") &&
           !source.is_scheme("blob");
  }
  const DirectiveFacts& list_;
  const PageOrigin& page_;
  bool wide_;
};

}  // namespace

PageOrigin PageOrigin::of(std::string_view document_url) noexcept {
  const auto url = split_canonical_url(document_url);
  if (!url) return {};
  return {scheme_id(url->scheme), url->host, url->port == kNoPort ? kPortAbsent : url->port};
}

// https://w3c.github.io/webappsec-csp/#match-url-to-source-expression
bool covers(const SourceExpression& a, const SourceExpression& b, const PageOrigin& page) noexcept {
  if (a.forms != kFormPlain || b.forms != kFormPlain || b.path.find('%') != b.path.npos)
    return false;
  const SchemeId scheme = b.scheme.empty() ? page.scheme : scheme_id(b.scheme);
  switch (a.kind) {
    // 1. `*` matches http(s) whatever the host; of WebSockets, what Fetch has rewritten.
    case SourceKind::star:
      return (b.kind == SourceKind::host || b.kind == SourceKind::scheme) && is_web(scheme) &&
             (!b.scheme.empty() || scheme == SchemeId::https);
    // 2. A scheme-source asks nothing else.
    case SourceKind::scheme:
      return (b.kind == SourceKind::host || b.kind == SourceKind::scheme) &&
             scheme_covers(a.scheme, b.scheme, page);
    case SourceKind::host:
      return b.kind == SourceKind::host && scheme_covers(a.scheme, b.scheme, page) &&
             host_covers(a, b) && port_covers(a, b, page) && path_covers(a.path, b.path);
    case SourceKind::keyword: return a.keyword == Keyword::self && self_covers(b, page);
    default: return false;
  }
}

std::uint32_t HostIndex::hash(std::string_view host) noexcept {
  return key_hash(KeyKind::host, 0, host);
}

HostIndex::HostIndex(std::span<const Source> list) {
  if (list.size() <= kSmall) {
    heads_ = std::span(small_heads_).first(std::bit_ceil(2 * list.size()));
    next_ = small_next_;
  } else {
    large_heads_.resize(std::bit_ceil(2 * list.size()));
    large_next_.resize(list.size());
    heads_ = large_heads_;
    next_ = large_next_;
  }
  mask_ = static_cast<std::uint32_t>(heads_.size() - 1);
  std::ranges::fill(heads_, kNone);
  // What has no path covers most, and is to be met first: it goes in last.
  insert(list, true);
  insert(list, false);
}

void HostIndex::insert(std::span<const Source> list, bool with_path) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const SourceExpression& source = list[i].expression;
    if (source.kind != SourceKind::host || source.path.empty() == with_path) continue;
    if (source.alone) continue;  // covers none, or those that ask for no host
    std::uint32_t& head = heads_[hash(source.host) & mask_];
    next_[i] = head;
    head = static_cast<std::uint32_t>(i);
    if (source.host_wildcard) wildcard_lengths_ |= std::uint64_t{1} << (source.host.size() % 64);
  }
}

void find_redundant(const DirectiveFacts& list, const PageOrigin& page,
                    std::vector<Redundant>& found) {
  // With 'strict-dynamic' most of the list counts for nothing, and WebKit looks at its order.
  if (list.sources.size() < 2 || list.has(Keyword::strict_dynamic)) return;
  const Needed needed(list, page);
  if (needed.all()) return;
  // What asks for no host covers by itself; there are at most a few kinds of it.
  constexpr std::size_t kMostWide = 16;
  std::array<std::size_t, kMostWide> wide{};
  std::size_t wides = 0, hosts = 0;
  for (std::size_t i = 0; i < list.sources.size(); ++i) {
    const Source& source = list.sources[i];
    const bool host = source.expression.kind == SourceKind::host;
    hosts += host ? 1 : 0;
    const bool any_host = host && source.expression.host.empty();
    if ((any_host || (source.is_place() && !host) || source.is(Keyword::self)) &&
        wides < kMostWide) {
      wide[wides++] = i;
    }
  }
  if (hosts + wides < 2) return;
  const HostIndex index(list.sources);
  for (std::size_t i = 0; i < list.sources.size(); ++i) {
    const SourceExpression& covered = list.sources[i].expression;
    if (!list.sources[i].is_place() || covered.kind == SourceKind::star) continue;
    if (needed.tells(list.sources[i])) continue;
    const auto is_covered_by = [&](std::size_t j) {
      const SourceExpression& covering = list.sources[j].expression;
      if (j == i || !covers(covering, covered, page)) return false;
      if (says_the_same(covering, covered)) return false;
      if (j > i && covers(covered, covering, page)) return false;
      found.push_back({&list.sources[i], &list.sources[j]});
      return true;
    };
    if (std::any_of(wide.begin(), wide.begin() + static_cast<std::ptrdiff_t>(wides),
                    is_covered_by)) {
      continue;
    }
    if (covered.kind == SourceKind::host && !covered.host.empty())
      index.any_candidate(covered.host, is_covered_by);
  }
}

}  // namespace cspkit::linting
