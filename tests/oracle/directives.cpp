// SPDX-License-Identifier: Apache-2.0
#include "oracle/directives.h"

namespace cspkit::oracle {

// https://w3c.github.io/webappsec-csp/#effective-directive-for-a-request
std::optional<std::string> effective_directive_for_a_request(const FetchRequest& request) {
  // 1. Hints.
  if (request.initiator == "prefetch" || request.initiator == "prerender") return "default-src";

  // 2.
  const std::string& destination = request.destination;
  if (destination.empty()) return "connect-src";
  if (destination == "manifest") return "manifest-src";
  if (destination == "object" || destination == "embed") return "object-src";
  if (destination == "frame" || destination == "iframe") return "frame-src";
  if (destination == "audio" || destination == "track" || destination == "video") {
    return "media-src";
  }
  if (destination == "font") return "font-src";
  if (destination == "image") return "img-src";
  if (destination == "style") return "style-src-elem";
  if (destination == "script" || destination == "xslt" || destination == "audioworklet" ||
      destination == "paintworklet") {
    return "script-src-elem";
  }
  if (destination == "serviceworker" || destination == "sharedworker" || destination == "worker") {
    return "worker-src";
  }
  if (destination == "json" || destination == "text" || destination == "webidentity") {
    return "connect-src";
  }
  if (destination == "report") return std::nullopt;

  // 3.
  return "connect-src";
}

// https://w3c.github.io/webappsec-csp/#effective-directive-for-inline-check
std::string effective_directive_for_inline_check(const std::string& type) {
  // 1.
  if (type == "script" || type == "navigation") return "script-src-elem";
  // (HTML's type for speculation rules, which the text has no steps for yet.)
  if (type == "script speculationrules") return "script-src-elem";
  if (type == "script attribute") return "script-src-attr";
  if (type == "style") return "style-src-elem";
  if (type == "style attribute") return "style-src-attr";
  // 2. (There is no other type.)
  return "";
}

// https://w3c.github.io/webappsec-csp/#directive-fallback-list
Strings directive_fallback_list(const std::string& name) {
  // 1.
  if (name == "script-src-elem") return {"script-src-elem", "script-src", "default-src"};
  if (name == "script-src-attr") return {"script-src-attr", "script-src", "default-src"};
  if (name == "style-src-elem") return {"style-src-elem", "style-src", "default-src"};
  if (name == "style-src-attr") return {"style-src-attr", "style-src", "default-src"};
  if (name == "worker-src") return {"worker-src", "child-src", "script-src", "default-src"};
  if (name == "connect-src") return {"connect-src", "default-src"};
  if (name == "manifest-src") return {"manifest-src", "default-src"};
  if (name == "object-src") return {"object-src", "default-src"};
  if (name == "frame-src") return {"frame-src", "child-src", "default-src"};
  if (name == "media-src") return {"media-src", "default-src"};
  if (name == "font-src") return {"font-src", "default-src"};
  if (name == "img-src") return {"img-src", "default-src"};
  // 2.
  // Spec issue: default-src, the effective directive of hints, has no list, so that no directive
  // executes for it: a prerender, which has no algorithm of its own as a prefetch has, passes.
  return {};
}

// https://w3c.github.io/webappsec-csp/#should-directive-execute
Execute should_directive_execute(const std::optional<std::string>& effective_directive_name,
                                 const std::string& directive_name, const Policy& policy) {
  // 1. (Null has no list.)
  if (!effective_directive_name) return Execute::no;
  const Strings fallback_list = directive_fallback_list(*effective_directive_name);

  // 2.
  for (const std::string& fallback_directive : fallback_list) {
    // 2.1.
    if (directive_name == fallback_directive) return Execute::yes;
    // 2.2.
    if (policy.directive(fallback_directive) != nullptr) return Execute::no;
  }

  // 3.
  return Execute::no;
}

namespace {

/// https://fetch.spec.whatwg.org/#request-destination-script-like
bool is_script_like(const std::string& destination) {
  return destination == "audioworklet" || destination == "paintworklet" ||
         destination == "script" || destination == "serviceworker" ||
         destination == "sharedworker" || destination == "worker";
}

bool contains_keyword(const Strings& value, const std::string& keyword) {
  for (const std::string& expression : value) {
    if (is_ascii_case_insensitive_match(expression, keyword)) return true;
  }
  return false;
}

/// The two lives of a fetch check, which differ in the URL that is compared: before the response
/// #match-request-to-source-list on the current URL, after it #match-response-to-source-list.
struct Comparison {
  const FetchRequest& request;
  const UrlView& url;
  const Policy& policy;
  const Origin& self_origin;

