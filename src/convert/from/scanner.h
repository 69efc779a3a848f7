// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "cspkit/convert.h"

namespace cspkit::convert {

/// Walks over a text, byte by byte, and knows where it is.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  [[nodiscard]] bool done() const noexcept { return at_ >= text_.size(); }
  /// The byte that stands `ahead` of here, or NUL behind the end.
  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  char next() noexcept {
    const char c = peek();
    if (done()) return c;
    ++at_;
    if (c == '\n') {
      ++place_.line;
      line_begin_ = at_;
    }
    return c;
  }
  void skip(std::size_t count) noexcept {
    while (count-- > 0) next();
  }
  /// Goes to the end of the line, and leaves the line feed.
  void skip_line() noexcept {
    while (!done() && peek() != '\n') next();
  }
  [[nodiscard]] bool starts_with(std::string_view what) const noexcept {
    return text_.substr(at_).starts_with(what);
  }
  [[nodiscard]] ConfigPlace place() const noexcept { return {place_.line, at_ - line_begin_ + 1}; }
  [[nodiscard]] std::size_t offset() const noexcept { return at_; }
  [[nodiscard]] std::string_view since(std::size_t offset) const noexcept {
    return text_.substr(offset, at_ - offset);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  ConfigPlace place_;
};

}  // namespace cspkit::convert
