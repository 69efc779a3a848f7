// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

/// Where the bytes that matter to markup stand in a block of 64, by what a processor has for it.
namespace cspkit::html {

#if defined(__SSE2__)
/// Bit i is for the i-th byte.
struct ByteMasks {
  std::uint64_t less, greater, twice, once, equals, slash;
  std::uint64_t blank;   ///< white space, and `/`
  std::uint64_t letter;  ///< of ASCII

  void add(const ByteMasks& m, unsigned at) noexcept {
    less |= m.less << at;
    greater |= m.greater << at;
    twice |= m.twice << at;
    once |= m.once << at;
    equals |= m.equals << at;
    slash |= m.slash << at;
    blank |= m.blank << at;
    letter |= m.letter << at;
  }
};

/// What every x86-64 has.
struct Sse2 {
  static constexpr unsigned kBytes = 16;

  static inline ByteMasks read(const char* p) noexcept {
    const auto v = load(p);
    return {equal(v, '<'), equal(v, '>'), equal(v, '"'), equal(v, '\''),
            equal(v, '='), equal(v, '/'), blank(v),      letter(v)};
  }
  /// Bit i: the number of bits of `x` up to i is odd.
  static inline std::uint64_t parity_up_to(std::uint64_t x) noexcept {
    x ^= x << 1;
    x ^= x << 2;
    x ^= x << 4;
    x ^= x << 8;
    x ^= x << 16;
    return x ^ x << 32;
  }

 private:
  static inline __m128i load(const char* p) noexcept {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  }
  static inline std::uint64_t equal(__m128i v, char c) noexcept {
    return bits(_mm_cmpeq_epi8(v, _mm_set1_epi8(c)));
  }
  static inline std::uint64_t blank(__m128i v) noexcept {
    // From tab to CR, without the vertical tab.
    const __m128i from_tab = _mm_sub_epi8(v, _mm_set1_epi8('\t'));
    const __m128i controls =
        _mm_cmpeq_epi8(_mm_min_epu8(from_tab, _mm_set1_epi8('\r' - '\t')), from_tab);
    return (bits(controls) & ~equal(v, '\v')) | equal(v, ' ') | equal(v, '/');
  }
  static inline std::uint64_t letter(__m128i v) noexcept {
    const __m128i from_a = _mm_sub_epi8(_mm_or_si128(v, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    return bits(_mm_cmpeq_epi8(_mm_min_epu8(from_a, _mm_set1_epi8('z' - 'a')), from_a));
  }
  static inline std::uint64_t bits(__m128i v) noexcept {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(v));
  }
};

#define CSPKIT_AVX2 [[gnu::target("avx2,bmi,bmi2,lzcnt,pclmul")]]
#define CSPKIT_AVX512 [[gnu::target("avx512bw,bmi,bmi2,lzcnt,pclmul")]]

/// What the two below have in common.
struct Avx {
  CSPKIT_AVX2 static inline std::uint64_t parity_up_to(std::uint64_t x) noexcept {
    const __m128i product =
        _mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<long long>(x)), _mm_set1_epi8(-1), 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }

 protected:
  /// The one byte of each low nibble that is blank; where there is none, one of another nibble.
  alignas(16) static constexpr char kBlank[] = {' ', 0,    0,    0, 0,    0,    0, 0,
                                                0,   '\t', '\n', 0, '\f', '\r', 0, '/'};
  CSPKIT_AVX2 static inline __m128i blanks() noexcept {
    return _mm_load_si128(reinterpret_cast<const __m128i*>(kBlank));
  }
};

struct Avx2 : Avx {
  static constexpr unsigned kBytes = 32;

  CSPKIT_AVX2 static inline ByteMasks read(const char* p) noexcept {
    const auto v = load(p);
    return {equal(v, '<'), equal(v, '>'), equal(v, '"'), equal(v, '\''),
            equal(v, '='), equal(v, '/'), blank(v),      letter(v)};
  }

 private:
  CSPKIT_AVX2 static inline __m256i load(const char* p) noexcept {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
  }
  CSPKIT_AVX2 static inline std::uint64_t equal(__m256i v, char c) noexcept {
    return bits(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(c)));
  }
  CSPKIT_AVX2 static inline std::uint64_t blank(__m256i v) noexcept {
    const __m256i blank = _mm256_broadcastsi128_si256(blanks());
    return bits(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(blank, v), v));
  }
  CSPKIT_AVX2 static inline std::uint64_t letter(__m256i v) noexcept {
    const __m256i from_a =
        _mm256_sub_epi8(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
    return bits(_mm256_cmpeq_epi8(_mm256_min_epu8(from_a, _mm256_set1_epi8('z' - 'a')), from_a));
  }
  CSPKIT_AVX2 static inline std::uint64_t bits(__m256i v) noexcept {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(v));
  }
};

struct Avx512 : Avx {
  static constexpr unsigned kBytes = 64;

  CSPKIT_AVX512 static inline ByteMasks read(const char* p) noexcept {
    const auto v = load(p);
    return {equal(v, '<'), equal(v, '>'), equal(v, '"'), equal(v, '\''),
            equal(v, '='), equal(v, '/'), blank(v),      letter(v)};
  }

 private:
  static constexpr __mmask16 kAll = 0xFFFF;
  CSPKIT_AVX512 static inline __m512i load(const char* p) noexcept { return _mm512_loadu_si512(p); }
  CSPKIT_AVX512 static inline std::uint64_t equal(__m512i v, char c) noexcept {
    return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(c));
  }
  CSPKIT_AVX512 static inline std::uint64_t blank(__m512i v) noexcept {
    const __m512i blank = _mm512_maskz_broadcast_i32x4(kAll, blanks());
    return _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(blank, v), v);
  }
  CSPKIT_AVX512 static inline std::uint64_t letter(__m512i v) noexcept {
    const __m512i from_a =
        _mm512_sub_epi8(_mm512_or_si512(v, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a'));
    return _mm512_cmple_epu8_mask(from_a, _mm512_set1_epi8('z' - 'a'));
  }
};
#endif

}  // namespace cspkit::html
