// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>

#include "analysis/compare/pair.h"
#include "cspkit/limits.h"

namespace cspkit {

/// Collects the cases in which A and B answer otherwise, and watches over the steps that are left.
class Findings {
 public:
  enum class Until : std::uint8_t { every_difference, first_difference };

  explicit Findings(const ComparedPair& pair, Until until = Until::every_difference)
      : pair_(pair), until_(until) {}

  /// Decides the case under A and B.
  void ask(const PolicyCase& asked);
  /// The same for a case that both have decided already.
  void note(const PolicyCase& asked, const Verdict& under_a, const Verdict& under_b);

  /// Begins questions of another kind.
  void begin_group() noexcept { fruitless_ = {}; }

  /// Takes steps from what limits::kMaxComparisonSteps leaves; false where that is not enough, and
  /// then nothing is proven any more.
  [[nodiscard]] bool spend(std::size_t steps) noexcept;
  [[nodiscard]] std::size_t left() const noexcept { return left_; }
  /// How many URLs are left for that many lists; one more is too many.
  [[nodiscard]] std::size_t urls_left(std::size_t lists) const noexcept {
    return std::min(left_ / std::max<std::size_t>(lists, 1), limits::kMaxComparedUrls) + 1;
  }
  void give_up() noexcept { complete_ = false; }

  /// Puts together what was found.
  [[nodiscard]] Comparison finish() &&;

 private:
  const ComparedPair& pair_;
  Until until_;
  std::size_t left_ = limits::kMaxComparisonSteps;
  bool complete_ = true;
  Comparison out_;
  std::set<std::string> noted_;  ///< what a witness stands for already
  std::array<unsigned, 2>
      fruitless_{};  ///< cases of this group that said nothing new, by direction
};

}  // namespace cspkit
