// SPDX-License-Identifier: Apache-2.0
#include "oracle/oracle.h"

#include <boost/json.hpp>

#include "cspkit/url.h"
#include "oracle/integrations.h"

namespace cspkit::oracle {

const Violation* Answer::first_enforced() const {
  for (const Violation& violation : violations) {
    if (violation.disposition == "enforce") return &violation;
  }
  return nullptr;
}

std::string Answer::to_text() const {
  boost::json::object object{{"result", blocked ? "block" : "allow"}};
  const Violation* first = first_enforced();
  if (first != nullptr) {
    object["directive"] = first->effective_directive;
    object["policy"] = first->policy;
  }
  boost::json::array all;
  for (const Violation& violation : violations) {
    all.push_back(boost::json::object{{"policy", violation.policy},
                                      {"disposition", violation.disposition},
                                      {"directive", violation.effective_directive},
                                      {"source_directive", violation.source_directive}});
  }
  object["violations"] = all;
  return boost::json::serialize(object);
}

namespace {

using Error = tl::unexpected<std::string>;

/// Fetch rewrites the URL of a WebSocket before it asks CSP.
/// Source: https://websockets.spec.whatwg.org/#concept-websocket-establish
Url as_fetch_hands_it_over(const Url& url) {
  const std::string& href = url.href();
  if (href.substr(0, 3) == "ws:") return *Url::parse("http:" + href.substr(3));
  if (href.substr(0, 4) == "wss:") return *Url::parse("https:" + href.substr(4));
  return url;
}

tl::expected<Answer, std::string> decide_request(const CspList& csp_list, const Check& check,
                                                 const Url& url, Reading reading) {
  const Url current_url = as_fetch_hands_it_over(url);
  FetchRequest request;
  request.current_url = current_url.view();
  request.destination = check.destination;
  request.initiator = check.initiator;
  request.nonce = check.nonce.value_or("");
  request.integrity = check.integrity;
  request.parser_metadata =
      check.parser_inserted ? Insertion::parser_inserted : Insertion::not_parser_inserted;
  request.redirect_count = check.redirect_count;
  request.has_webtransport_hashes = check.webtransport_hashes;
  request.reading = reading;
  if (check.kind == "request") return should_block_request(csp_list, request);

  const auto response_url = Url::parse(check.response_url);
  if (!response_url) return Error("the response's URL does not parse: " + check.response_url);
  const Url answered = as_fetch_hands_it_over(*response_url);
  return should_block_response(csp_list, request, answered.view());
}

tl::expected<Answer, std::string> decide_inline(const CspList& csp_list, const Check& check) {
  if (check.type == "navigation") {
    // #should-block-navigation-request, step 3, for a navigation that no form caused. `source` is
    // the URL, as the page wrote it.
    const Element null_element;
    return should_block_inline(csp_list, null_element, "navigation", check.source);
  }
  Element element;
  element.nonce = check.nonce;
  element.insertion =
      check.parser_inserted ? Insertion::parser_inserted : Insertion::not_parser_inserted;
  std::string type = check.type;
  if (type == "script-attribute") type = "script attribute";
  if (type == "style-attribute") type = "style attribute";
  if (type == "speculation-rules") type = "script speculationrules";
  if (effective_directive_for_inline_check(type).empty()) {
    return Error("no type of inline check: " + check.type);
  }
  return should_block_inline(csp_list, element, type, check.source);
}

tl::expected<Answer, std::string> decide_frame_ancestors(const CspList& csp_list,
                                                         const Check& check, const Url& document) {
  std::vector<Url> ancestors;
  for (const std::string& text : check.ancestors) {
    const auto ancestor = Url::parse(text);
    if (!ancestor) return Error("an ancestor's URL does not parse: " + text);
    ancestors.push_back(*ancestor);
  }
  return should_block_navigation_response(csp_list, document.view(), ancestors);
}

}  // namespace

tl::expected<Answer, std::string> decide(const Case& one, Reading reading) {
  const auto document_url = Url::parse(one.document_url);
  if (!document_url) return Error("the document's URL does not parse: " + one.document_url);

  CspList csp_list;
  csp_list.self_origin = origin_of(document_url->view());
  for (const CasePolicy& given : one.policies) {
    for (const Policy& policy : deliver_policies(given.value, given.delivery, given.disposition)) {
      csp_list.policies.push_back(policy);
    }
  }

  const Check& check = one.check;
  if (check.kind == "inline") return decide_inline(csp_list, check);
  if (check.kind == "eval") return can_compile_strings(csp_list);
  if (check.kind == "wasm") return can_compile_wasm_bytes(csp_list);
  if (check.kind == "frame-ancestors") {
    return decide_frame_ancestors(csp_list, check, *document_url);
  }
  if (check.kind == "webrtc") return should_block_rtc_connection(csp_list);
  if (check.kind == "trusted-types-policy") {
    return should_block_create_policy(csp_list, check.name, check.existing);
  }
  if (check.kind == "trusted-types-sink") {
    return should_block_sink_type_mismatch(csp_list, check.group);
  }

  if (check.kind == "sandbox") {
    const auto answer = forbids_effect(csp_list, check.effect);
    return answer ? tl::expected<Answer, std::string>(*answer)
                  : Error("no effect: " + check.effect);
  }

  const auto url = Url::parse(check.url);
  if (!url) return Error("the URL does not parse: " + check.url);
  if (check.kind == "request" || check.kind == "response") {
    return decide_request(csp_list, check, *url, reading);
  }
  if (check.kind == "base-uri") return allow_base_for_document(csp_list, url->view());
  if (check.kind == "form-action") {
    FetchRequest request;
    request.current_url = url->view();
    request.redirect_count = check.redirect_count;
    return should_block_navigation_request(csp_list, request, "form-submission");
  }
  return Error("no kind of check: " + check.kind);
}

}  // namespace cspkit::oracle
