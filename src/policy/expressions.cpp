// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <bit>

#include "base/words.h"
#include "policy/scan.h"

namespace cspkit {
namespace {

/// The last two labels of a host, or all of it: who covers another host, has them in common with it.
std::string_view domain_of(std::string_view host) noexcept {
  const std::size_t last = host.rfind('.');
  if (last == host.npos || last == 0) return host;
  const std::size_t before = host.rfind('.', last - 1);
  return before == host.npos ? host : host.substr(before + 1);
}

/// What two tokens share that read the same, and two hosts of one domain.
std::uint64_t hash_of(std::string_view token, const SourceExpression& expression) noexcept {
  if (expression.plain) {
    const std::string_view host = expression.host;
    return folded_hash(host.substr(host.size() - expression.domain_size), 0);
  }
  const bool host = expression.kind == SourceKind::host && !expression.host.empty();
  return folded_hash(host ? domain_of(expression.host) : token, 0);
}

/// Hashes of one list, to see whether one comes twice.
class Hashes {
 public:
  explicit Hashes(std::size_t count) noexcept
      : mask_(std::bit_ceil(2 * std::clamp<std::size_t>(count, 1, kMost)) - 1),
        fits_(count <= kMost) {
    if (fits_) std::fill_n(slots_.begin(), mask_ + 1, 0u);
  }
  /// False where the hash was there before, or is one too many.
  bool insert(std::uint64_t hash) noexcept {
    if (!fits_) return false;
    const auto kept = static_cast<std::uint32_t>(hash >> 32) | 1;  // 0 is a free slot
    std::size_t at = static_cast<std::size_t>(hash) & mask_;
    for (; slots_[at] != 0; at = (at + 1) & mask_) {
      if (slots_[at] == kept) return false;
    }
    slots_[at] = kept;
    return true;
  }

 private:
  static constexpr std::size_t kMost = 128;
  std::array<std::uint32_t, 2 * kMost> slots_;
  std::size_t mask_;
  bool fits_;
};

}  // namespace

void parse_expressions(std::string_view text, Scan& scan) {
  scan.expressions.clear();
  scan.expressions.reserve(scan.tokens.size());
  scan.marks.clear();
  scan.marks.reserve(scan.directives.size());
  for (const ScannedDirective& directive : scan.directives) {
    ListMarks marks;
    Hashes hashes(directive.token_count);
    for (const Span span : scan.tokens_of(directive)) {
      const std::string_view token = text_at(text, span);
      const SourceExpression& expression =
          scan.expressions.emplace_back(parse_source_expression(token));
      const bool keyword = expression.kind == SourceKind::keyword;
      marks.all_plain &= expression.plain || (keyword && expression.keyword == Keyword::self);
      marks.has_none |= keyword && expression.keyword == Keyword::none;
      marks.all_apart = marks.all_apart && hashes.insert(hash_of(token, expression));
    }
    scan.marks.push_back(marks);
  }
}

}  // namespace cspkit
