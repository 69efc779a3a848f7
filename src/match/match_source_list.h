// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "match/match_url.h"

/// Whether a URL matches a list of sources: all of the algorithm, and a short way through it for the most common
/// lists and URLs.
namespace cspkit {

/// #match-url-to-source-list, without the short way.
template <Browser B>
[[nodiscard]] bool match_url_to_any_source_list(const CompiledPolicy::Data& data,
                                                const CompiledDirective& list,
                                                const UrlToMatch& url,
                                                DirectiveId effective) noexcept;

/// Whether a source of the list matches whose host ends as the URL's does. `tail` is what the list's HostTails found,
/// other than kNone; the list is ordinary, and the URL's scheme not SchemeId::other.
template <Browser B>
[[nodiscard]] bool any_source_of_tail(const CompiledPolicy::Data& data,
                                      const CompiledDirective& list, std::uint8_t tail,
                                      const UrlToMatch& url, DirectiveId effective) noexcept;

/// Whether nothing of the list but its sources with hosts can match. Several questions, asked as one, so that a
/// processor has one answer to foresee.
[[nodiscard]] inline bool only_hosts_can_match(const CompiledDirective& list,
                                               const UrlToMatch& url) noexcept {
  const std::size_t host_size = url.url.host.size();
  const bool scheme = (list.schemes & url.source_schemes) != 0;
  // Most hosts have not even the length of the page's own.
  const bool self_in_list = list.has(Keyword::self);
  const bool self = self_in_list & (host_size == url.self.host.size());
  const bool unusual = (url.url.host_kind != HostKind::domain) | (url.scheme == SchemeId::other) |
                       (host_size < HostTails::kShortest);
  return list.ordinary & !(scheme | self | unusual);
}

/// #match-url-to-source-list. `effective` is the directive that the question is about, which some
/// browsers look at.
template <Browser B>
[[nodiscard]] inline bool match_url_to_source_list(const CompiledPolicy::Data& data,
                                                   const CompiledDirective& list,
                                                   const UrlToMatch& url,
                                                   DirectiveId effective) noexcept {
  if (!only_hosts_can_match(list, url)) [[unlikely]]
    return match_url_to_any_source_list<B>(data, list, url, effective);
  const std::uint8_t tail = list.tails.find(url.url.host);
  return tail != HostTails::kNone && any_source_of_tail<B>(data, list, tail, url, effective);
}

}  // namespace cspkit
