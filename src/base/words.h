// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Text read eight bytes at a time, to be hashed or compared.
namespace cspkit {

/// Folds ASCII case where it is or-ed into a word, and harmlessly a few other characters.
inline constexpr std::uint64_t kFoldWord = 0x2020'2020'2020'2020ull;
inline constexpr std::uint64_t kHashMultiplier = 0x9E37'79B9'7F4A'7C15ull;

inline std::uint64_t load8(const char* p) noexcept {
  std::uint64_t v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

/// The word without those bits that come from the lowest addresses; `bits` is less than 64.
inline std::uint64_t without_first_bits(std::uint64_t word, unsigned bits) noexcept {
  return std::endian::native == std::endian::little ? word >> bits : word << bits;
}

/// Three words that hold every byte of a text of at most 24; they may overlap. Most hosts are in
/// reach, and for them no loop has to be foreseen.
struct Words {
  std::uint64_t first = 0, middle = 0, last = 0;

  explicit Words(std::string_view text) noexcept {
    const char* const p = text.data();
    const std::size_t n = text.size();
    if (n >= 8) {
      first = load8(p);
      middle = load8(p + (n - 8) / 2);
      last = load8(p + n - 8);
    } else if (n >= 4) {
      std::uint32_t low, high;
      std::memcpy(&low, p, 4);
      std::memcpy(&high, p + n - 4, 4);
      first = low | (std::uint64_t{high} << 32);
    } else if (n > 0) {
      first = static_cast<unsigned char>(p[0]) |
              (std::uint64_t{static_cast<unsigned char>(p[n / 2])} << 8) |
              (std::uint64_t{static_cast<unsigned char>(p[n - 1])} << 16);
    }
  }
};

inline std::uint64_t mix(std::uint64_t h, std::uint64_t v) noexcept {
  h = (h ^ v) * kHashMultiplier;
  return h ^ (h >> 29);
}

/// A hash that folds ASCII case (and harmlessly a few other characters). `seed` makes others of the same text.
inline std::uint64_t folded_hash(std::string_view text, std::uint64_t seed) noexcept {
  for (; text.size() > 24; text.remove_prefix(8)) seed = mix(seed, load8(text.data()) | kFoldWord);
  const Words words(text);
  // Two multiplications that do not wait for each other, then one for both.
  const std::uint64_t beside = mix(kHashMultiplier, words.middle | kFoldWord);
  seed = mix(seed, words.first | kFoldWord);
  return mix(seed + (beside << 1), words.last | kFoldWord);
}

}  // namespace cspkit
