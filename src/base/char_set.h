// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cspkit {

/// A set of ASCII characters, to look for the first of them in short texts.
///
///     constexpr CharSet kEnd("/?#");
///     kEnd.find_in("a.test/b");  // 6
class CharSet {
 public:
  explicit constexpr CharSet(std::string_view chars) noexcept {
    for (const char c : chars) bits_[index(c)] |= bit(c);
  }
  [[nodiscard]] constexpr bool contains(char c) const noexcept {
    return static_cast<unsigned char>(c) < 0x80 && (bits_[index(c)] & bit(c)) != 0;
  }
  /// Where the first of them stands, or npos.
  [[nodiscard]] constexpr std::size_t find_in(std::string_view text) const noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (contains(text[i])) return i;
    }
    return text.npos;
  }
  [[nodiscard]] constexpr bool any_in(std::string_view text) const noexcept {
    return find_in(text) != text.npos;
  }

 private:
  static constexpr std::size_t index(char c) noexcept {
    return static_cast<unsigned char>(c) >> 6 & 1;
  }
  static constexpr std::uint64_t bit(char c) noexcept {
    return std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
  }
  std::uint64_t bits_[2] = {};
};

}  // namespace cspkit
