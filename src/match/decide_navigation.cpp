// SPDX-License-Identifier: Apache-2.0
#include "match/for_each_policy.h"
#include "match/match_source_list.h"
#include "match/profile.h"

/// Forms, framing, base URLs and WebRTC. Source:
/// https://w3c.github.io/webappsec-csp/#directives-navigation
namespace cspkit {
namespace {

using enum DirectiveId;

/// The question that `form-action`, `base-uri` and each ancestor ask: does the list of that
/// directive hold the URL?
template <Browser B>
Objection list_of_its_own(const CompiledPolicy::Data& data, DirectiveId id,
                          const UrlToMatch& url) noexcept {
  const CompiledDirective* const list = data.find(id);
  if (list == nullptr || match_url_to_source_list<B>(data, *list, url, id)) return kNoObjection;
  return Objection{id, id};
}

/// The URL that the serialization of an ancestor's origin parses to: no path, no query. An opaque
/// origin has none.
class OriginUrl {
 public:
  explicit OriginUrl(const UrlView& ancestor) : view_(ancestor) {
    // A blob: URL has the origin of the URL within; this alone has to be parsed.
    if (ancestor.scheme == "blob") {
      if (auto inner = Url::parse(ancestor.path)) inner_ = *std::move(inner);
      view_ = inner_ ? inner_->view() : UrlView{};
      opaque_ = view_.scheme != "http" && view_.scheme != "https";
    } else {
      const SchemeId scheme = scheme_id(view_.scheme);
      opaque_ = default_port(scheme) == kNoPort;
    }
    view_.path = "/";
    view_.query = {};
    view_.has_query = false;
  }

  [[nodiscard]] bool opaque() const noexcept { return opaque_; }
  [[nodiscard]] const UrlView& view() const noexcept { return view_; }

 private:
  std::optional<Url> inner_;
  UrlView view_;
  bool opaque_ = true;
};

}  // namespace

// https://w3c.github.io/webappsec-csp/#should-block-navigation-request, and
// #form-action-pre-navigate
Verdict should_block_form_submission(const PolicyList& list, const UrlView& target,
                                     std::uint32_t redirect_count, Browser as, ViolationSink sink,
                                     std::string_view hashes) {
  return with_profile(as, [&]<Browser B>() -> Verdict {
    if (!kProfile<B>.forms_checked_on_redirect && redirect_count != 0) return {};
    if (passes_as_about(kProfile<B>, target, form_action)) return {};
    const auto url =
        UrlToMatch::make<B>(target, SelfToMatch(list), redirect_count, UrlForm::as_written);
    // 2. The pre-navigation checks; form-action is the only one.
    const Verdict verdict = for_each_policy(list, B, sink, [&](const CompiledPolicy::Data& data) {
      return list_of_its_own<B>(data, form_action, url);
    });
    // 3. A javascript: URL that passed them runs inline.
    if (verdict.blocked() || target.scheme != "javascript") return verdict;
    return should_block_inline(
        list, {.type = InlineType::navigation, .source = target.href, .hashes = hashes}, as, sink);
  });
}

// https://w3c.github.io/webappsec-csp/#allow-base-for-document
Verdict allow_base_for_document(const PolicyList& list, const UrlView& base, Browser as,
                                ViolationSink sink) {
  return with_profile(as, [&]<Browser B>() {
    const auto url = UrlToMatch::make<B>(base, SelfToMatch(list), 0, UrlForm::as_written);
    // 2.4.4 An enforced policy ends the walk: those behind it report nothing.
    return for_each_policy(
        list, B, sink,
        [&](const CompiledPolicy::Data& data) { return list_of_its_own<B>(data, base_uri, url); },
        AfterBlock::stop);
  });
}

// https://w3c.github.io/webappsec-csp/#should-block-navigation-response, and
// #frame-ancestors-navigation-response
Verdict should_block_navigation_response(const PolicyList& list, std::span<const UrlView> ancestors,
                                         Browser as, ViolationSink sink) {
  return with_profile(as, [&]<Browser B>() {
    return for_each_policy(list, B, sink, [&](const CompiledPolicy::Data& data) -> Objection {
      // 6. Every ancestor must match, from the nearest on.
      const CompiledDirective* const governing = data.find(frame_ancestors);
      if (governing == nullptr || (kProfile<B>.star_matches_every_ancestor && governing->star)) {
        return kNoObjection;
      }
      for (const UrlView& ancestor : ancestors) {
        // An about: page has the origin of its creator, which comes behind it and is asked itself.
        if (ancestor.scheme == "about" && &ancestor != &ancestors.back()) continue;
        // 6.2 Its origin's URL is compared. An opaque origin has none and matches nothing.
        const OriginUrl origin(ancestor);
        if (origin.opaque()) return Objection{frame_ancestors, frame_ancestors};
        const auto url =
            UrlToMatch::make<B>(origin.view(), SelfToMatch(list), 0, UrlForm::as_written);
        if (const auto objection = list_of_its_own<B>(data, frame_ancestors, url)) return objection;
      }
      return kNoObjection;
    });
  });
}

// https://w3c.github.io/webappsec-csp/#should-block-rtc-connection
Verdict should_block_rtc_connection(const PolicyList& list, Browser as, ViolationSink sink) {
  if (!profile_of(as).checks_webrtc) return {};
  return for_each_policy(list, as, sink, [](const CompiledPolicy::Data& data) -> Objection {
    const CompiledDirective* const directive = data.find(webrtc);
    // #webrtc-pre-connect: only a lone 'allow' allows.
    if (directive == nullptr || equals_ignoring_ascii_case(data.value(*directive), "'allow'")) {
      return kNoObjection;
    }
    return Objection{webrtc, webrtc};
  });
}

}  // namespace cspkit
