// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

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
  std::vector<Block> blocks_;  ///< one more than the text has, so that there is a next for each
  bool ascii_ = true;
};

/// What is known of the blocks before.
struct BlocksSoFar {
  bool ascii = true;
  std::uint64_t behind_separator = 0;  ///< 1: the last byte is a dot or a slash
};
/// Reads whole blocks.
using BlockReader = void (*)(const char* text, std::size_t count, TextMasks::Block* blocks,
                             BlocksSoFar& so_far);
/// All that this processor can do, the best last, for tests.
[[nodiscard]] std::vector<BlockReader> ways_to_read_blocks();

}  // namespace cspkit
