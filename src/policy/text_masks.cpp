// SPDX-License-Identifier: Apache-2.0
#include "policy/text_masks.h"

#include <array>
#include <cstring>

#include "base/ascii.h"
#include "base/byte_vectors.h"

namespace cspkit {
namespace {

using Block = TextMasks::Block;
constexpr std::size_t kBlockBytes = TextMasks::kBlockBytes;

#if defined(__SSE2__)
template <class Vectors>
[[gnu::always_inline]] inline bool read_by(const char* text, std::size_t count, Block* blocks) {
  std::uint64_t not_ascii = 0;
  for (; count > 0; --count, ++blocks, text += kBlockBytes) {
    Block block;
    for (unsigned at = 0; at < kBlockBytes; at += Vectors::kBytes) {
      // From the hyphen to the 9 there are, besides, the dot and the slash.
      const auto [semicolons, blanks, dots, slashes, to_nine, letters, high] =
          Vectors::template where<byte(';'), kAsciiWhitespace, byte('.'), byte('/'),
                                  bytes('-', '9'), kAsciiLetters, kNotAscii>(text + at);
      block.semicolons |= semicolons << at;
      block.tokens |= (semicolons | blanks) << at;
      block.labels |= (letters | (to_nine & ~slashes)) << at;
      block.dots |= dots << at;
      not_ascii |= high;
    }
    block.tokens = ~block.tokens;
    *blocks = block;
  }
  return not_ascii == 0;
}

[[gnu::flatten]] bool read_by_sse2(const char* text, std::size_t count, Block* blocks) {
  return read_by<Sse2>(text, count, blocks);
}
[[gnu::flatten]] CSPKIT_AVX2 bool read_by_avx2(const char* text, std::size_t count, Block* blocks) {
  return read_by<Avx2>(text, count, blocks);
}
[[gnu::flatten]] CSPKIT_AVX512 bool read_by_avx512(const char* text, std::size_t count,
                                                   Block* blocks) {
  return read_by<Avx512>(text, count, blocks);
}
#else
bool read_bytewise(const char* text, std::size_t count, Block* blocks) {
  bool ascii = true;
  for (; count > 0; --count, ++blocks) {
    *blocks = {};
    for (std::uint64_t bit = 1; bit != 0; bit <<= 1) {
      const char c = *text++;
      ascii &= is_ascii(c);
      if (c == ';') blocks->semicolons |= bit;
      if (c != ';' && !is_ascii_whitespace(c)) blocks->tokens |= bit;
      if (is_ascii_alphanumeric(c) || c == '-' || c == '.') blocks->labels |= bit;
      if (c == '.') blocks->dots |= bit;
    }
  }
  return ascii;
}
#endif

}  // namespace

std::vector<BlockReader> ways_to_read_blocks() {
#if defined(__SSE2__)
  std::vector<BlockReader> ways = {read_by_sse2};
  if (vectors_here() >= Vectors::avx2) ways.push_back(read_by_avx2);
  if (vectors_here() >= Vectors::avx512) ways.push_back(read_by_avx512);
  return ways;
#else
  return {read_bytewise};
#endif
}

void TextMasks::read(std::string_view text) {
  static const BlockReader read_blocks = ways_to_read_blocks().back();
  const std::size_t whole = text.size() / kBlockBytes, rest = text.size() % kBlockBytes;
  blocks_.resize(whole + 2);
  ascii_ = read_blocks(text.data(), whole, blocks_.data());
  Block& last = blocks_[whole];
  last = {};
  blocks_[whole + 1] = {};
  if (rest == 0) return;
  std::array<char, kBlockBytes> copy{};
  std::memcpy(copy.data(), text.data() + whole * kBlockBytes, rest);
  ascii_ &= read_blocks(copy.data(), 1, &last);
  last.tokens &= (std::uint64_t{1} << rest) - 1;
}

}  // namespace cspkit
