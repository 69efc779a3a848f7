// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <bit>

#include "base/words.h"
#include "policy/plain_host.h"
#include "policy/scan.h"

namespace cspkit {
namespace {

/// The tokens of one list that stand alone: by hashes of what two share that read the same but for case, and two hosts of
/// one domain.
class Company {
 public:
  explicit Company(std::span<SourceExpression> list) noexcept
      : list_(list), mask_(std::bit_ceil(2 * std::clamp<std::size_t>(list.size(), 1, kMost)) - 1) {
    if (list.size() <= kMost) std::fill_n(slots_.begin(), mask_ + 1, Slot{0, 0});
  }
  /// Answers whether it stands alone so far.
  bool add(std::size_t index, std::string_view token) noexcept {
    SourceExpression& added = list_[index];
    if (list_.size() > kMost) return false;
    const std::uint64_t hash = hash_of(added, token);
    const auto kept = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = static_cast<std::size_t>(hash) & mask_;
    for (; slots_[at].first != 0; at = (at + 1) & mask_) {
      if (slots_[at].hash != kept) continue;
      list_[slots_[at].first - 1].alone = false;
      return false;
    }
    slots_[at] = {kept, static_cast<std::uint32_t>(index) + 1};
    // The hosts below `*.co.uk` do not share its domain.
    const bool short_or_odd = !added.plain || added.host.size() <= kLongestRegistry;
    added.alone = !(short_or_odd && added.host_wildcard && may_be_registry(added.host));
    return added.alone;
  }

 private:
  static constexpr std::size_t kMost = 128;
  struct Slot {
    std::uint32_t hash, first;  ///< the first token of that hash, from 1; 0: none
  };

  static std::uint64_t hash_of(const SourceExpression& e, std::string_view token) noexcept {
    if (e.kind == SourceKind::host && !e.host.empty()) {
      token = e.host.substr(e.host.size() - (e.plain ? e.domain_size : domain_size(e.host)));
    }
    return folded_hash(token, 0);
  }

  std::span<SourceExpression> list_;
  std::size_t mask_;
  std::array<Slot, 2 * kMost> slots_;  ///< only those up to the mask have values
};

}  // namespace

void parse_expressions(std::string_view text, Scan& scan) {
  scan.expressions.clear();
  scan.expressions.resize(scan.tokens.size());
  scan.marks.clear();
  scan.marks.reserve(scan.directives.size());
  for (const ScannedDirective& directive : scan.directives) {
    ListMarks marks;
    const auto tokens = scan.tokens_of(directive);
    const auto expressions =
        std::span(scan.expressions).subspan(directive.first_token, tokens.size());
    Company company(expressions);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string_view token = text_at(text, tokens[i]);
      SourceExpression& expression = expressions[i];
      if (!read_plain_host(text, scan.masks, tokens[i], expression)) {
        expression = parse_source_expression(token);
      }
      const bool keyword = expression.kind == SourceKind::keyword;
      marks.all_plain &= expression.plain || (keyword && expression.keyword == Keyword::self);
      marks.has_none |= keyword && expression.keyword == Keyword::none;
      marks.all_apart &= company.add(i, token);
    }
    scan.marks.push_back(marks);
  }
}

}  // namespace cspkit
