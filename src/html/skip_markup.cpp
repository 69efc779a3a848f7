// SPDX-License-Identifier: Apache-2.0
#include "html/skip_markup.h"

#include <bit>

#include "base/ascii.h"
#include "html/find.h"
#include "html/skip_attributes.h"
#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace cspkit::html {

namespace {

constexpr auto kNoLetters = [] {
  std::array<std::array<std::uint32_t, 256>, 2> rows{};
  for (auto& row : rows) {
    for (unsigned c = 0; c < row.size(); ++c)
      row[c] = is_ascii_alpha(static_cast<char>(c)) ? 0 : ~0u;
  }
  return rows;
}();

}  // namespace

NameGate::NameGate() noexcept : rows_(kNoLetters) {}

void NameGate::let_in(std::string_view name) noexcept {
  const auto lower = static_cast<unsigned char>(ascii_lower(name[0]));
  for (const unsigned c : {unsigned{lower}, lower - 0x20u}) rows_[0][c] |= 1u << (name.size() % 32);
}

#if defined(__SSE2__)
namespace {

constexpr std::ptrdiff_t kBlock = 32;
/// What has to follow a place so that a block, or a name, can be read there.
constexpr std::ptrdiff_t kReach = 2 * kBlock;

/// Where the bytes that matter to a tag stand in 32 bytes; bit i for the i-th. `blank`: white space and `/`.
struct Masks {
  std::uint32_t less, greater, twice, once, equals, blank;
};

struct Sse2 {
  static inline Masks masks(const char* p) noexcept {
    const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 16));
    return {equal(a, b, '<'),  equal(a, b, '>'), equal(a, b, '"'),
            equal(a, b, '\''), equal(a, b, '='), blank(a, b)};
  }

 private:
  static inline std::uint32_t both(__m128i a, __m128i b) noexcept {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(a)) |
           static_cast<std::uint32_t>(_mm_movemask_epi8(b)) << 16;
  }
  static inline std::uint32_t equal(__m128i a, __m128i b, char c) noexcept {
    const __m128i wanted = _mm_set1_epi8(c);
    return both(_mm_cmpeq_epi8(a, wanted), _mm_cmpeq_epi8(b, wanted));
  }
  static inline std::uint32_t blank(__m128i a, __m128i b) noexcept {
    // From tab to CR, without the vertical tab.
    const __m128i tab = _mm_set1_epi8('\t'), length = _mm_set1_epi8('\r' - '\t');
    const __m128i from_tab_a = _mm_sub_epi8(a, tab), from_tab_b = _mm_sub_epi8(b, tab);
    const std::uint32_t controls =
        both(_mm_cmpeq_epi8(_mm_min_epu8(from_tab_a, length), from_tab_a),
             _mm_cmpeq_epi8(_mm_min_epu8(from_tab_b, length), from_tab_b));
    return (controls & ~equal(a, b, '\v')) | equal(a, b, ' ') | equal(a, b, '/');
  }
};

struct Avx2 {
  [[gnu::target("avx2")]] static inline Masks masks(const char* p) noexcept {
    const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
    // The one byte of each low nibble that is blank; where there is none, one of another nibble.
    const __m256i blank = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, '\f', '\r', 0, '/'));
    return {equal(v, '<'), equal(v, '>'),
            equal(v, '"'), equal(v, '\''),
            equal(v, '='), mask(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(blank, v), v))};
  }

 private:
  [[gnu::target("avx2")]] static inline std::uint32_t mask(__m256i v) noexcept {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(v));
  }
  [[gnu::target("avx2")]] static inline std::uint32_t equal(__m256i v, char c) noexcept {
    return mask(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(c)));
  }
};

/// The bits up to the lowest one of `x`; all, where `x` has none.
inline std::uint32_t up_to_lowest(std::uint32_t x) noexcept { return x ^ (x - 1); }

/// Bit i: the number of bits of `x` up to i is odd.
inline std::uint32_t parity_up_to(std::uint32_t x) noexcept {
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  return x ^ x << 16;
}

/// Reads a tag block by block, and knows whether it is plain behind its own name: each `"` opens a value behind an
/// attribute's name and `=`, or closes one, and no other quotes and no other `=` are there. Then a `>` outside of quotes
/// is the end of the tag.
struct QuoteReader {
  std::uint32_t inside_before = 0;  ///< all bits, where the block begins in a value
  std::uint32_t equals_before = 0;  ///< bit 0: `=` stands just before the block
  std::uint32_t blank_before = 1;   ///< bit 0: what stands there cannot be the end of a name

  std::uint32_t inside = 0;   ///< of the block: in a value, its opening quote included
  std::uint32_t closing = 0;  ///< quotes that end a value
  std::uint32_t equals = 0;

