// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace cspkit {

/// The number of insertions, deletions, replacements and swaps of neighbours between two words (the
/// optimal string alignment distance, each letter moved at most once), or `limit + 1` where it is
/// more.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// How far a misspelling of a word of that length may be from it: short words leave no room.
[[nodiscard]] std::size_t tolerated_distance(std::size_t length) noexcept;

/// Keeps the candidate nearest to a word that a person may have meant. `word` in lower case.
class Nearest {
 public:
  explicit Nearest(std::string_view word) noexcept
      : word_(word), distance_(tolerated_distance(word.size()) + 1) {}

  void offer(std::string_view candidate);

  /// Empty where no candidate is near enough.
  [[nodiscard]] std::string_view best() const noexcept { return best_; }

 private:
  std::string_view word_;
  std::string_view best_;
  std::size_t distance_;
};

}  // namespace cspkit
