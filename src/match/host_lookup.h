// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "match/compiled.h"

namespace cspkit {

/// The host of a URL that may be looked up by its end: of one that begins with `http://` or `https://`, goes on with a
/// domain, and has no port.
struct HostToFind {
  const UrlView& url;
  bool can_be_found;       ///< whether the URL is such a one; what follows counts only then
  std::uint64_t tail = 0;  ///< HostTails::tail_of()

  explicit HostToFind(const UrlView& u) noexcept : url(u), can_be_found(is_such(u)) {
    if (can_be_found) tail = HostTails::tail_at(end());
  }
  [[nodiscard]] SchemeId scheme() const noexcept {
    static_assert(SchemeId{1} == SchemeId::http && SchemeId{2} == SchemeId::https);
    return static_cast<SchemeId>(url.scheme.size() - 3);
  }
  [[nodiscard]] const char* end() const noexcept { return url.host.data() + url.host.size(); }
  /// Whether it may be `other`, whose tail_of() is `other_tail`. Nearly always it is, then.
  [[nodiscard]] bool may_be(std::string_view other, std::uint64_t other_tail) const noexcept {
    return tail == other_tail && url.host.size() == other.size();
  }

 private:
  static bool is_such(const UrlView& url) noexcept {
    constexpr std::string_view kHttps = "https://", kHttp = "http";
    const char* const begin = url.scheme.data();
    const std::size_t size = url.scheme.size();
    // Where the host stands behind its scheme, HostEnd may read what stands before it.
    return url.host_kind == HostKind::domain && url.port == kNoPort &&
           url.host.size() >= HostEnd::kShortestBehindScheme &&
           url.host.data() == begin + size + std::string_view("://").size() &&
           (size == 5 ? load8(begin) == load8(kHttps.data()) : url.scheme == kHttp);
  }
};

/// What a list says to a host by the one source that, most often, is the only one to end as the host does. No processor
/// foresees which hosts are listed, and which of those match: nothing is waited for until all is known.
struct HostLookup {
  const HostEntry& entry;
  std::uint64_t same;  ///< all ones where the entry's host matches, else 0
  std::uint64_t open;  ///< not 0 where more of the list has to be asked

  HostLookup(const CompiledPolicy::Data& data, const CompiledDirective& list,
             const HostToFind& host) noexcept
      : entry(list.tails.entry(list.tails.find(host.tail))),
        same(entry.end.matches(data.text, host.end(), host.url.host.size(), host.tail)),
        open(entry.more & (kMoreSources | same)) {}
};

}  // namespace cspkit