  /// Answers bits that are not zero where the block, as far as `up_to` goes, is not plain.
  inline std::uint32_t read(const Masks& m, std::uint32_t up_to) noexcept {
    inside = parity_up_to(m.twice) ^ inside_before;
    const std::uint32_t twice = m.twice & up_to;
    closing = twice & ~inside;
    equals = m.equals & up_to & ~inside;
    const std::uint32_t no_name = (m.blank | closing) << 1 | blank_before;
    return (m.once & up_to & ~inside) | ((equals << 1 | equals_before) ^ (twice & inside)) |
           (equals & no_name);
  }
  inline void go_on(const Masks& m) noexcept {
    inside_before = 0u - (inside >> 31);
    equals_before = equals >> 31;
    blank_before = (m.blank | closing) >> 31;
  }
};

/// The place behind a start or end tag, of any length, with `>` in its values or not; null where it is not plain.
template <class Isa>
[[gnu::always_inline]] inline const char* skip_plain_tag(const char* p, const char* end) noexcept {
  QuoteReader quotes;
  for (; end - p >= kReach; p += kBlock) {
    const Masks m = Isa::masks(p);
    const std::uint32_t in_values = parity_up_to(m.twice) ^ quotes.inside_before;
    const std::uint32_t greater = m.greater & ~in_values;
    if (quotes.read(m, up_to_lowest(greater)) != 0) return nullptr;
    if (greater != 0) return p + std::countr_zero(greater) + 1;
    quotes.go_on(m);
  }
  return nullptr;
}

/// The place behind a start tag that is not plain, attribute by attribute; null where that is not enough.
inline const char* skip_odd_tag(const char* p, const char* end) noexcept {
  const char* const behind = find_class<kEndsTagName>(p + 1, end);
  if (behind == end || p[1] == '/') return nullptr;
  if (*behind == '>') return behind + 1;
  if (*behind == '/') return nullptr;
  const Skipped skipped = skip_attributes(behind, end);
  return skipped.at_end ? skipped.p + 1 : nullptr;
}

template <class Isa>
[[gnu::always_inline]] inline const char* skip(const char* p, const char* end, const NameGate& gate,
                                               std::uint64_t& steps) noexcept {
  p = find_near(p, end, '<');
  while (end - p >= kReach) {
    ++steps;
    const Masks m = Isa::masks(p);
    // Taken for the tag's end until shown to be in a value: so the way to the next `<` does not wait for the quotes.
    const std::uint32_t up_to = up_to_lowest(m.greater);
    const std::uint32_t less = m.less & ~up_to;
    const unsigned is_end_tag = p[1] == '/';
    const std::uint32_t ends_name = (m.blank & ~2u) | m.greater;
    const auto length = static_cast<unsigned>(std::countr_zero(ends_name)) - 1 - is_end_tag;
    const bool deserves_a_look = gate.lets_in(is_end_tag != 0, p[1 + is_end_tag], length);
    // An equals sign in the tag's own name is part of it, and so is a quote behind that.
    const std::uint32_t odd_name = m.equals & up_to_lowest(ends_name);
    QuoteReader quotes;
    const std::uint32_t odd =
        quotes.read(m, up_to) | (quotes.inside & (up_to ^ up_to >> 1)) | odd_name;
    if (((odd != 0) | deserves_a_look | (m.greater == 0)) == 0) [[likely]] {
      p = less != 0 ? p + std::countr_zero(less) : find_near(p + kBlock, end, '<');
      continue;
    }
    if (deserves_a_look) return p;
    const char* behind = odd_name != 0 || ends_name == 0 ? nullptr : skip_plain_tag<Isa>(p, end);
    if (behind == nullptr) behind = skip_odd_tag(p, end);
    if (behind == nullptr) return p;
    p = find_near(behind, end, '<');
  }
  return p;
}

[[gnu::flatten]] const char* skip_sse2(const char* p, const char* end, const NameGate& gate,
                                       std::uint64_t& steps) noexcept {
  return skip<Sse2>(p, end, gate, steps);
}
[[gnu::flatten, gnu::target("avx2")]] const char* skip_avx2(const char* p, const char* end,
                                                            const NameGate& gate,
                                                            std::uint64_t& steps) noexcept {
  return skip<Avx2>(p, end, gate, steps);
}

}  // namespace

const char* skip_markup(const char* p, const char* end, const NameGate& gate,
                        std::uint64_t& steps) noexcept {
  static const auto skip_here = __builtin_cpu_supports("avx2") ? skip_avx2 : skip_sse2;
  return skip_here(p, end, gate, steps);
}
const char* skip_markup_anywhere(const char* p, const char* end, const NameGate& gate,
                                 std::uint64_t& steps) noexcept {
  return skip_sse2(p, end, gate, steps);
}
#else
const char* skip_markup(const char* p, const char* end, const NameGate&, std::uint64_t&) noexcept {
  return find_near(p, end, '<');
}
const char* skip_markup_anywhere(const char* p, const char* end, const NameGate&,
                                 std::uint64_t&) noexcept {
  return find_near(p, end, '<');
}
#endif

}  // namespace cspkit::html
