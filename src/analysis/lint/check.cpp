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
  finding.reference = remark.reference.empty() ? check_->reference : remark.reference;
  finding.page = page_of_check(*check_);
  finding.span = remark.span;
  finding.text = policy.text;
  finding.policy = policy.index;
  Weakness weakness = remark.weakness.value_or(check_->weakness);
  const bool loads = weakness == Weakness::load || weakness == Weakness::insecure_transport;
  if (loads && remark.governed.none()) weakness = Weakness::none;
  told_.push_back({weakness, std::move(remark.witness), remark.governed});
}

void Reporter::add_for_page(Remark remark) { add(PolicyFacts{}, std::move(remark)); }

void Reporter::run(std::span<const Check* const> checks) {
  constexpr std::size_t kUsualCount = 16;
  findings_.reserve(kUsualCount);
  told_.reserve(kUsualCount);
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
  settle_weaknesses();
}

Witness Reporter::witness_of(std::size_t finding) const {
  const Told& told = told_[finding];
  return {.weakness = told.weakness,
          .url = told.witness.empty() ? kAttackerUrl : std::string_view(told.witness),
          .governed = told.governed};
}

// A page has a weakness only where none of its enforced policies blocks it.
void Reporter::settle_weaknesses() {
  Closings closings(page_);
  for (std::size_t i = 0; i < findings_.size(); ++i) {
    Finding& finding = findings_[i];
    if (finding.severity == FindingSeverity::info) continue;
    finding.closed_by = closings.find({finding.text, finding.policy}, witness_of(i));
    if (!finding.closed_by) continue;
    finding.severity = FindingSeverity::info;
    const PolicyPlace own{finding.text, finding.policy};
    finding.message += finding.closed_by == own
                           ? " The policy's sandbox directive closes this."
                           : " Another policy of the page closes this: policies add up.";
  }
}

Edit without(const Page& page, const PolicyFacts& policy, Span token) {
  const std::string_view text = page.text_of(policy);
  while (token.begin > 0 && is_ascii_whitespace(text[token.begin - 1])) --token.begin;
  return {token, ""};
}

Edit without_directive(const Page& page, const PolicyFacts& policy,
                       const DirectiveFacts& directive) {
  const std::string_view text = page.text_of(policy);
  auto [begin, end] = directive.span;
  while (end < policy.span.end && is_ascii_whitespace(text[end])) ++end;
  if (end < policy.span.end && text[end] == ';') {
    do ++end;
    while (end < policy.span.end && is_ascii_whitespace(text[end]));
    return {{begin, end}, ""};
  }
  // The last one: its semicolon stands before it.
  end = directive.span.end;
  while (begin > policy.span.begin && is_ascii_whitespace(text[begin - 1])) --begin;
  if (begin > policy.span.begin && text[begin - 1] == ';') --begin;
  return {{begin, end}, ""};
}

std::string listed(std::span<const std::string_view> words, std::size_t most) {
  std::string out;
  const std::size_t shown = std::min(words.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == shown && shown == words.size();
    if (i > 0) out += last ? " and " : ", ";
    out += words[i];
  }
  if (words.size() > shown)
    out.append(" and ").append(std::to_string(words.size() - shown)).append(" more");
  return out;
}

}  // namespace cspkit::linting
