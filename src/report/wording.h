// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

/// Sentences with gaps, such as `Refused to load {url} because`, found in a line.
namespace cspkit::report {

/// What a sentence's gaps hold, by name; views into the line and the pattern, which must both outlive it.
class Gaps {
 public:
  /// Empty where the sentence has no such gap.
  [[nodiscard]] std::string_view operator[](std::string_view name) const noexcept;

  std::string_view before;  ///< of the line, what stands before the sentence
  std::string_view rest;    ///< and what stands behind it

 private:
  friend std::optional<Gaps> find_wording(std::string_view pattern, std::string_view line) noexcept;
  struct Gap {
    std::string_view name, text;
  };
  std::array<Gap, 6> gaps_{};
  std::size_t count_ = 0;
};

/// Looks for the sentence anywhere in the line. Each piece of text between gaps is taken where it stands first; a gap at
/// the end reaches to the end of the line. Linear in the line for each piece.
[[nodiscard]] std::optional<Gaps> find_wording(std::string_view pattern,
                                               std::string_view line) noexcept;

}  // namespace cspkit::report
