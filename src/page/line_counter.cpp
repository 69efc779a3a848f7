// SPDX-License-Identifier: Apache-2.0
#include "page/line_counter.h"

namespace cspkit::page {

void LineCounter::advance(std::uint64_t offset) noexcept {
  while (cursor_ < offset) {
    const std::string_view ahead = chunk_.substr(cursor_ - begin_, offset - cursor_);
    const std::size_t newline = ahead.find('\n');
    if (newline == std::string_view::npos) break;
    cursor_ += newline + 1;
    line_begin_ = cursor_;
    ++line_;
  }
  if (cursor_ < offset) cursor_ = offset;
}

void LineCounter::end_chunk(std::uint64_t held) noexcept {
  if (held >= begin_) {
    advance(held);
    held_ = held;
    held_line_ = line_;
    held_line_begin_ = line_begin_;
  }
  advance(begin_ + chunk_.size());
  chunk_ = {};
}

PagePosition LineCounter::at(std::uint64_t offset) noexcept {
  if (offset < begin_) {
    return {.line = held_line_,
            .column = static_cast<std::uint32_t>(offset - held_line_begin_ + 1)};
  }
  advance(offset);
  return {.line = line_, .column = static_cast<std::uint32_t>(offset - line_begin_ + 1)};
}

}  // namespace cspkit::page
