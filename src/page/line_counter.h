// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/page.h>

#include <string_view>

namespace cspkit::page {

/// Lines and columns of tokens. A token that a boundary between chunks cut begins where the one before it ended, or a few
/// bytes behind that in the same line; so one remembered place is enough.
class LineCounter {
 public:
  /// The next chunk, which begins at that byte of the stream. It must live until end_chunk().
  void begin_chunk(std::string_view chunk, std::uint64_t begin) noexcept {
    chunk_ = chunk;
    begin_ = begin;
  }
  /// `held` is where the last token ended.
  void end_chunk(std::uint64_t held) noexcept;
  /// The place of a byte of the chunk, or of the beginning of a token that the last boundary cut. Bytes are asked for in order.
  [[nodiscard]] PagePosition at(std::uint64_t offset) noexcept;

 private:
  void advance(std::uint64_t offset) noexcept;

  std::string_view chunk_;
  std::uint64_t begin_ = 0;
  std::uint64_t cursor_ = 0;      // up to here, lines are counted
  std::uint32_t line_ = 1;        // of the cursor
  std::uint64_t line_begin_ = 0;  // of the cursor's line
  std::uint64_t held_ = 0;
  std::uint32_t held_line_ = 1;
  std::uint64_t held_line_begin_ = 0;
};

}  // namespace cspkit::page
