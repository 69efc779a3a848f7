// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "match/destinations.h"
#include "match/for_each_policy.h"
#include "match/host_lookup.h"
#include "match/match_source_list.h"
#include "match/match_url.h"
#include "match/profile.h"

/// The short way to most decisions: by the text, of a page with one policy, about a request that brings nothing but an
/// http: or https: URL. It takes the same few steps whatever the policy says, so that a processor has nothing to foresee
/// and a long policy answers as quickly as a short one.
namespace cspkit {

/// The effective directive of requests that may go the short way, by destination; default_src, which is nobody's, where
/// they may not.
inline constexpr auto kShortWayDirectives = [] {
  std::array<DirectiveId, kDestinationCount> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    // XSLT passes the checks of scripts unasked.
    const bool xslt = i == static_cast<std::size_t>(Destination::xslt);
    out[i] = xslt ? DirectiveId::default_src
                  : kDestinations[i].effective.value_or(DirectiveId::default_src);
  }
  return out;
}();

/// The page's policy, where it is the only one and enforced; else nullptr. Most pages have one policy; without a sink
/// its objection is the whole answer then, and nothing hangs on it that a processor would have to foresee.
[[nodiscard]] inline const CompiledPolicy::Data* only_policy(const PolicyList& page) noexcept {
  const std::span policies = page.policies();
  if (policies.size() != 1) return nullptr;
  const CompiledPolicy::Data& data = policies[0].data();
  return data.disposition == Disposition::enforce ? &data : nullptr;
}

/// #does-request-violate-policy for `current_url`, or Objection::unknown(). Where that is for one list to tell, `open_list`
/// is set to it.
[[nodiscard]] inline Objection short_way(const PolicyList& page, const Request& request,
                                         const UrlView& current_url,
                                         const CompiledDirective*& open_list) noexcept {
  constexpr const Profile& P = kProfile<Browser::specification>;
  static_assert(P.plugins_checked_on_redirect && !P.plugins_obey_frame_src &&
                !P.trusts_late_scripts_by_any_policy && !P.strict_dynamic_names_script_src);
  const CompiledPolicy::Data* const data = only_policy(page);
  if (data == nullptr) [[unlikely]]
    return Objection::unknown();
  const HostToFind host(current_url);
  const DirectiveId effective = kShortWayDirectives[static_cast<std::size_t>(request.destination)];
  if (!host.can_be_found || !request.nonce.empty() || !request.integrity.empty() ||
      request.initiator != Initiator::other || request.webtransport != WebTransport::no ||
      effective == DirectiveId::default_src) [[unlikely]] {
    return Objection::unknown();
  }
  if (request.parser_metadata == ParserMetadata::parser_inserted &&
      data->trusts_insertion(effective)) [[unlikely]] {
    return Objection::unknown();
  }
  const CompiledDirective& list = data->decides_by_url(effective);
  const SelfToMatch self(page);
  const HostLookup found(*data, list, host);
  if (found.open != 0 || host.may_be(self.origin.host, self.tail)) [[unlikely]] {
    open_list = &list;
    return Objection::unknown();
  }
  const std::uint64_t by_host = found.entry.accepts & self.accepts & found.same;
  const std::uint64_t passes = list.passes | by_host | by_host >> kAcceptedBySelf;
  const bool allowed = (passes >> static_cast<unsigned>(host.scheme()) & 1) != 0;
  return Objection(effective, list.id).unless(allowed);
}

/// The end of the short way through the list that it left open.
[[nodiscard]] inline Objection short_way_through(const CompiledDirective& list,
                                                 const PolicyList& page, const Request& request,
                                                 const UrlView& current_url) noexcept {
  constexpr Browser B = Browser::specification;
  const auto url = UrlToMatch::make<B>(current_url, SelfToMatch(page), request.redirect_count,
                                       UrlForm::from_fetch);
  const DirectiveId effective = kShortWayDirectives[static_cast<std::size_t>(request.destination)];
  const bool allowed = (list.passes & scheme_bit(url.scheme)) != 0 ||
                       match_url_to_all_sources<B>(*only_policy(page), list, url, effective);
  return Objection(effective, list.id).unless(allowed);
}

}  // namespace cspkit
