// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "cspkit/url.h"
#include "match/compiled.h"
#include "match/key_hash.h"
#include "match/profile.h"
#include "match/scheme.h"

/// URL matching, once for each reader of a policy (Browser), all from the same steps.
/// Source: https://w3c.github.io/webappsec-csp/#matching-urls
namespace cspkit {

/// Whether a URL comes from Fetch, which rewrites the schemes of WebSockets, or as the page wrote
/// it.
enum class UrlForm : std::uint8_t { from_fetch, as_written };

/// The origin that `'self'` stands for, as decisions ask for it. A PolicyList keeps it in this form.
struct SelfToMatch {
  const Origin& origin;
  std::uint64_t tail;       ///< HostTails::tail_of() its host
  AcceptedSchemes accepts;  ///< accepted_beside() its scheme
  SchemeId scheme;          ///< none where it is opaque

  explicit SelfToMatch(const Origin& self) noexcept
      : origin(self),
        tail(HostTails::tail_of(self.host)),
        accepts(accepted_beside(self.opaque ? SchemeId::none : scheme_id(self.scheme))),
        scheme(self.opaque ? SchemeId::none : scheme_id(self.scheme)) {}
  explicit SelfToMatch(const PolicyList& list) noexcept
      : origin(list.self_origin_),
        tail(list.self_tail_),
        accepts(list.self_accepts_),
        scheme(static_cast<SchemeId>(list.self_scheme_)) {}
};

/// A URL and the origin that `'self'` stands for, prepared once for a whole list of policies.
struct UrlToMatch {
  const UrlView& url;
  const Origin& self;
  std::uint32_t redirect_count;
  SchemeId scheme;
  std::int32_t port;         ///< kNoPort where null
  SchemeSet source_schemes;  ///< the scheme-sources that match
  SchemeId self_scheme;      ///< as SelfToMatch has them
  AcceptedSchemes self_accepts;
  std::uint64_t self_tail;

  template <Browser B>
  static UrlToMatch make(const UrlView& url, const SelfToMatch& self, std::uint32_t redirect_count,
                         UrlForm form) noexcept {
    constexpr const Profile& P = kProfile<B>;
    SchemeId scheme = scheme_id(url.scheme);
    if (P.rewrites_websocket_schemes && form == UrlForm::from_fetch) {
      // Fetch hands WebSocket URLs over as http(s); their default ports are the same.
      // https://websockets.spec.whatwg.org/#concept-websocket-establish, step 2
      if (scheme == SchemeId::ws) scheme = SchemeId::http;
      if (scheme == SchemeId::wss) scheme = SchemeId::https;
    }
    return {url,
            self.origin,
            redirect_count,
            scheme,
            url.port,
            kMatchingSourceSchemes<P.ws_source_matches_http>[static_cast<std::size_t>(scheme)],
            self.scheme,
            self.accepts,
            self.tail};
  }
};

/// The scheme-part of a source, or the origin's scheme in its stead. That is read before it is known to be wanted:
/// about every second source has a scheme of its own, which no processor foresees.
[[nodiscard]] inline SchemeId scheme_part(const CompiledSource& source,
                                          const UrlToMatch& url) noexcept {
  const SchemeId self_scheme = url.self_scheme;
  return source.scheme == SchemeId::none ? self_scheme : source.scheme;
}

/// #match-schemes, where the scheme_part() and the URL's scheme are not both SchemeId::other.
[[nodiscard]] inline bool common_scheme_part_match(const CompiledSource& source,
                                                   const UrlToMatch& url) noexcept {
  return (url.source_schemes & scheme_bit(scheme_part(source, url))) != 0;
}

/// Steps 1.1 to 1.4 of #match-schemes, for a scheme-part that a source (or the origin, in its
/// stead) has.
[[nodiscard]] bool scheme_part_match(const CompiledPolicy::Data& data, const CompiledSource& source,
                                     const UrlToMatch& url) noexcept;

/// Whether the reader lets a request or a form submission pass unasked, since its URL is an about: URL.
[[nodiscard]] inline bool passes_as_about(const Profile& profile, const UrlView& url,
                                          DirectiveId effective) noexcept {
  if (profile.about == AboutRule::text || url.scheme != "about") return false;
  if (effective == DirectiveId::form_action) return profile.about == AboutRule::frames_and_forms;
  return profile.about == AboutRule::requests || effective == DirectiveId::frame_src ||
         effective == DirectiveId::object_src;
}

/// #match-paths: `path_a` is the source's, `path_b` the URL's.
[[nodiscard]] bool path_part_match(std::string_view path_a, std::string_view path_b) noexcept;
/// The browsers' way: both paths are decoded as a whole first.
[[nodiscard]] bool decoded_path_match(std::string_view path_a, std::string_view path_b) noexcept;

/// Steps 2 and 3 of #match-url-to-source-expression for one source whose host is known to match
/// already.
template <Browser B>
[[nodiscard]] bool match_url_to_host_source(const CompiledPolicy::Data& data,
                                            const CompiledSource& source, const UrlToMatch& url,
                                            DirectiveId directive) noexcept;

/// The same for a source whose host is `*` and a URL that has none, which no step of the text matches.
template <Browser B>
[[nodiscard]] bool match_url_without_host(const CompiledPolicy::Data& data,
                                          const CompiledSource& source,
                                          const UrlToMatch& url) noexcept;

/// Steps 1 and 4 of #match-url-to-source-expression: `*` alone, and `'self'`.
template <Browser B>
[[nodiscard]] bool match_star(const UrlToMatch& url, DirectiveId effective) noexcept;
template <Browser B>
[[nodiscard]] bool match_self(const UrlToMatch& url, DirectiveId effective) noexcept;

}  // namespace cspkit
