// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "cspkit/policy.h"

namespace cspkit {

/// Where in a policy's text those characters stand that its readers look for: found once for all, a block of 64 bytes at a
/// time, so that nobody goes through a token byte by byte to find its parts.
class TextMasks {
 public:
  static constexpr std::size_t kBlockBytes = 64;

  /// Bit i is for the i-th byte of the block; behind the text's end there are none.
  struct Block {
    std::uint64_t tokens = 0;  ///< neither white space nor a semicolon
    std::uint64_t semicolons = 0;
    std::uint64_t labels = 0;  ///< what a host's labels consist of: letters, digits, hyphens, dots
    std::uint64_t dots = 0;
    std::uint64_t slashes = 0;
    std::uint64_t underscores = 0;
    /// What every host has that a URL parser may take for an address: `[`, `%`, `@`, and digits behind a dot or a slash.
    /// (Or the host is the text's first, and begins with a digit.)
    std::uint64_t of_addresses = 0;
  };

  /// Looks at another text, in the memory of the one before.
  void read(std::string_view text);

  [[nodiscard]] bool ascii() const noexcept { return ascii_; }
  /// The block whose first byte is at a multiple of 64, which is less than the text's size.
  [[nodiscard]] const Block& block_at(std::size_t at) const noexcept {
    return blocks_[at / kBlockBytes];
  }
  /// How many semicolons the text has, and how many runs without them and without white space.
  struct Counts {
    std::size_t semicolons = 0, tokens = 0;
  };
  [[nodiscard]] Counts count() const noexcept;

  /// Calls `on_token(span)` for each run without white space and semicolons from `begin` to `end`, and `on_semicolon()` for
  /// each semicolon, in their order.
  template <class OnToken, class OnSemicolon>
  void walk(std::size_t begin, std::size_t end, OnToken&& on_token,
            OnSemicolon&& on_semicolon) const;

  /// 64 bits of that kind, for the bytes from `at` on, a place within the text.
  [[nodiscard]] std::uint64_t from(std::size_t at, std::uint64_t Block::*kind) const noexcept {
    const Block* const block = &block_at(at);
    const std::size_t shift = at % kBlockBytes;
    return block[0].*kind >> shift | block[1].*kind << 1 << (kBlockBytes - 1 - shift);
  }
  /// Those of the first bytes, of which there are at most 64.
  [[nodiscard]] static constexpr std::uint64_t first(std::uint64_t bits,
                                                     std::size_t count) noexcept {
    return count == 0 ? 0 : bits & ~std::uint64_t{0} >> (kBlockBytes - count);
  }

 private:
  /// The bits of the block that begins at `block` for the bytes from `begin` to `end`, of which it has some.
  static std::uint64_t bits_within(std::size_t block, std::size_t begin, std::size_t end) noexcept {
    std::uint64_t bits = ~std::uint64_t{0};
    if (begin > block) bits <<= begin - block;
    return end - block < kBlockBytes ? first(bits, end - block) : bits;
  }

  /// One more than the text has, so that there is a next for each. Most texts need no memory of their own for them.
  boost::container::small_vector<Block, 4096 / kBlockBytes + 2> blocks_;
  bool ascii_ = true;
};

template <class OnToken, class OnSemicolon>
void TextMasks::walk(std::size_t begin, std::size_t end, OnToken&& on_token,
                     OnSemicolon&& on_semicolon) const {
  std::size_t token = begin;   // where it begins
  std::uint64_t in_token = 0;  // 1: the byte before is part of one
  for (std::size_t at = begin - begin % kBlockBytes; at < end; at += kBlockBytes) {
    const Block& block = block_at(at);
    const std::uint64_t inside = bits_within(at, begin, end);
    const std::uint64_t tokens = block.tokens & inside;
    const std::uint64_t semicolons = block.semicolons & inside;
    const std::uint64_t behind = tokens << 1 | in_token;
    const std::uint64_t ends = behind & ~tokens;
    std::uint64_t begins = tokens & ~behind;
    const auto take_begin = [&] {
      token = at + static_cast<std::size_t>(std::countr_zero(begins));
      begins &= begins - 1;
    };
    if (in_token == 0) take_begin();
    for (std::uint64_t stops = ends | semicolons; stops != 0; stops &= stops - 1) {
      const auto stop = static_cast<unsigned>(std::countr_zero(stops));
      if ((ends >> stop & 1) != 0) {
        on_token(Span{token, at + stop});
        take_begin();
      }
      if ((semicolons >> stop & 1) != 0) on_semicolon();
    }
    in_token = tokens >> (kBlockBytes - 1);
  }
  if (in_token != 0) on_token(Span{token, end});
}

/// What is known of the blocks before.
struct BlocksSoFar {
  bool ascii = true;
  std::uint64_t behind_separator = 0;  ///< 1: the last byte is a dot or a slash
};
/// Reads whole blocks.
using BlockReader = void (*)(const char* text, std::size_t count, TextMasks::Block* blocks,
                             BlocksSoFar& so_far);
/// All that this processor can do, the best last, for tests.
[[nodiscard]] std::span<const BlockReader> ways_to_read_blocks() noexcept;

}  // namespace cspkit
