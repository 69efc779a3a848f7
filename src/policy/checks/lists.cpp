// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <unordered_set>
#include <vector>

#include "base/ascii.h"
#include "base/words.h"
#include "policy/canonical.h"
#include "policy/effect.h"
#include "policy/scan.h"

namespace cspkit::checks {
namespace {

bool is_none(std::string_view word) noexcept { return equals_ignoring_ascii_case(word, "'none'"); }

/// Two tokens of a directive say the same where their keys are the same.
std::string key_of(std::string_view word, ValueGrammar grammar) {
  switch (grammar) {
    case ValueGrammar::source_list:
    case ValueGrammar::ancestor_source_list: return canonical_source(word);
    case ValueGrammar::sandbox_tokens: return ascii_lower(word);
    default: return std::string(word);
  }
}

/// Whether two tokens of the list may have the same key, by hashes without regard to case. Most lists have none such,
/// and are done.
bool may_have_duplicates(const TokenList& list) {
  std::array<std::uint64_t, 64> few;
  std::vector<std::uint64_t> many;
  std::span<std::uint64_t> hashes(few);
  if (list.tokens.size() > few.size()) {
    many.resize(list.tokens.size());
    hashes = many;
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i < list.tokens.size(); ++i) {
    if (!list.expressions.empty() && list.expressions[i].alone) continue;
    hashes[count++] = folded_hash(text_at(list.text, list.tokens[i]), 0);
  }
  hashes = hashes.first(count);
  std::ranges::sort(hashes);
  return std::ranges::adjacent_find(hashes) != hashes.end();
}

}  // namespace

void check_none_with_others(const TokenList& list, Reporter& report) {
  if (!list.marks.has_none) return;
  const auto none = [&](Span token) { return is_none(text_at(list.text, token)); };
  if (std::all_of(list.tokens.begin(), list.tokens.end(), none)) return;
  const auto found = std::find_if(list.tokens.begin(), list.tokens.end(), none);
  if (found == list.tokens.end()) return;
  const auto no_source = [&](Span token) {
    const std::string_view word = text_at(list.text, token);
    const auto keyword = find_keyword(word);
    return is_none(word) || (keyword && only_asks_for_reports(*keyword));
  };
  if (list.directive.grammar != ValueGrammar::trusted_types_policies &&
      std::ranges::all_of(list.tokens, no_source)) {
    report.add(Code::none_with_reporting, *found,
               fmt::format("Beside keywords that only ask for reports `'none'` is ignored, and yet "
                           "nothing passes: {} allows nothing all the same. It may stay for those "
                           "who read the policy. Without it the policy means the same, and some "
                           "consoles complain less.",
                           list.directive.name));
    return;
  }
  report.add(
      Code::none_with_others, *found,
      fmt::format("`'none'` only counts where it stands alone; beside the other values of {} it "
                  "is ignored. Remove it, or remove the others.",
                  list.directive.name));
}

void check_duplicates(const TokenList& list, Reporter& report) {
  if (list.tokens.size() < 2 || list.marks.all_apart || !may_have_duplicates(list)) return;
  std::unordered_set<std::string> seen;
  for (std::size_t i = 0; i < list.tokens.size(); ++i) {
    if (list.claims[i] == Claim::claimed) continue;
    const std::string_view word = text_at(list.text, list.tokens[i]);
    if (!seen.insert(key_of(word, list.directive.grammar)).second)
      report.add(Code::duplicate_source, list.tokens[i],
                 fmt::format("{} stands in {} already. Remove it here.", shown(word),
                             list.directive.name));
  }
}

void check_empty_source_list(const TokenList& list, Reporter& report) {
  if (!list.tokens.empty()) return;
  report.add(
      Code::empty_source_list, list.name,
      fmt::format("{} without a source allows nothing, as `'none'` does. Write `'none'` where "
                  "that is meant.",
                  shown(list.directive.name)),
      fmt::format("{} 'none'", list.directive.name));
}

void check_missing_value(const TokenList& list, Reporter& report) {
  if (!list.tokens.empty()) return;
  const auto example = [&]() -> std::string_view {
    switch (list.directive.grammar) {
      case ValueGrammar::uri_references: return "the address that reports go to";
      case ValueGrammar::token: return "the name of an endpoint of the Reporting-Endpoints header";
      case ValueGrammar::webrtc: return "`'allow'` or `'block'`";
      default: return "`'script'`";
    }
  }();
  report.add(Code::missing_value, list.name,
             fmt::format("{} needs a value: {}.", shown(list.directive.name), example));
}

void check_value_ignored(const TokenList& list, Reporter& report) {
  if (list.tokens.empty()) return;
  report.add(Code::value_ignored, {list.tokens.front().begin, list.tokens.back().end},
             fmt::format("{} takes no value, and this one is ignored. Remove it.",
                         shown(list.directive.name)));
}

Claim check_invalid_source(const Token& token, Reporter& report) {
  if (token.expression.valid_in_text()) return Claim::passed;
  report.add(
      Code::invalid_source, token.span,
      fmt::format("{} is no source expression and is ignored. A source is a scheme (`https:`), a "
                  "host (`*.a.test`), a URL without query (`https://a.test/js/`), a quoted "
                  "keyword, a nonce or a hash.",
                  shown(token.text)));
  return Claim::claimed;
}

}  // namespace cspkit::checks
