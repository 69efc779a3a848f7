// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "html/find.h"
#include "html/skip_attributes.h"

namespace cspkit::html {

/// The lengths (as bits) of the names that matter, by first letter.
using NameGate = std::array<std::uint32_t, 27>;

/// Hops over text and over tags that nobody asks for and that change nothing. Stops at the first `<` that deserves a look:
/// markup other than a tag, a tag whose name may matter, one that is not written as tags usually are, or one close to the
/// end. `tags` counts the work.
inline const char* skip_markup(const char* p, const char* end, const NameGate& gate,
                               std::uint64_t& tags) noexcept {
#if defined(__SSE2__)
  const auto equal = [](__m128i v, char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); };
  const auto mask = [](__m128i v) { return static_cast<std::uint32_t>(_mm_movemask_epi8(v)); };
  for (;;) {
    p = find_near(p, end, '<');
    if (end - p < 32) return p;
    ++tags;
    if (p[1] == '/') {
      // `</name>`: no quote before the `>`.
      const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 2));
      const std::uint32_t greater = mask(equal(v, '>'));
      const std::uint32_t quotes = mask(_mm_or_si128(equal(v, '"'), equal(v, '\'')));
      const auto letter = static_cast<unsigned char>((p[2] | 0x20) - 'a');
      if (letter >= 26 || greater == 0 || (quotes & (greater - 1)) != 0) return p;
      p += 2 + std::countr_zero(greater) + 1;
      continue;
    }
    const auto letter = static_cast<unsigned char>((p[1] | 0x20) - 'a');
    if (letter >= 26) return p;
    const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 1));
    const std::uint32_t ends =
        mask(_mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(' ')), v),
                          _mm_or_si128(equal(v, '/'), equal(v, '>'))));
    if (ends == 0) return p;
    const auto length = static_cast<unsigned>(std::countr_zero(ends));
    if (((gate[letter] >> length) & 1) != 0) return p;
    const char* const behind = p + 1 + length;
    if (*behind == '>') {
      p = behind + 1;
      continue;
    }
    if (!is(*behind, kSpace)) return p;
    const Skipped skipped = skip_attributes(behind, end);
    if (!skipped.at_end) return p;
    p = skipped.p + 1;
  }
#else
  static_cast<void>(gate);
  static_cast<void>(tags);
  return find_near(p, end, '<');
#endif
}

}  // namespace cspkit::html
