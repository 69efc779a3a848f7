// SPDX-License-Identifier: Apache-2.0
#include "explain/change.h"

#include <algorithm>
#include <span>

#include "cspkit/check.h"
#include "explain/question.h"

namespace cspkit::explain_detail {
namespace {

struct Attempt {
  std::string source;
  Bears bears = Bears::nothing;
};

/// What to try, in the order of preference.
std::vector<Attempt> attempts_for(const ReportedViolation& violation,
                                  const std::string& document_url,
                                  const std::string& vendor_source) {
  std::vector<Attempt> attempts;
  const std::string_view family = family_of(violation.effective_directive);
  if (violation.blocked == BlockedKind::url) {
    if (!vendor_source.empty()) attempts.push_back({vendor_source});
    if (auto source = exact_source(violation, document_url); !source.empty()) {
      attempts.push_back({std::move(source)});
    }
    // 'strict-dynamic' leaves nothing but a nonce (or a hash).
    if (family == "script-src") attempts.push_back({"'nonce-{nonce}'", Bears::nonce});
  } else if (auto source = keyword_source(violation); !source.empty()) {
    const bool is_block = violation.blocked == BlockedKind::inline_block;
    attempts.push_back({std::move(source), is_block ? Bears::nonce : Bears::nothing});
  }
  return attempts;
}

std::vector<PagePolicy> as_policies(const Composition& composition) {
  std::vector<PagePolicy> policies;
  for (const Policy& policy : composition.policies) {
    policies.push_back({serialize(policy), Disposition::enforce, policy.delivery});
  }
  return policies;
}

}  // namespace

Change find_change(const ReportedViolation& violation, const std::vector<PagePolicy>& base,
                   const std::string& document_url, const std::string& vendor_source) {
  Change change;
  const ComposeOptions options{.evidence = Evidence::observed, .document_url = document_url};
  const auto ask = [&](const ResolvedVendor& vendor, const std::vector<PagePolicy>& policies) {
    return check(std::span(&vendor, 1), policies, options);
  };
  // As it was, without the nonce that a change may hand out.
  const auto plain = question_of(violation, "", Bears::nothing);
  if (!plain) return change;
  const auto before = ask(*plain, base);
  if (!before) return change;
  change.before = before->ok() ? Change::Before::allowed : Change::Before::blocked;
  for (const VendorReport& vendor : before->vendors) {
    for (const FeatureReport& feature : vendor.features) {
      for (const CheckFailure& failure : feature.failures) {
        if (change.governing.empty()) change.governing = directive_name(failure.source_directive);
        if (std::ranges::find(change.policies, failure.policy) == change.policies.end()) {
          change.policies.push_back(failure.policy);
        }
      }
    }
  }
  if (change.before == Change::Before::allowed) return change;
  for (const Attempt& attempt : attempts_for(violation, document_url, vendor_source)) {
    const auto question = question_of(violation, attempt.source, attempt.bears);
    const auto answer = question ? ask(*question, base) : before;
    if (!question || !answer) continue;
    // What composing claims is asked once more.
    const std::vector<PagePolicy> fixed = as_policies(answer->fixed);
    const auto after = ask(*question, fixed);
    if (!after || !after->ok()) continue;
    change.additions = answer->fixed.additions;
    change.by_nonce = attempt.bears == Bears::nonce;
    change.proof = change.additions.empty() ? ChangeProof::in_the_page : ChangeProof::engine;
    for (const PagePolicy& policy : fixed) change.fixed.push_back(policy.text);
    return change;
  }
  return change;
}

}  // namespace cspkit::explain_detail
