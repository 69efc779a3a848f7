// SPDX-License-Identifier: Apache-2.0
#include "analysis/compare/findings.h"

#include <utility>

namespace cspkit {
namespace {

/// After that many cases of a group that say nothing new, its witnesses are taken to be enough.
constexpr unsigned kFruitlessCases = 48;

/// What of an element, in the place of its URL or content, a list lets pass; empty where nothing.
std::string element_source(const CompiledPolicy& policy, const Witness& witness) {
  if (!witness.nonce.empty()) return "'nonce-" + witness.nonce + "'";
  if (!witness.integrity.empty()) return "'" + witness.integrity + "'";
  if (!witness.hashes.empty())
    return "'" + witness.hashes.substr(0, witness.hashes.find(' ')) + "'";
  const bool scripts = witness.directive == DirectiveId::script_src_elem ||
                       witness.directive == DirectiveId::worker_src;
  const CompiledDirective* const list = list_for(policy.data(), witness.directive);
  if (scripts && list->has(Keyword::strict_dynamic) &&
      witness.parser_metadata == ParserMetadata::not_parser_inserted) {
    return "'strict-dynamic'";
  }
  return witness.kind == CaseKind::inline_block ? "'unsafe-inline'" : "";
}

bool is_about_a_url(CaseKind kind) noexcept {
  return kind == CaseKind::request || kind == CaseKind::form_action || kind == CaseKind::base_uri ||
         kind == CaseKind::frame_ancestors;
}

/// The list on which a prefetch may lean; see #does-resource-hint-violate-policy.
const CompiledDirective* hinted_list(const ComparedPair& pair, const CompiledPolicy& policy,
                                     const Witness& witness) {
  const auto url = Url::parse(witness.url);
  for (std::size_t i = 0; url && i < kFetchDirectiveCount; ++i) {
    const CompiledDirective* const list = policy.data().find(static_cast<DirectiveId>(i));
    if (list != nullptr &&
        !first_match(policy, list->id, url->view(), witness.redirect_count, pair.self(), pair.as)
             .empty()) {
      return list;
    }
  }
  return nullptr;
}

/// What let the case pass under `list`, for people: the directive that governs it, and the source.
void explain_pass(const ComparedPair& pair, const PolicyList& list, Witness& witness) {
  for (const CompiledPolicy& policy : list.policies()) {
    if (policy.disposition() == Disposition::report) continue;
    const CompiledDirective* governing = list_for(policy.data(), witness.directive);
    if (governing == nullptr) continue;
    if (witness.initiator == Initiator::prefetch) {
      governing = hinted_list(pair, policy, witness);
      if (governing == nullptr) return;
    }
    witness.allowed_by = governing->id;
    if (directive_info(governing->id).grammar == ValueGrammar::source_list ||
        directive_info(governing->id).grammar == ValueGrammar::ancestor_source_list) {
      witness.allowed_source = element_source(policy, witness);
    }
    if (!witness.allowed_source.empty() || !is_about_a_url(witness.kind)) return;
    if (const auto url = Url::parse(witness.url)) {
      witness.allowed_source = first_match(policy, governing->id, url->view(),
                                           witness.redirect_count, pair.self(), pair.as);
    }
    return;
  }
}

/// Cases that stand for the same: one directive, the same way of passing it, and the same
/// circumstances.
std::string gist(const Witness& witness, bool newly_allowed) {
  std::string out(newly_allowed ? "+" : "-");
  out += case_kind_name(witness.kind);
  for (const std::string_view part :
       {directive_name(witness.directive), std::string_view(witness.allowed_source),
        witness.kind == CaseKind::inline_block ? inline_type_name(witness.inline_type)
                                               : std::string_view(),
        std::string_view(witness.nonce), std::string_view(witness.integrity),
        std::string_view(witness.hashes), std::string_view(witness.name)}) {
    out.append("\n").append(part);
  }
  if (witness.kind == CaseKind::sandbox) out.append(sandbox_flag_name(witness.flag));
  return out;
}

}  // namespace

void Findings::ask(const PolicyCase& asked) {
  if (!spend(pair_.data.size())) return;
  note(asked, decide_case(pair_.a, asked, pair_.as), decide_case(pair_.b, asked, pair_.as));
}

void Findings::note(const PolicyCase& asked, const Verdict& under_a, const Verdict& under_b) {
  if (under_a.blocked() == under_b.blocked()) return;
  const bool newly_allowed = under_a.blocked();
  (newly_allowed ? out_.a_subsumes_b : out_.b_subsumes_a) = false;
  if (until_ == Until::first_difference) {
    left_ = 0;
    return;
  }
  auto& witnesses = newly_allowed ? out_.newly_allowed : out_.newly_blocked;
  bool& more = newly_allowed ? out_.more_allowed : out_.more_blocked;
  unsigned& fruitless = fruitless_[newly_allowed ? 0 : 1];
  if (more || fruitless == kFruitlessCases) return;
  const Verdict& block = newly_allowed ? under_a : under_b;
  Witness witness;
  static_cast<PolicyCase&>(witness) = asked;
  witness.directive = block.effective_directive;
  witness.blocked_by = block.source_directive;
  explain_pass(pair_, newly_allowed ? pair_.b : pair_.a, witness);
  if (!noted_.insert(gist(witness, newly_allowed)).second) {
    ++fruitless;
    return;
  }
  fruitless = 0;
  if (witnesses.size() == limits::kMaxWitnesses) {
    more = true;
    return;
  }
  witnesses.push_back(std::move(witness));
}

bool Findings::spend(std::size_t steps) noexcept {
  if (steps > left_) {
    left_ = 0;
    complete_ = false;
    return false;
  }
  left_ -= steps;
  return true;
}

Comparison Findings::finish() && {
  if (!complete_) {
    out_.proof = Proof::limit_reached;
    out_.a_subsumes_b = out_.b_subsumes_a = false;
  }
  out_.relation = out_.a_subsumes_b
                      ? (out_.b_subsumes_a ? PolicyRelation::equal : PolicyRelation::stricter)
                      : (out_.b_subsumes_a ? PolicyRelation::looser : PolicyRelation::incomparable);
  return std::move(out_);
}

}  // namespace cspkit
