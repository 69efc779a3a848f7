// SPDX-License-Identifier: Apache-2.0
#include "match/element.h"
#include "match/for_each_policy.h"
#include "match/match_source_list.h"
#include "match/profile.h"
#include "match/script_check.h"
#include "match/short_way.h"

/// Requests. Source: https://w3c.github.io/webappsec-csp/#fetch-integration
namespace cspkit {
namespace {

using enum DirectiveId;

/// Directives that a prefetch may lean on, in #does-resource-hint-violate-policy, step 3.1.
/// Spec issue: the text leaves default-src itself out of the list, so that `default-src 'self'`
/// alone would block every prefetch. Chromium asks it too, and so does this.
constexpr DirectiveId kResourceHintDirectives[] = {
    default_src, child_src,  connect_src, font_src,        frame_src, img_src,        manifest_src,
    media_src,   object_src, script_src,  script_src_elem, style_src, style_src_elem, worker_src};

/// #script-pre-request and #script-post-request, which ask the same of a script-like request.
template <Browser B>
bool script_check_allows(const CompiledPolicy::Data& data, const CompiledDirective& list,
                         const Request& request, const UrlToMatch& url,
                         DirectiveId effective) noexcept {
  // 1.1 The nonce.
  if (match_nonce_to_source_list(data, list, request.nonce, kProfile<B>)) return true;
  // 1.2 Integrity.
  if (match_integrity_metadata_to_source_list(data, list, request.integrity, kProfile<B>))
    return true;
  // 1.3 'strict-dynamic' leaves it to who inserted the script.
  if (list.has(Keyword::strict_dynamic)) {
    // Browsers that ask about XSLT take it for the parser's.
    return request.parser_metadata != ParserMetadata::parser_inserted &&
           request.destination != Destination::xslt;
  }
  // 1.4 The URL.
  return match_url_to_source_list<B>(data, list, url, effective);
}

/// The pre-request (or post-request) check of the directive that governs the request.
template <Browser B>
[[gnu::noinline]] bool governing_list_allows_all(const CompiledPolicy::Data& data,
                                                 const CompiledDirective& list,
                                                 const Request& request, const UrlToMatch& url,
                                                 DirectiveId effective) noexcept {
  if (runs_script_checks(list.id, effective, kProfile<B>)) {
    // Only script-like destinations are asked; XSLT passes the text's check unasked, and no
    // browser's.
    if (B == Browser::specification && !is_script_like(request.destination)) return true;
    return script_check_allows<B>(data, list, request, url, effective);
  }
  // #style-src-elem-pre-request, step 3.
  if (effective == style_src_elem &&
      match_nonce_to_source_list(data, list, request.nonce, kProfile<B>))
    return true;
  // #connect-src-pre-request, step 4.
  if (effective == connect_src && request.webtransport == WebTransport::with_hashes) {
    return list.has(Keyword::unsafe_webtransport_hashes);
  }
  return match_url_to_source_list<B>(data, list, url, effective);
}

/// The same.
template <Browser B>
inline bool governing_list_allows(const CompiledPolicy::Data& data, const CompiledDirective& list,
                                  const Request& request, const UrlToMatch& url,
                                  DirectiveId effective) noexcept {
  // Most requests bring nothing but a URL, and then no check asks more; to go on without telling the
  // directives apart saves the processor a guess.
  if (request.nonce.empty() && request.integrity.empty() &&
      request.webtransport == WebTransport::no && request.destination != Destination::xslt &&
      !list.has(Keyword::strict_dynamic)) {
    return match_url_to_source_list<B>(data, list, url, effective);
  }
  return governing_list_allows_all<B>(data, list, request, url, effective);
}

/// #does-resource-hint-violate-policy
template <Browser B>
[[gnu::noinline]] Objection resource_hint_violates(const CompiledPolicy::Data& data,
                                                   const UrlToMatch& url) noexcept {
  // 1, 2. Without default-src, nothing is violated.
  const CompiledDirective* const standard = data.find(default_src);
  if (standard == nullptr) return kNoObjection;
  if constexpr (kProfile<B>.prefetch == PrefetchRule::default_src_only) {
    if (match_url_to_source_list<B>(data, *standard, url, default_src)) return kNoObjection;
  } else {
    // Chromium asks as for a worker too, which 'strict-dynamic' lets through.
    if (B == Browser::chromium && data.governs(worker_src)->has(Keyword::strict_dynamic))
      return kNoObjection;
    // 3. One directive that would allow the URL is enough.
    for (const DirectiveId id : kResourceHintDirectives) {
      const CompiledDirective* const list = data.find(id);
      if (list != nullptr && match_url_to_source_list<B>(data, *list, url, default_src))
        return kNoObjection;
    }
  }
  // 4. default-src is what was violated.
  return Objection{default_src, default_src};
}

/// #does-request-violate-policy
template <Browser B>
Objection request_violates(const CompiledPolicy::Data& data, const Request& request,
                           const UrlToMatch& url, std::optional<DirectiveId> effective) noexcept {
  constexpr const Profile& P = kProfile<B>;
  // 1. Prefetches have an algorithm of their own.
  if (request.initiator == Initiator::prefetch) {
    const bool asks = P.checks_prefetched_pages || request.destination != Destination::document;
    return asks ? resource_hint_violates<B>(data, url) : kNoObjection;
  }
  // 2, 3. At most one directive executes: the first of the fallback list.
  if (!effective) return kNoObjection;
  if (*effective == object_src && !P.plugins_checked_on_redirect && request.redirect_count != 0) {
    return kNoObjection;
  }
  const CompiledDirective* const list = data.governs(*effective);
  if (list == nullptr) return kNoObjection;
  const bool allowed = governing_list_allows<B>(data, *list, request, url, *effective);
  if constexpr (P.strict_dynamic_names_script_src) {
    if (!allowed && *effective == script_src_elem && list->has(Keyword::strict_dynamic) &&
        match_url_to_source_list<B>(data, *list, url, *effective)) {
      return Objection{script_src, list->id};
    }
  }
  return Objection{*effective, list->id}.unless(allowed);
}

/// Which copy of the policies Firefox asks: what opens a process or a thread takes one along, and
/// service workers and WebSockets ask both.
PolicyCopy copy_asked(const Request& request, const UrlToMatch& url) noexcept {
  switch (request.destination) {
    case Destination::iframe:
    case Destination::frame:
    case Destination::object:
    case Destination::embed:
    case Destination::sharedworker: return PolicyCopy::passed_on;
    case Destination::serviceworker: return PolicyCopy::both;
    case Destination::none: {
      const bool websocket = url.scheme == SchemeId::ws || url.scheme == SchemeId::wss;
      return websocket ? PolicyCopy::both : PolicyCopy::own;
    }
    default: return PolicyCopy::own;
  }
}

/// Whether a policy, report-only or not, leaves scripts to who inserted them. WebKit then asks no
/// policy about a worklet, XSLT, or where a redirected script leads.
bool any_policy_trusts_by_insertion(const PolicyList& list) {
  for (const CompiledPolicy& policy : list.policies()) {
    const bool goes_on = visit_readings(
        policy, Browser::webkit, PolicyCopy::own, [](const CompiledPolicy::Data& data) {
          const CompiledDirective* const scripts = data.governs(script_src_elem);
          return scripts == nullptr || !scripts->has(Keyword::strict_dynamic);
        });
    if (!goes_on) return true;
  }
  return false;
}

template <Browser B>
Verdict check_request_as(const PolicyList& list, const Request& request, const UrlView& current_url,
                         ViolationSink sink) {
  const auto url = UrlToMatch::make<B>(current_url, SelfToMatch(list), request.redirect_count,
                                       UrlForm::from_fetch);
  const auto effective = effective_directive_as(kProfile<B>, request);
  if (effective && passes_unasked(kProfile<B>, request, current_url, *effective)) return {};
  if constexpr (kProfile<B>.trusts_late_scripts_by_any_policy) {
    const bool late =
        request.parser_metadata != ParserMetadata::parser_inserted &&
        (request.redirect_count != 0 || request.destination == Destination::audioworklet);
    if ((late || request.destination == Destination::xslt) && effective == script_src_elem &&
        any_policy_trusts_by_insertion(list)) {
      return {};
    }
  }
  const Verdict verdict = for_each_policy(
      list, B, sink,
      [&](const CompiledPolicy::Data& data) {
        return request_violates<B>(data, request, url, effective);
      },
      AfterBlock::go_on, B == Browser::firefox ? copy_asked(request, url) : PolicyCopy::own);
  if (!kProfile<B>.plugins_obey_frame_src || effective != object_src || verdict.blocked() ||
      request.initiator == Initiator::prefetch) {
    return verdict;
  }
  // What object-src let through navigates a frame, which frame-src is asked about next.
  return for_each_policy(list, B, sink, [&](const CompiledPolicy::Data& data) -> Objection {
    const CompiledDirective* const frames = data.governs(frame_src);
    if (frames == nullptr || match_url_to_source_list<B>(data, *frames, url, frame_src))
      return kNoObjection;
    return Objection{frame_src, frames->id};
  });
}

[[gnu::noinline]] Verdict check_request_all(const PolicyList& list, const Request& request,
                                            const UrlView& current_url, Browser as,
                                            ViolationSink sink) {
  return with_profile(
      as, [&]<Browser B>() { return check_request_as<B>(list, request, current_url, sink); });
}

[[gnu::noinline]] Verdict check_list(const CompiledDirective& open_list, const PolicyList& list,
                                     const Request& request, const UrlView& current_url) {
  return short_way_through(open_list, list, request, current_url).verdict(0);
}

/// #should-block-request and #should-block-response. Neither this nor what it ends in is inlined, so that a verdict goes
/// from the one to the other as it is.
[[gnu::noinline]] Verdict check_request(const PolicyList& list, const Request& request,
                                        const UrlView& current_url, Browser as,
                                        ViolationSink sink) {
  if (as == Browser::specification && !sink) [[likely]] {
    const CompiledDirective* open_list = nullptr;
    const Objection objection = short_way(list, request, current_url, open_list);
    if (!objection.open()) [[likely]]
      return objection.verdict(0);
    if (open_list != nullptr) return check_list(*open_list, list, request, current_url);
  }
  return check_request_all(list, request, current_url, as, sink);
}

}  // namespace

// https://w3c.github.io/webappsec-csp/#should-block-request, #report-for-request
Verdict should_block_request(const PolicyList& list, const Request& request, Browser as,
                             ViolationSink sink) {
  return check_request(list, request, request.url, as, sink);
}

// https://w3c.github.io/webappsec-csp/#should-block-response
Verdict should_block_response(const PolicyList& list, const Request& request,
                              const UrlView& response_url, Browser as, ViolationSink sink) {
  // Hints have no post-request check: default-src, their effective directive, has no fallback list.
  if (request.initiator == Initiator::prefetch) return {};
  return check_request(list, request, response_url, as, sink);
}

}  // namespace cspkit