  Match match_url(const Strings& value) const {
    return match_url_to_source_list(url, value, self_origin, request.redirect_count);
  }
};

/// https://w3c.github.io/webappsec-csp/#script-pre-request and #script-post-request
Decision script_request(const Comparison& comparison, const Strings& value) {
  const FetchRequest& request = comparison.request;
  // 1. Script-like destinations:
  // Spec issue: xslt is not among them, although its directive is script-src-elem and Fetch asks
  // those who say "script-like" to think of it; to the letter, a style sheet that can run scripts
  // passes.
  if (is_script_like(request.destination)) {
    // 1.1. (post-request: the hash report goes out here; it decides nothing.)
    // 1.1. A nonce.
    if (match_nonce_to_source_list(request.nonce, value) == Match::matches) {
      return Decision::allowed;
    }
    // 1.2. Integrity metadata.
    if (match_integrity_metadata_to_source_list(request.integrity, value, request.reading) ==
        Match::matches) {
      return Decision::allowed;
    }
    // 1.3. 'strict-dynamic' asks who inserted it, and for nothing else.
    if (contains_keyword(value, "'strict-dynamic'")) {
      // 1.3.1.
      if (request.parser_metadata == Insertion::parser_inserted) return Decision::blocked;
      return Decision::allowed;
    }
    // 1.4. The URL.
    if (comparison.match_url(value) == Match::does_not_match) return Decision::blocked;
  }
  // 2.
  return Decision::allowed;
}

/// #style-src-pre-request, #style-src-elem-pre-request and the post-request checks, from step 3 on.
Decision style_request(const Comparison& comparison, const Strings& value) {
  // 3. A nonce.
  if (match_nonce_to_source_list(comparison.request.nonce, value) == Match::matches) {
    return Decision::allowed;
  }
  // 4. The URL.
  if (comparison.match_url(value) == Match::does_not_match) return Decision::blocked;
  // 5.
  return Decision::allowed;
}

/// #connect-src-pre-request and #connect-src-post-request, from step 3 on.
Decision connect_request(const Comparison& comparison, const Strings& source_list) {
  // 4. WebTransport to a server known by its certificate's hash:
  if (comparison.request.has_webtransport_hashes) {
    // 4.1.
    if (contains_keyword(source_list, "'unsafe-webtransport-hashes'")) return Decision::allowed;
    // 4.2.
    return Decision::blocked;
  }
  // 5.
  if (comparison.match_url(source_list) == Match::matches) return Decision::allowed;
  // 6.
  return Decision::blocked;
}

/// The check of the directive called `name`, with `value` for the comparison: its own, or that of
/// the directive that stands in for it.
Decision request_check(const std::string& name, const Strings& value,
                       const Comparison& comparison) {
  static const Strings fetch_directives = {
      "child-src",       "connect-src",  "default-src",    "font-src",   "frame-src",
      "img-src",         "manifest-src", "media-src",      "object-src", "script-src",
      "script-src-elem", "style-src",    "style-src-elem", "worker-src"};
  bool is_fetch_directive = false;
  for (const std::string& one : fetch_directives) is_fetch_directive |= one == name;
  // #framework-directives: "Allowed" unless specified otherwise. The -attr directives have no
  // request check.
  if (!is_fetch_directive) return Decision::allowed;

  // 1. The effective directive…
  const std::optional<std::string> effective =
      effective_directive_for_a_request(comparison.request);

  // 2. …decides whether this directive is the one to ask.
  if (should_directive_execute(effective, name, comparison.policy) == Execute::no) {
    return Decision::allowed;
  }

  // 3. And then:
  // #child-src-pre-request, #default-src-pre-request: the check of the directive that is missing,
  // with this directive's value.
  if (name == "child-src" || name == "default-src") {
    // Deviation: to the letter, default-src acts as worker-src for a worker and compares URLs
    // alone; every browser has it act as script-src, with nonces, hashes and 'strict-dynamic'.
    if (name == "default-src" && *effective == "worker-src" &&
        comparison.request.reading == Reading::house) {
      return script_request(comparison, value);
    }
    return request_check(*effective, value, comparison);
  }
  if (name == "connect-src") return connect_request(comparison, value);
  if (name == "script-src" || name == "script-src-elem") return script_request(comparison, value);
  if (name == "style-src" || name == "style-src-elem") return style_request(comparison, value);
  // #font-src-pre-request, #frame-src-pre-request, #img-src-pre-request, #manifest-src-pre-request,
  // #media-src-pre-request, #object-src-pre-request, #worker-src-pre-request: the URL alone.
  if (comparison.match_url(value) == Match::does_not_match) return Decision::blocked;
  // 4.
  return Decision::allowed;
}

/// The inline check of the directive called `name`, with `value` for the comparison.
Decision inline_check_of(const std::string& name, const Strings& value, const Element& element,
                         const std::string& type, const Policy& policy, const std::string& source) {
  // #framework-directives: "Allowed" unless specified otherwise.
  if (name != "default-src" && name != "script-src" && name != "script-src-elem" &&
      name != "script-src-attr" && name != "style-src" && name != "style-src-elem" &&
      name != "style-src-attr") {
    return Decision::allowed;
  }

  // 1. The effective directive…
  const std::string effective = effective_directive_for_inline_check(type);

  // 2. …decides whether this directive is the one to ask.
  if (should_directive_execute(effective, name, policy) == Execute::no) return Decision::allowed;

  // #default-src-inline, step 3: the check of the directive that is missing, with this value.
  if (name == "default-src") {
    return inline_check_of(effective, value, element, type, policy, source);
  }

  // 3. (#script-src-inline and its kin: 4.)
  if (match_element_to_source_list(element, value, type, source) == Match::does_not_match) {
    return Decision::blocked;
  }
  return Decision::allowed;
}

}  // namespace

Decision pre_request_check(const Directive& directive, const FetchRequest& request,
                           const Policy& policy, const Origin& self_origin) {
  return request_check(directive.name, directive.value,
                       Comparison{request, request.current_url, policy, self_origin});
}

Decision post_request_check(const Directive& directive, const FetchRequest& request,
                            const UrlView& response_url, const Policy& policy,
                            const Origin& self_origin) {
  return request_check(directive.name, directive.value,
                       Comparison{request, response_url, policy, self_origin});
}

Decision inline_check(const Directive& directive, const Element& element, const std::string& type,
                      const Policy& policy, const std::string& source) {
  return inline_check_of(directive.name, directive.value, element, type, policy, source);
}

// https://w3c.github.io/webappsec-csp/#form-action-pre-navigate
Decision pre_navigation_check(const Directive& directive, const FetchRequest& request,
                              const std::string& navigation_type, const Origin& self_origin) {
  if (directive.name != "form-action") return Decision::allowed;
  // 1. (The policy is not used.)
  // 2.
  if (navigation_type == "form-submission") {
    // 2.1.
    if (match_url_to_source_list(request.current_url, directive.value, self_origin,
                                 request.redirect_count) == Match::does_not_match) {
      return Decision::blocked;
    }
  }
  // 3.
  return Decision::allowed;
}

// https://w3c.github.io/webappsec-csp/#frame-ancestors-navigation-response
Decision navigation_response_check(const Directive& directive, const UrlView& response_url,
                                   const std::vector<Url>& ancestors, const Origin& self_origin) {
  if (directive.name != "frame-ancestors") return Decision::allowed;
  // 1. A local response (https://fetch.spec.whatwg.org/#local-scheme).
  if (response_url.scheme == "about" || response_url.scheme == "blob" ||
      response_url.scheme == "data") {
    return Decision::allowed;
  }
  // 2. (The request and the response are not used any more.)
  // 3. (The check type is "response".)
  // 4. to 6. From the target upwards, as long as there is a document above:
  for (std::size_t i = 0; i < ancestors.size(); ++i) {
    // 6.1. and 6.2. Its origin, serialized, and read as a URL. An about: document has its creator's
    // (https://html.spec.whatwg.org/#determining-the-origin), which is the next document above with a URL of its own.
    std::size_t creator = i;
    while (ancestors[creator].view().scheme == "about" && creator + 1 < ancestors.size()) ++creator;
    const auto origin = Url::parse(origin_of(ancestors[creator].view()).serialize());
    // Spec issue: an opaque origin is written `null`, which is no URL; the text does not go on from
    // there. What is not a URL matches no source expression.
    if (!origin) return Decision::blocked;
    // 6.3.
    if (match_url_to_source_list(origin->view(), directive.value, self_origin, 0) ==
        Match::does_not_match) {
      return Decision::blocked;
    }
    // 6.4. (The next one.)
  }
  // 7.
  return Decision::allowed;
}

// https://w3c.github.io/webappsec-csp/#webrtc-pre-connect
Decision webrtc_pre_connect_check(const Directive& directive) {
  if (directive.name != "webrtc") return Decision::allowed;
  // 1.
  if (directive.value.size() == 1 &&
      is_ascii_case_insensitive_match(directive.value[0], "'allow'")) {
    return Decision::allowed;
  }
  // 2.
  return Decision::blocked;
}

}  // namespace cspkit::oracle
