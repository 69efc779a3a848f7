// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/check.h"

#include <algorithm>
#include <utility>

#include "analysis/lint/pages.h"
#include "base/ascii.h"

namespace cspkit::linting {

void Reporter::add(const PolicyFacts& policy, Remark remark) {
  Finding& finding = findings_.emplace_back();
  finding.id = check_->id;
  finding.severity = remark.severity.value_or(severity_);
  finding.directive = remark.directive;
  finding.value = remark.value;
  finding.message = std::move(remark.message);
  finding.fix = std::move(remark.fix);
  finding.reference = check_->reference;
  finding.page = page_of_check(check_->id);
  finding.span = remark.span;
  finding.text = policy.text;
  finding.policy = policy.index;
  weaknesses_.push_back(check_->weakness);
}

void Reporter::add_for_page(Remark remark) { add(PolicyFacts{}, std::move(remark)); }

void Reporter::run(std::span<const Check* const> checks) {
  for (const Check* check : checks) {
    const auto severity = check->severity.under(profile_);
    if (!severity) continue;
    check_ = check;
    severity_ = *severity;
    if (check->on_page != nullptr) {
      check->on_page(page_, *this);
    } else {
      for (const PolicyFacts& policy : page_.policies) check->on_policy(page_, policy, *this);
    }
  }
  if (page_.policies.size() > 1) settle_weaknesses();
}

// A page has a weakness only where each of its enforced policies has it.
void Reporter::settle_weaknesses() {
  const auto has = [&](const PolicyFacts& policy, Weakness weakness) {
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      if (weaknesses_[i] == weakness && findings_[i].text == policy.text &&
          findings_[i].policy == policy.index && findings_[i].severity <= FindingSeverity::medium) {
        return true;
      }
    }
    return false;
  };
  for (auto weakness = Weakness::injected_script; weakness < Weakness::count_;
       weakness = static_cast<Weakness>(static_cast<int>(weakness) + 1)) {
    const auto closing = std::ranges::find_if(page_.policies, [&](const PolicyFacts& policy) {
      return policy.disposition == Disposition::enforce && !has(policy, weakness);
    });
    if (closing == page_.policies.end()) continue;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      const bool enforced =
          page_.input->texts[findings_[i].text].disposition == Disposition::enforce;
      if (weaknesses_[i] != weakness || !enforced) continue;
      if (findings_[i].severity == FindingSeverity::info) continue;
      findings_[i].severity = FindingSeverity::info;
      findings_[i].message += " Another policy of this page forbids it, and policies add up.";
    }
  }
}

Edit without(const Page& page, const PolicyFacts& policy, Span token) {
  const std::string_view text = page.text_of(policy);
  while (token.begin > 0 && is_ascii_whitespace(text[token.begin - 1])) --token.begin;
  return {token, ""};
}

}  // namespace cspkit::linting
