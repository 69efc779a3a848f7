// SPDX-License-Identifier: Apache-2.0
#include "policy/text_masks.h"

#include <array>
#include <bit>
#include <cstring>

#include "base/ascii.h"
#include "base/byte_vectors.h"

namespace cspkit {
namespace {

using Block = TextMasks::Block;
constexpr std::size_t kBlockBytes = TextMasks::kBlockBytes;

#if defined(__SSE2__)
template <class Vectors>
[[gnu::always_inline]] inline void read_by(const char* text, std::size_t count, Block* blocks,
                                           BlocksSoFar& so_far) {
  std::uint64_t not_ascii = 0;
  for (; count > 0; --count, ++blocks, text += kBlockBytes) {
    Block block;
    std::uint64_t blanks = 0, digits = 0;
    for (unsigned at = 0; at < kBlockBytes; at += Vectors::kBytes) {
      // From the hyphen to the 9 there are, besides, the dot and the slash.
      const auto [semicolon, blank, dot, slash, to_nine, digit, letter, bracket, percent, user,
                  underscore, high] =
          Vectors::template where<byte(';'), kAsciiWhitespace, byte('.'), byte('/'),
                                  bytes('-', '9'), bytes('0', '9'), kAsciiLetters, byte('['),
                                  byte('%'), byte('@'), byte('_'), kNotAscii>(text + at);
      block.semicolons |= semicolon << at;
      blanks |= blank << at;
      block.labels |= (letter | (to_nine & ~slash)) << at;
      block.dots |= dot << at;
      block.of_addresses |= (bracket | percent | user) << at;
      block.slashes |= slash << at;
      block.underscores |= underscore << at;
      digits |= digit << at;
      not_ascii |= high;
    }
    block.tokens = ~(block.semicolons | blanks);
    const std::uint64_t separators = block.dots | block.slashes;
    block.of_addresses |= digits & (separators << 1 | so_far.behind_separator);
    so_far.behind_separator = separators >> (kBlockBytes - 1);
    *blocks = block;
  }
  so_far.ascii &= not_ascii == 0;
}

[[gnu::flatten]] void read_by_sse2(const char* text, std::size_t count, Block* blocks,
                                   BlocksSoFar& so_far) {
  read_by<Sse2>(text, count, blocks, so_far);
}
[[gnu::flatten]] CSPKIT_AVX2 void read_by_avx2(const char* text, std::size_t count, Block* blocks,
                                               BlocksSoFar& so_far) {
  read_by<Avx2>(text, count, blocks, so_far);
}
[[gnu::flatten]] CSPKIT_AVX512 void read_by_avx512(const char* text, std::size_t count,
                                                   Block* blocks, BlocksSoFar& so_far) {
  read_by<Avx512>(text, count, blocks, so_far);
}
#else
void read_bytewise(const char* text, std::size_t count, Block* blocks, BlocksSoFar& so_far) {
  for (; count > 0; --count, ++blocks) {
    *blocks = {};
    for (std::uint64_t bit = 1; bit != 0; bit <<= 1) {
      const char c = *text++;
      so_far.ascii &= is_ascii(c);
      if (c == ';') blocks->semicolons |= bit;
      if (c != ';' && !is_ascii_whitespace(c)) blocks->tokens |= bit;
      if (is_ascii_alphanumeric(c) || c == '-' || c == '.') blocks->labels |= bit;
      if (c == '.') blocks->dots |= bit;
      if (c == '/') blocks->slashes |= bit;
      if (c == '_') blocks->underscores |= bit;
      if (c == '[' || c == '%' || c == '@' || (is_ascii_digit(c) && so_far.behind_separator != 0))
        blocks->of_addresses |= bit;
      so_far.behind_separator = c == '.' || c == '/' ? 1 : 0;
    }
  }
}
#endif

}  // namespace

std::span<const BlockReader> ways_to_read_blocks() noexcept {
#if defined(__SSE2__)
  static constexpr std::array<BlockReader, 3> kWays = {read_by_sse2, read_by_avx2, read_by_avx512};
  return std::span(kWays).first(static_cast<std::size_t>(vectors_here()) + 1);
#else
  static constexpr std::array<BlockReader, 1> kWays = {read_bytewise};
  return kWays;
#endif
}

void TextMasks::read(std::string_view text) {
  static const BlockReader read_blocks = ways_to_read_blocks().back();
  const std::size_t whole = text.size() / kBlockBytes, rest = text.size() % kBlockBytes;
  blocks_.resize(whole + 2);
  BlocksSoFar so_far;
  read_blocks(text.data(), whole, blocks_.data(), so_far);
  Block& last = blocks_[whole];
  last = {};
  blocks_[whole + 1] = {};
  if (rest != 0) {
    std::array<char, kBlockBytes> copy{};
    std::memcpy(copy.data(), text.data() + whole * kBlockBytes, rest);
    read_blocks(copy.data(), 1, &last, so_far);
    last.tokens &= (std::uint64_t{1} << rest) - 1;
  }
  ascii_ = so_far.ascii;
}

TextMasks::Counts TextMasks::count() const noexcept {
  Counts counts;
  std::uint64_t before = 0;
  for (const Block& block : blocks_) {
    counts.semicolons += static_cast<std::size_t>(std::popcount(block.semicolons));
    const std::uint64_t begins = block.tokens & ~(block.tokens << 1 | before);
    counts.tokens += static_cast<std::size_t>(std::popcount(begins));
    before = block.tokens >> (kBlockBytes - 1);
  }
  return counts;
}

}  // namespace cspkit
