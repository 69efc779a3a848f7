// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace cspkit::cli {

/// A buffered writer to a file descriptor. A failed write throws InputError; a reader that went away ends
/// the program quietly by SIGPIPE, as with any other filter.
class Output {
 public:
  Output(int descriptor, std::string_view name);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  template <typename... T>
  void print(fmt::format_string<T...> format, T&&... values) {
    fmt::format_to(std::back_inserter(buffer_), format, std::forward<T>(values)...);
    if (buffer_.size() >= kFlushAt) flush();
  }
  void flush();
  [[nodiscard]] bool is_terminal() const;
  /// Columns of the terminal, or 100.
  [[nodiscard]] std::size_t columns() const;

 private:
  static constexpr std::size_t kFlushAt = 64u << 10;

  int descriptor_;
  std::string name_;
  std::string buffer_;
};

}  // namespace cspkit::cli
