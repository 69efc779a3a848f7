// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "html/find.h"

namespace cspkit::html {

/// How far skip_attributes() came: to the `>` that ends the tag, or to a place before an attribute's name from which
/// on somebody has to look at each attribute.
struct Skipped {
  const char* p;
  bool at_end;
};

/// Hops over the attributes of a tag from before an attribute's name, as long as quotes stand only where they
/// usually do: behind the only `=` since the last value. That `=` then follows a name, and the quote begins a value;
/// whatever comes before it, a `>` would end the tag.
inline Skipped skip_attributes(const char* p, const char* end) noexcept {
#if defined(__SSE2__)
  while (end - p >= 32) {
    const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 16));
    const auto mask = [&](char c) {
      const __m128i wanted = _mm_set1_epi8(c);
      return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(a, wanted))) |
             static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(b, wanted))) << 16;
    };
    const std::uint32_t greater = mask('>');
    const std::uint32_t twice = mask('"');
    const std::uint32_t once = mask('\'');
    const std::uint32_t stops = greater | twice | once;
    if (stops == 0) break;
    const std::uint32_t first = stops & (~stops + 1);
    const auto at = static_cast<unsigned>(std::countr_zero(stops));
    if ((greater & first) != 0) return {p + at, true};
    // `x="`, with nothing that is no name before the equals sign, and no other equals sign before it.
    const std::uint32_t equals = mask('=') & (first - 1);
    if (at < 2 || equals != first >> 1 || is(p[at - 2], kSpace | kSlash)) break;
    const std::uint32_t same = ((twice & first) != 0 ? twice : once) & ~(first | (first - 1));
    if (same != 0) {
      p += std::countr_zero(same) + 1;
      continue;
    }
    const char* const close = find_near(p + 32, end, p[at]);
    if (close == end) break;
    p = close + 1;
  }
#else
  static_cast<void>(end);
#endif
  return {p, false};
}

}  // namespace cspkit::html
