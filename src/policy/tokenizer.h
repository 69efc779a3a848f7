// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"
#include "base/byte_block.h"
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

/// Both of them in one go: calls `on_token(begin, end)` for each run of `text` without ASCII white space and without
/// separators, and `on_end()` behind the last of each piece between the separators.
template <class OnToken, class OnEnd>
void split_into_tokens(std::string_view text, char separator, OnToken&& on_token, OnEnd&& on_end) {
  std::size_t begin = 0;       // of the token
  std::uint64_t in_token = 0;  // 1: the last byte was part of one
  for (std::size_t at = 0; at < text.size(); at += ByteBlock::kBytes) {
    const ByteBlock block(text, at);
    const std::uint64_t separators = block.equal(separator);
    const std::uint64_t tokens = block.present() & ~(separators | block.ascii_whitespace());
    const std::uint64_t behind = tokens << 1 | in_token;
    std::uint64_t begins = tokens & ~behind;
    const auto take_begin = [&] {
      begin = at + static_cast<std::size_t>(std::countr_zero(begins));
      begins &= begins - 1;
    };
    if (in_token == 0) take_begin();
    const std::uint64_t ends = behind & ~tokens;
    for (std::uint64_t stops = ends | separators; stops != 0; stops &= stops - 1) {
      const auto stop = static_cast<unsigned>(std::countr_zero(stops));
      if ((ends >> stop & 1) != 0) {
        on_token(begin, at + stop);
        take_begin();
      }
      if ((separators >> stop & 1) != 0) on_end();
    }
    in_token = tokens >> 63;
  }
  if (in_token != 0) on_token(begin, text.size());
  on_end();
}

}  // namespace cspkit
