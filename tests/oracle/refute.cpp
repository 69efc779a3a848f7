// SPDX-License-Identifier: Apache-2.0
#include "oracle/refute.h"

#include <optional>

#include "oracle/engine_answer.h"
#include "oracle/oracle.h"

namespace cspkit::oracle {
namespace {

std::optional<PolicyList> compile(const std::vector<CasePolicy>& policies,
                                  const std::string& document_url) {
  const auto url = Url::parse(document_url);
  if (!url) return std::nullopt;
  PolicyList list(origin_of(url->view()));
  for (const CasePolicy& policy : policies) {
    const auto added = list.add_header(
        policy.value,
        policy.disposition == "report" ? cspkit::Disposition::report : cspkit::Disposition::enforce,
        policy.delivery == "meta" ? Delivery::meta : Delivery::header);
    if (!added) return std::nullopt;
  }
  return list;
}

/// The witness as the oracle's question; nullopt where the contract's checks cannot say it.
std::optional<Check> check_of(const PolicyCase& asked) {
  Check check;
  check.kind = case_kind_name(asked.kind);
  if (asked.kind == CaseKind::sandbox || !asked.hashes.empty()) return std::nullopt;
  check.url = asked.url;
  check.destination = destination_name(asked.destination);
  if (!asked.nonce.empty()) check.nonce = asked.nonce;
  check.integrity = asked.integrity;
  check.parser_inserted = asked.parser_metadata == ParserMetadata::parser_inserted;
  check.redirect_count = asked.redirect_count;
  if (asked.initiator == Initiator::prefetch) check.initiator = "prefetch";
  check.webtransport_hashes = asked.webtransport == WebTransport::with_hashes;
  check.type = inline_type_name(asked.inline_type);
  check.source = asked.source;
  if (asked.kind == CaseKind::frame_ancestors) check.ancestors = {asked.url};
  check.name = asked.name;
  if (asked.exists) check.existing = {asked.name};
  check.group = "script";
  return check;
}

class Refuter {
 public:
  Refuter(const PolicyPair& pair, Browser as) : pair_(pair), as_(as) {}

  Refutation run(const Choose& choose, std::size_t checks) {
    const auto a = compile(pair_.a, pair_.document_url);
    const auto b = compile(pair_.b, pair_.document_url);
    if (!a || !b) return std::move(out_);
    out_.comparison = compare_policies(*a, *b, as_);
    require_consistency(*a, *b);
    for (const bool allowed : {true, false}) {
      const Comparison& found = out_.comparison;
      for (const Witness& witness : allowed ? found.newly_allowed : found.newly_blocked)
        ask_again(witness, allowed, *a, *b);
    }
    for (std::size_t i = 0; i < checks; ++i) {
      try_to_refute(generate_check(choose, pair_.document_url, pair_.sources), i % 8 == 0);
    }
    return std::move(out_);
  }

 private:
  void fault(const std::string& what) { out_.faults.push_back(what + "\n  " + write_pair(pair_)); }

  void require_consistency(const PolicyList& a, const PolicyList& b) {
    const Comparison& found = out_.comparison;
    const Comparison back = compare_policies(b, a, as_);
    if (found.a_subsumes_b != back.b_subsumes_a || found.b_subsumes_a != back.a_subsumes_b)
      fault("the other order answers otherwise");
    if (compare_policies(a, a, as_).relation != PolicyRelation::equal) fault("A is not equal to A");
    if (found.proof != Proof::complete) fault("not proven");
    if (found.a_subsumes_b != found.newly_allowed.empty()) fault("newly_allowed and a_subsumes_b");
    if (found.b_subsumes_a != found.newly_blocked.empty()) fault("newly_blocked and b_subsumes_a");
    if (pair_.same_meaning && as_ == Browser::specification &&
        found.relation != PolicyRelation::equal) {
      fault("the same, written otherwise, is not equal");
    }
  }

  Case with(const std::vector<CasePolicy>& policies, const Check& check) const {
    Case one;
    one.policies = policies;
    one.document_url = pair_.document_url;
    one.check = check;
    return one;
  }

  /// Whether A and B block the check, by the oracle; nullopt where it is no question.
  std::optional<std::pair<bool, bool>> by_oracle(const Check& check) {
    const auto a = decide(with(pair_.a, check), Reading::house);
    const auto b = decide(with(pair_.b, check), Reading::house);
    if (!a || !b) return std::nullopt;
    ++out_.by_oracle;
    return std::pair(a->blocked, b->blocked);
  }

  void ask_again(const Witness& witness, bool allowed, const PolicyList& a, const PolicyList& b) {
    ++out_.witnesses;
    if (decide_case(a, witness, as_).blocked() != allowed ||
        decide_case(b, witness, as_).blocked() == allowed) {
      fault("the engine does not confirm the witness " + witness.url);
    }
    const auto check = check_of(witness);
    if (as_ != Browser::specification || !check) return;
    const std::string scheme = pair_.document_url.substr(0, pair_.document_url.find(':'));
    // A local document's frame-ancestors are not asked.
    if (check->kind == "frame-ancestors" && scheme != "http" && scheme != "https") return;
    const auto judged = by_oracle(*check);
    if (!judged || judged->first != allowed || judged->second == allowed)
      fault("the oracle does not confirm the witness " + write_case(with({}, *check)));
  }

  void try_to_refute(const Check& check, bool ask_oracle) {
    const auto a = engine_answer(with(pair_.a, check), as_);
    const auto b = engine_answer(with(pair_.b, check), as_);
    if (!a || !b) return;
    ++out_.checks;
    if (a->blocked != b->blocked) ++out_.told_apart;
    require_relation(a->blocked, b->blocked, "the engine", check);
    if (!ask_oracle || as_ != Browser::specification) return;
    if (const auto judged = by_oracle(check))
      require_relation(judged->first, judged->second, "the oracle", check);
  }

  void require_relation(bool a_blocks, bool b_blocks, const char* judge, const Check& check) {
    const Comparison& found = out_.comparison;
    if ((a_blocks && !b_blocks && found.a_subsumes_b) ||
        (!a_blocks && b_blocks && found.b_subsumes_a))
      fault(std::string(judge) + " refutes " + std::string(relation_name(found.relation)) +
            " as by " + std::string(browser_name(as_)) + " by " + write_case(with({}, check)));
  }

  const PolicyPair& pair_;
  Browser as_;
  Refutation out_;
};

}  // namespace

Refutation refute(const PolicyPair& pair, const Choose& choose, std::size_t checks, Browser as) {
  return Refuter(pair, as).run(choose, checks);
}

}  // namespace cspkit::oracle
