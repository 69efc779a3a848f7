// SPDX-License-Identifier: Apache-2.0
#include "cspkit/compare.h"

#include <algorithm>
#include <array>
#include <set>

#include "analysis/compare/questions.h"

namespace cspkit {
namespace {

/// What the enforced policies of a list say in that directive. A directive without a value says
/// that it is there.
std::set<std::string_view> said(const PolicyList& list, DirectiveId id) {
  const bool valued = directive_info(id).grammar != ValueGrammar::none;
  std::set<std::string_view> out;
  for (const CompiledPolicy& policy : list.policies()) {
    if (policy.disposition() == Disposition::enforce && policy.has(id))
      out.insert(valued ? policy.value_of(id) : std::string_view("there"));
  }
  return out;
}

/// Whether the engine decides something by that directive.
bool is_judged(DirectiveId id) noexcept {
  switch (id) {
    case DirectiveId::webrtc:
    case DirectiveId::base_uri:
    case DirectiveId::sandbox:
    case DirectiveId::form_action:
    case DirectiveId::frame_ancestors:
    case DirectiveId::require_trusted_types_for:
    case DirectiveId::trusted_types: return true;
    default: return static_cast<std::size_t>(id) < kFetchDirectiveCount;
  }
}

std::vector<DirectiveId> differing_beside(const PolicyList& a, const PolicyList& b) {
  std::vector<DirectiveId> out;
  for (const DirectiveInfo& info : directive_table()) {
    if (!is_judged(info.id) && !info.dead && said(a, info.id) != said(b, info.id))
      out.push_back(info.id);
  }
  return out;
}

bool any_reports_only(const PolicyList& list) {
  return std::ranges::any_of(list.policies(), [](const CompiledPolicy& policy) {
    return policy.disposition() == Disposition::report;
  });
}

Verdict decide_request(const PolicyList& policies, const PolicyCase& asked, const UrlView& url,
                       Browser as) {
  return should_block_request(policies,
                              {.url = url,
                               .destination = asked.destination,
                               .nonce = asked.nonce,
                               .integrity = asked.integrity,
                               .parser_metadata = asked.parser_metadata,
                               .initiator = asked.initiator,
                               .webtransport = asked.webtransport,
                               .redirect_count = asked.redirect_count},
                              as);
}

Verdict decide_url(const PolicyList& policies, const PolicyCase& asked, Browser as) {
  const auto url = Url::parse(asked.url);
  if (!url) return {};
  const UrlView view = url->view();
  switch (asked.kind) {
    case CaseKind::form_action:
      return should_block_form_submission(policies, view, asked.redirect_count, as, {},
                                          asked.hashes);
    case CaseKind::frame_ancestors:
      return should_block_navigation_response(policies, {&view, 1}, as);
    case CaseKind::base_uri: return allow_base_for_document(policies, view, as);
    default: return decide_request(policies, asked, view, as);
  }
}

Comparison compare(const PolicyList& a, const PolicyList& b, Browser as, Findings::Until until) {
  const ComparedPair pair(a, b, as);
  Findings findings(pair, until);
  if (!pair.unmentioned.found) findings.give_up();
  for (const auto& questions :
       {compare_requests, compare_inline, compare_navigation, compare_capabilities}) {
    questions(pair, findings);
  }
  return std::move(findings).finish();
}

}  // namespace

std::string_view relation_name(PolicyRelation relation) noexcept {
  constexpr std::array<std::string_view, 4> kNames = {"equal", "stricter", "looser",
                                                      "incomparable"};
  return kNames[static_cast<std::size_t>(relation)];
}

std::string_view case_kind_name(CaseKind kind) noexcept {
  constexpr std::array<std::string_view, 11> kNames = {"request",
                                                       "inline",
                                                       "eval",
                                                       "wasm",
                                                       "form-action",
                                                       "frame-ancestors",
                                                       "base-uri",
                                                       "webrtc",
                                                       "trusted-types-policy",
                                                       "trusted-types-sink",
                                                       "sandbox"};
  return kNames[static_cast<std::size_t>(kind)];
}

Verdict decide_case(const PolicyList& policies, const PolicyCase& asked, Browser as) {
  switch (asked.kind) {
    case CaseKind::inline_block: {
      const std::optional<std::string_view> nonce =
          asked.nonce.empty() ? std::nullopt : std::optional<std::string_view>(asked.nonce);
      return should_block_inline(policies,
                                 {.type = asked.inline_type,
                                  .source = asked.source,
                                  .nonce = nonce,
                                  .parser_metadata = asked.parser_metadata,
                                  .hashes = asked.hashes},
                                 as);
    }
    case CaseKind::eval: return can_compile_strings(policies, as);
    case CaseKind::wasm: return can_compile_wasm_bytes(policies, as);
    case CaseKind::webrtc: return should_block_rtc_connection(policies, as);
    case CaseKind::trusted_types_policy: {
      const std::string_view name = asked.name;
      const std::span<const std::string_view> existing(&name, asked.exists ? 1 : 0);
      return should_block_create_policy(policies, name, existing, as);
    }
    case CaseKind::trusted_types_sink:
      return should_block_sink_type_mismatch(policies, "script", as);
    case CaseKind::sandbox: return should_block_sandboxed(policies, asked.flag, as);
    default: return decide_url(policies, asked, as);
  }
}

Comparison compare_policies(const PolicyList& a, const PolicyList& b, Browser as) {
  Comparison out = compare(a, b, as, Findings::Until::every_difference);
  out.not_judged = differing_beside(a, b);
  out.report_only = any_reports_only(a) || any_reports_only(b);
  return out;
}

bool policies_are_equal(const PolicyList& a, const PolicyList& b, Browser as) {
  return compare(a, b, as, Findings::Until::first_difference).relation == PolicyRelation::equal;
}

}  // namespace cspkit
