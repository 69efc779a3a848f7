// SPDX-License-Identifier: Apache-2.0
#include "base/nearest.h"

#include <algorithm>
#include <array>

namespace cspkit {
namespace {

/// Longer words are nobody's misspelling; the rows below have room for this many letters.
constexpr std::size_t kLongestWord = 40;

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t far = limit + 1;
  if (a.size() > kLongestWord || b.size() > kLongestWord) return a == b ? 0 : far;
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) > limit) return far;

  using Row = std::array<std::size_t, kLongestWord + 1>;
  Row two_above{};
  Row above{};
  Row current{};
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({above[j] + 1, current[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        current[j] = std::min(current[j], two_above[j - 2] + 1);
    }
    two_above = above;
    above = current;
  }
  return std::min(above[b.size()], far);
}

std::size_t tolerated_distance(std::size_t length) noexcept {
  if (length < 4) return 0;
  if (length < 6) return 1;
  return length < 12 ? 2 : 3;
}

void Nearest::offer(std::string_view candidate) {
  if (distance_ == 0) return;
  const std::size_t distance = edit_distance(word_, candidate, distance_ - 1);
  if (distance >= distance_) return;
  distance_ = distance;
  best_ = candidate;
}

}  // namespace cspkit
