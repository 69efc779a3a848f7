// SPDX-License-Identifier: Apache-2.0
#include "oracle/engine_answer.h"

#include <optional>
#include <string_view>
#include <vector>

#include "cspkit/engine.h"
#include "oracle/sandbox_effect.h"

namespace cspkit::oracle {

namespace {

using Error = tl::unexpected<std::string>;

ParserMetadata parser_metadata(const Check& check) {
  return check.parser_inserted ? ParserMetadata::parser_inserted
                               : ParserMetadata::not_parser_inserted;
}

/// Everything a check points into, so that the engine's views live long enough.
struct Question {
  PolicyList list{Origin{}};
  std::optional<Url> url;
  std::optional<Url> response_url;
  std::optional<Destination> destination;
  std::vector<Url> ancestors;
  std::vector<std::string_view> existing;
  bool document_is_local = false;
};

bool is_url_kind(const std::string& kind) {
  return kind == "request" || kind == "response" || kind == "form-action" || kind == "base-uri";
}

tl::expected<Question, std::string> prepare(const Case& one) {
  Question question;
  const auto document_url = Url::parse(one.document_url);
  if (!document_url) return Error("document URL");
  question.list = PolicyList(origin_of(document_url->view()));
  const std::string_view scheme = document_url->view().scheme;
  question.document_is_local = scheme == "about" || scheme == "blob" || scheme == "data";
  for (const CasePolicy& policy : one.policies) {
    const auto added = question.list.add_header(
        policy.value,
        policy.disposition == "report" ? cspkit::Disposition::report : cspkit::Disposition::enforce,
        policy.delivery == "meta" ? Delivery::meta : Delivery::header);
    if (!added) return Error("limit " + std::string(added.error().limit));
  }
  const Check& check = one.check;
  if (is_url_kind(check.kind)) {
    const auto url = Url::parse(check.url);
    if (!url) return Error("URL");
    question.url = *url;
  }
  if (check.kind == "response") {
    const auto url = Url::parse(check.response_url);
    if (!url) return Error("response URL");
    question.response_url = *url;
  }
  if (check.kind == "request" || check.kind == "response") {
    question.destination = find_destination(check.destination);
    if (!question.destination) return Error("destination");
  }
  if (check.kind == "frame-ancestors") {
    for (const std::string& text : check.ancestors) {
      const auto ancestor = Url::parse(text);
      if (!ancestor) return Error("ancestor");
      question.ancestors.push_back(*ancestor);
    }
  }
  question.existing.assign(check.existing.begin(), check.existing.end());
  return question;
}

Verdict ask_request(const Question& question, const Check& check, Browser as, ViolationSink sink) {
  Request request;
  request.url = question.url->view();
  request.destination = *question.destination;
  if (check.nonce) request.nonce = *check.nonce;
  request.integrity = check.integrity;
  request.parser_metadata = parser_metadata(check);
  if (check.initiator == "prefetch") request.initiator = Initiator::prefetch;
  if (check.initiator == "prerender") request.initiator = Initiator::prerender;
  if (check.webtransport_hashes) request.webtransport = WebTransport::with_hashes;
  request.redirect_count = check.redirect_count;
  if (check.kind == "request") return should_block_request(question.list, request, as, sink);
  return should_block_response(question.list, request, question.response_url->view(), as, sink);
}

Verdict ask_inline(const Question& question, const Check& check, Browser as, ViolationSink sink) {
  InlineCheck inline_check;
  inline_check.type = *find_inline_type(check.type);
  inline_check.source = check.source;
  if (check.nonce) inline_check.nonce = *check.nonce;
  inline_check.parser_metadata = parser_metadata(check);
  return should_block_inline(question.list, inline_check, as, sink);
}

std::optional<Verdict> ask(const Question& question, const Check& check, Browser as,
                           ViolationSink sink) {
  const PolicyList& list = question.list;
  if (check.kind == "request" || check.kind == "response") {
    return ask_request(question, check, as, sink);
  }
  if (check.kind == "inline" && find_inline_type(check.type)) {
    return ask_inline(question, check, as, sink);
  }
  if (check.kind == "form-action") {
    return should_block_form_submission(list, question.url->view(), check.redirect_count, as, sink);
  }
  if (check.kind == "base-uri") {
    return allow_base_for_document(list, question.url->view(), as, sink);
  }
  if (check.kind == "frame-ancestors") {
    // #frame-ancestors-navigation-response, step 1, lies with the embedder: nobody asks about a
    // local response.
    if (question.document_is_local) return Verdict{};
    std::vector<UrlView> views;
    for (const Url& ancestor : question.ancestors) views.push_back(ancestor.view());
    return should_block_navigation_response(list, views, as, sink);
  }
  if (check.kind == "eval") return can_compile_strings(list, as, sink);
  if (check.kind == "wasm") return can_compile_wasm_bytes(list, as, sink);
  if (check.kind == "webrtc") return should_block_rtc_connection(list, as, sink);
  if (check.kind == "trusted-types-policy") {
    return should_block_create_policy(list, check.name, question.existing, as, sink);
  }
  if (check.kind == "trusted-types-sink") {
    return should_block_sink_type_mismatch(list, check.group, as, sink);
  }
  return std::nullopt;
}

/// Sandboxes have flags and no verdict; a flag that is set forbids the effect.
tl::expected<Answer, std::string> ask_sandbox(const Question& question, const Check& check,
                                              Browser as) {
  Answer answer;
  if (check.effect == "worker") {
    answer.blocked = sandbox_init_for_worker(question.list, as) == Outcome::block;
  } else if (const auto flag = find_sandbox_effect(check.effect)) {
    answer.blocked =
        (csp_derived_sandboxing_flags(question.list, as) & static_cast<SandboxFlags>(*flag)) != 0;
  } else {
    return Error("effect");
  }
  if (answer.blocked) answer.violations.push_back({0, "enforce", "sandbox", "sandbox"});
  return answer;
}

std::string text_of(const Verdict& verdict) {
  if (!verdict.blocked()) return "allow";
  return "block by policy " + std::to_string(verdict.policy) + ", " +
         std::string(directive_name(verdict.effective_directive)) + " from " +
         std::string(directive_name(verdict.source_directive));
}

}  // namespace

tl::expected<Answer, std::string> engine_answer(const Case& one, Browser as) {
  const auto question = prepare(one);
  if (!question) return Error(question.error());
  if (one.check.kind == "sandbox") return ask_sandbox(*question, one.check, as);

  Answer answer;
  const auto note = [&answer](const PolicyViolation& violation) {
    const bool enforced = violation.disposition == cspkit::Disposition::enforce;
    answer.violations.push_back({violation.policy, enforced ? "enforce" : "report",
                                 std::string(directive_name(violation.effective_directive)),
                                 std::string(directive_name(violation.source_directive))});
  };
  const auto with_sink = ask(*question, one.check, as, note);
  if (!with_sink) return Error("kind");
  const auto without_sink = ask(*question, one.check, as, {});
  answer.blocked = with_sink->blocked();

  // Three ways to the same verdict.
  std::string from_violations = "allow";
  if (const Violation* first = answer.first_enforced()) {
    from_violations = "block by policy " + std::to_string(first->policy) + ", " +
                      first->effective_directive + " from " + first->source_directive;
  }
  if (text_of(*with_sink) != text_of(*without_sink) || text_of(*with_sink) != from_violations) {
    return Error("inconsistent: with a sink " + text_of(*with_sink) + "; without one " +
                 text_of(*without_sink) + "; by the violations " + from_violations);
  }
  return answer;
}

}  // namespace cspkit::oracle
