// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Searches that stop at the bytes on which HTML's tokenization turns. None reads a byte outside of [p, end).
namespace cspkit::html {

/// Bits of kClass.
inline constexpr std::uint8_t kSpace = 1;  ///< TAB, LF, FF, CR, SPACE
inline constexpr std::uint8_t kSlash = 2;
inline constexpr std::uint8_t kGreater = 4;
inline constexpr std::uint8_t kEquals = 8;
inline constexpr auto kClass = [] {
  std::array<std::uint8_t, 256> bits{};
  for (const unsigned char c : {'\t', '\n', '\f', '\r', ' '}) bits[c] = kSpace;
  bits['/'] = kSlash;
  bits['>'] = kGreater;
  bits['='] = kEquals;
  return bits;
}();

inline bool is(char c, std::uint8_t bits) noexcept {
  return (kClass[static_cast<unsigned char>(c)] & bits) != 0;
}

/// The first `c`, or end. Short distances are looked at here, since calling memchr costs more than they do.
inline const char* find_near(const char* p, const char* end, char c) noexcept {
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi8(c);
  for (int i = 0; i < 4 && end - p >= 16; ++i, p += 16) {
    const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(v, wanted)));
    if (hits != 0) return p + std::countr_zero(hits);
  }
#endif
  if (p == end) return end;
  const void* const hit = std::memchr(p, c, static_cast<std::size_t>(end - p));
  return hit != nullptr ? static_cast<const char*>(hit) : end;
}

inline constexpr std::uint8_t kEndsTagName = kSpace | kSlash | kGreater;
inline constexpr std::uint8_t kEndsAttributeName = kEndsTagName | kEquals;
inline constexpr std::uint8_t kEndsUnquotedValue = kSpace | kGreater;

/// The first byte of these classes, or end.
template <std::uint8_t Bits>
inline const char* find_class(const char* p, const char* end) noexcept {
#if defined(__SSE2__)
  const __m128i space = _mm_set1_epi8(' ');
  while (end - p >= 16) {
    const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    // Everything up to the space: the few control characters that do not end a name are sorted out below.
    __m128i hit = _mm_cmpeq_epi8(_mm_min_epu8(v, space), v);
    const auto add = [&](char c) { hit = _mm_or_si128(hit, _mm_cmpeq_epi8(v, _mm_set1_epi8(c))); };
    if constexpr ((Bits & kSlash) != 0) add('/');
    if constexpr ((Bits & kGreater) != 0) add('>');
    if constexpr ((Bits & kEquals) != 0) add('=');
    auto hits = static_cast<unsigned>(_mm_movemask_epi8(hit));
    for (; hits != 0; hits &= hits - 1) {
      const char* const at = p + std::countr_zero(hits);
      if (is(*at, Bits)) return at;
    }
    p += 16;
  }
#endif
  while (p != end && !is(*p, Bits)) ++p;
  return p;
}

inline const char* skip_space(const char* p, const char* end) noexcept {
  while (p != end && is(*p, kSpace)) ++p;
  return p;
}

}  // namespace cspkit::html
