// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"
#include "base/words.h"

/// The splitting that the text's parser does, and nothing more; the model's parser and the compiler
/// share it.
namespace cspkit {

/// Calls `f(token, offset)` for each piece of `text` between the separators, empty pieces included.
/// Source: https://infra.spec.whatwg.org/#strictly-split
template <class F>
constexpr void strictly_split(std::string_view text, char separator, F&& f) {
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = text.find(separator, begin);
    if (end == std::string_view::npos) break;
    f(text.substr(begin, end - begin), begin);
    begin = end + 1;
  }
  f(text.substr(begin), begin);
}

/// Where the first ASCII white space stands in `text` from `at` on, or its size.
inline std::size_t find_ascii_whitespace(std::string_view text, std::size_t at) noexcept {
  if constexpr (std::endian::native == std::endian::little) {
    // Eight bytes at a time, as far as the next one that is a blank or below it.
    constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101ull;
    for (; text.size() - at >= 8; at += 8) {
      const std::uint64_t word = load8(text.data() + at);
      const std::uint64_t low = (word - kOnes * (' ' + 1)) & ~word & kOnes * 0x80;
      if (low != 0) {
        at += static_cast<std::size_t>(std::countr_zero(low)) / 8;
        break;
      }
    }
  }
  while (at < text.size() && !is_ascii_whitespace(text[at])) ++at;
  return at;
}

/// Calls `f(token, offset)` for each run of `text` without ASCII white space.
/// Source: https://infra.spec.whatwg.org/#split-on-ascii-whitespace
template <class F>
void split_on_ascii_whitespace(std::string_view text, F&& f) {
  std::size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && is_ascii_whitespace(text[i])) ++i;
    const std::size_t begin = i;
    i = find_ascii_whitespace(text, i);
    if (i > begin) f(text.substr(begin, i - begin), begin);
  }
}

}  // namespace cspkit
