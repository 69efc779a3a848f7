// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

/// Which bytes of a text are of a kind, 16, 32 or 64 at a time by what a processor has for it.
///
///     const auto [dots, blanks] = Avx2::where<byte('.'), kAsciiWhitespace>(p);  // bit i is for p[i]
namespace cspkit {

/// A kind of bytes.
struct ByteKind {
  enum class Of : std::uint8_t { range, ascii_whitespace, ascii_letters, not_ascii };
  Of of;
  char first = 0, last = 0;  ///< of a range
};
constexpr ByteKind byte(char c) noexcept { return {ByteKind::Of::range, c, c}; }
constexpr ByteKind bytes(char first, char last) noexcept {
  return {ByteKind::Of::range, first, last};
}
/// TAB, LF, FF, CR, SPACE.
inline constexpr ByteKind kAsciiWhitespace{ByteKind::Of::ascii_whitespace};
inline constexpr ByteKind kAsciiLetters{ByteKind::Of::ascii_letters};
inline constexpr ByteKind kNotAscii{ByteKind::Of::not_ascii};

/// Kinds, a word of bits each.
template <std::size_t N>
using ByteWords = std::array<std::uint64_t, N>;

#if defined(__SSE2__)
/// What every x86-64 has.
struct Sse2 {
  static constexpr unsigned kBytes = 16;

  template <ByteKind... kinds>
  static inline ByteWords<sizeof...(kinds)> where(const char* p) noexcept {
    const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    return {of<kinds>(v)...};
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
  template <ByteKind kind>
  static inline std::uint64_t of(__m128i v) noexcept {
    if constexpr (kind.of == ByteKind::Of::range) return within(v, kind.first, kind.last);
    if constexpr (kind.of == ByteKind::Of::not_ascii) return bits(v);
    if constexpr (kind.of == ByteKind::Of::ascii_letters) {
      return within(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
    }
    if constexpr (kind.of == ByteKind::Of::ascii_whitespace) {
      return (within(v, '\t', '\r') & ~within(v, '\v', '\v')) | within(v, ' ', ' ');
    }
  }
  static inline std::uint64_t within(__m128i v, char first, char last) noexcept {
    if (first == last) return bits(_mm_cmpeq_epi8(v, _mm_set1_epi8(first)));
    const __m128i from_first = _mm_sub_epi8(v, _mm_set1_epi8(first));
    const __m128i most = _mm_set1_epi8(static_cast<char>(last - first));
    return bits(_mm_cmpeq_epi8(_mm_min_epu8(from_first, most), from_first));
  }
  static inline std::uint64_t bits(__m128i v) noexcept {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(v));
  }
};

#define CSPKIT_AVX2 [[gnu::target("avx2,bmi,bmi2,lzcnt,pclmul")]]
#define CSPKIT_AVX512 [[gnu::target("avx512bw,bmi,bmi2,lzcnt,pclmul")]]

/// What the two below have in common. Who calls them carries the same attribute, and has asked `vectors_here()`.
struct Avx {
  CSPKIT_AVX2 static inline std::uint64_t parity_up_to(std::uint64_t x) noexcept {
    const __m128i product =
        _mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<long long>(x)), _mm_set1_epi8(-1), 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }

 protected:
  /// The one byte of each low nibble that is white space; where there is none, one of another nibble.
  alignas(16) static constexpr char kWhitespace[] = {' ', 0,    0,    0, 0,    0,    0, 0,
                                                     0,   '\t', '\n', 0, '\f', '\r', 0, 0};
  CSPKIT_AVX2 static inline __m128i whitespace() noexcept {
    return _mm_load_si128(reinterpret_cast<const __m128i*>(kWhitespace));
  }
};

struct Avx2 : Avx {
  static constexpr unsigned kBytes = 32;

  template <ByteKind... kinds>
  CSPKIT_AVX2 static inline ByteWords<sizeof...(kinds)> where(const char* p) noexcept {
    const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
    return {of<kinds>(v)...};
  }

 private:
  template <ByteKind kind>
  CSPKIT_AVX2 static inline std::uint64_t of(__m256i v) noexcept {
    if constexpr (kind.of == ByteKind::Of::range) return within(v, kind.first, kind.last);
    if constexpr (kind.of == ByteKind::Of::not_ascii) return bits(v);
    if constexpr (kind.of == ByteKind::Of::ascii_letters) {
      return within(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), 'a', 'z');
    }
    if constexpr (kind.of == ByteKind::Of::ascii_whitespace) {
      const __m256i blank = _mm256_broadcastsi128_si256(whitespace());
      return bits(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(blank, v), v));
    }
  }
  CSPKIT_AVX2 static inline std::uint64_t within(__m256i v, char first, char last) noexcept {
    if (first == last) return bits(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(first)));
    const __m256i from_first = _mm256_sub_epi8(v, _mm256_set1_epi8(first));
    const __m256i most = _mm256_set1_epi8(static_cast<char>(last - first));
    return bits(_mm256_cmpeq_epi8(_mm256_min_epu8(from_first, most), from_first));
  }
  CSPKIT_AVX2 static inline std::uint64_t bits(__m256i v) noexcept {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(v));
  }
};

struct Avx512 : Avx {
  static constexpr unsigned kBytes = 64;

  template <ByteKind... kinds>
  CSPKIT_AVX512 static inline ByteWords<sizeof...(kinds)> where(const char* p) noexcept {
    const __m512i v = _mm512_loadu_si512(p);
    return {of<kinds>(v)...};
  }

 private:
  template <ByteKind kind>
  CSPKIT_AVX512 static inline std::uint64_t of(__m512i v) noexcept {
    if constexpr (kind.of == ByteKind::Of::range) return within(v, kind.first, kind.last);
    if constexpr (kind.of == ByteKind::Of::not_ascii) return _mm512_movepi8_mask(v);
    if constexpr (kind.of == ByteKind::Of::ascii_letters) {
      return within(_mm512_or_si512(v, _mm512_set1_epi8(0x20)), 'a', 'z');
    }
    if constexpr (kind.of == ByteKind::Of::ascii_whitespace) {
      constexpr __mmask16 kAll = 0xFFFF;
      const __m512i blank = _mm512_maskz_broadcast_i32x4(kAll, whitespace());
      return _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(blank, v), v);
    }
  }
  CSPKIT_AVX512 static inline std::uint64_t within(__m512i v, char first, char last) noexcept {
    if (first == last) return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(first));
    const __m512i from_first = _mm512_sub_epi8(v, _mm512_set1_epi8(first));
    return _mm512_cmple_epu8_mask(from_first, _mm512_set1_epi8(static_cast<char>(last - first)));
  }
};

/// What this processor has of them: each has those before it, too.
enum class Vectors : std::uint8_t { sse2, avx2, avx512 };
inline Vectors vectors_here() noexcept {
  if (!__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("pclmul") ||
      !__builtin_cpu_supports("avx2")) {
    return Vectors::sse2;
  }
  return __builtin_cpu_supports("avx512bw") ? Vectors::avx512 : Vectors::avx2;
}
#endif

}  // namespace cspkit
