// SPDX-License-Identifier: Apache-2.0
#include "match/for_each_policy.h"
#include "match/match_url.h"
#include "match/profile.h"

/// Forms, framing, base URLs and WebRTC. Source:
/// https://w3c.github.io/webappsec-csp/#directives-navigation
namespace cspkit {
namespace {

using enum DirectiveId;

/// The question that `form-action`, `base-uri` and each ancestor ask: does the list of that
/// directive hold the URL?
template <Browser B>
std::optional<Objection> list_of_its_own(const CompiledPolicy::Data& data, DirectiveId id,
                                         const UrlToMatch& url) noexcept {
  const CompiledDirective* const list = data.find(id);
  if (list == nullptr || match_url_to_source_list<B>(data, *list, url, id)) return std::nullopt;
  return Objection{id, id};
}

}  // namespace

Verdict should_block_form_submission(const PolicyList& list, const UrlView& target,
                                     std::uint32_t redirect_count, Browser as, ViolationSink sink) {
  return with_profile(as, [&]<Browser B>() -> Verdict {
    if (!kProfile<B>.forms_checked_on_redirect && redirect_count != 0) return {};
    const auto url = UrlToMatch::make<B>(target, list.self_origin(), redirect_count);
    return for_each_policy(list, sink, [&](const CompiledPolicy::Data& data) {
      return list_of_its_own<B>(data, form_action, url);
    });
  });
}

Verdict allow_base_for_document(const PolicyList& list, const UrlView& base, Browser as,
                                ViolationSink sink) {
  return with_profile(as, [&]<Browser B>() {
    const auto url = UrlToMatch::make<B>(base, list.self_origin(), 0);
    return for_each_policy(list, sink, [&](const CompiledPolicy::Data& data) {
      return list_of_its_own<B>(data, base_uri, url);
    });
  });
}

Verdict should_block_navigation_response(const PolicyList& list, std::span<const UrlView> ancestors,
                                         Browser as, ViolationSink sink) {
  return with_profile(as, [&]<Browser B>() {
    return for_each_policy(
        list, sink, [&](const CompiledPolicy::Data& data) -> std::optional<Objection> {
          // 6. Every ancestor must match, from the nearest on.
          for (const UrlView& ancestor : ancestors) {
            const auto url = UrlToMatch::make<B>(ancestor, list.self_origin(), 0);
            if (const auto objection = list_of_its_own<B>(data, frame_ancestors, url))
              return objection;
          }
          return std::nullopt;
        });
  });
}

Verdict should_block_rtc_connection(const PolicyList& list, Browser, ViolationSink sink) {
  return for_each_policy(
      list, sink, [](const CompiledPolicy::Data& data) -> std::optional<Objection> {
        const CompiledDirective* const directive = data.find(webrtc);
        // #webrtc-pre-connect: only a lone 'allow' allows.
        if (directive == nullptr || equals_ignoring_ascii_case(data.value(*directive), "'allow'")) {
          return std::nullopt;
        }
        return Objection{webrtc, webrtc};
      });
}

}  // namespace cspkit
