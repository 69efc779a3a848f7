// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "match/compiled.h"

/// The hash of the compiled policy's table. It folds ASCII case (and harmlessly a few other
/// characters, since every hit is compared in full), so that hosts need no lower-cased copy.
namespace cspkit {

namespace detail {

inline constexpr std::uint64_t kFold = 0x2020'2020'2020'2020ull;
inline constexpr std::uint64_t kMultiplier = 0x9E37'79B9'7F4A'7C15ull;

inline std::uint64_t load(const char* p, std::size_t n) noexcept {
  std::uint64_t v = 0;
  if (n >= 8) {
    std::memcpy(&v, p, 8);
  } else if (n >= 4) {
    std::uint32_t low, high;
    std::memcpy(&low, p, 4);
    std::memcpy(&high, p + n - 4, 4);
    v = low | (std::uint64_t{high} << 32);
  } else if (n > 0) {
    v = static_cast<unsigned char>(p[0]) |
        (std::uint64_t{static_cast<unsigned char>(p[n / 2])} << 8) |
        (std::uint64_t{static_cast<unsigned char>(p[n - 1])} << 16);
  }
  return v;
}

inline std::uint64_t mix(std::uint64_t h, std::uint64_t v) noexcept {
  h = (h ^ (v | kFold)) * kMultiplier;
  return h ^ (h >> 29);
}

}  // namespace detail

/// `directive` is the index of the list within its policy.
inline std::uint32_t key_hash(KeyKind kind, std::uint8_t directive, std::string_view key) noexcept {
  std::uint64_t h = (std::uint64_t{key.size()} << 16) ^ (std::uint64_t{directive} << 8) ^
                    static_cast<std::uint64_t>(kind);
  const char* p = key.data();
  std::size_t n = key.size();
  while (n > 8) {
    h = detail::mix(h, detail::load(p, 8));
    p += 8;
    n -= 8;
  }
  h = detail::mix(h, detail::load(p, n));
  return static_cast<std::uint32_t>(h >> 32);
}

/// The key of a hash-source: the first characters of its base64-value in the standard alphabet.
/// They say enough, and padding stays out of them.
struct HashKey {
  std::array<char, 16> text;
  std::size_t size;

  explicit HashKey(std::string_view base64_value) noexcept
      : size(std::min(base64_value.size(), text.size())) {
    for (std::size_t i = 0; i < size; ++i) {
      const char c = base64_value[i];
      text[i] = c == '-' ? '+' : c == '_' ? '/' : c;
    }
  }
  [[nodiscard]] std::string_view view() const noexcept { return {text.data(), size}; }
};

/// Calls `f(source)` for each source of that hash until one call answers true; answers whether one
/// did. Different keys may share a hash: compare. Buckets with chains keep insertion constant
/// whatever the keys, so that no policy is slow to compile.
template <class F>
inline bool any_of_hash(const CompiledPolicy::Data& data, std::uint32_t hash, F&& f) noexcept {
  for (std::uint32_t i = data.buckets[hash & data.bucket_mask]; i != kEnd;
       i = data.sources[i].next) {
    const CompiledSource& source = data.sources[i];
    if (source.hash == hash && f(source)) return true;
  }
  return false;
}

}  // namespace cspkit
