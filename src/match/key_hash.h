// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"
#include "base/words.h"
#include "match/compiled.h"

/// The hash of the compiled policy's table. It folds ASCII case (and harmlessly a few other
/// characters, since every hit is compared in full), so that hosts need no lower-cased copy.
namespace cspkit {

/// `directive` is the index of the list within its policy.
inline std::uint32_t key_hash(KeyKind kind, std::uint8_t directive, std::string_view key) noexcept {
  const std::uint64_t seed = (std::uint64_t{key.size()} << 16) ^ (std::uint64_t{directive} << 8) ^
                             static_cast<std::uint64_t>(kind);
  return static_cast<std::uint32_t>(folded_hash(key, seed) >> 32);
}

/// Equality but for ASCII case of two keys of which it is likely.
inline bool equal_keys(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  std::size_t at = 0;
  std::uint64_t difference = 0;
  for (; a.size() - at > 24; at += 8) difference |= load8(a.data() + at) ^ load8(b.data() + at);
  const Words x(a.substr(at)), y(b.substr(at));
  difference |= (x.first ^ y.first) | (x.middle ^ y.middle) | (x.last ^ y.last);
  if (difference == 0) return true;
  return (difference & ~kFoldWord) == 0 && equals_ignoring_ascii_case(a, b);
}

/// The key of a hash-source: the first characters of its base64-value in the standard alphabet.
/// They say enough, and padding stays out of them.
struct HashKey {
  std::array<char, 16> text;
  std::size_t size;

  explicit HashKey(std::string_view base64_value) noexcept {
    while (base64_value.ends_with('=')) base64_value.remove_suffix(1);
    size = std::min(base64_value.size(), text.size());
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
