// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "input.h"

namespace cspkit::cli {

/// Lines of a file through one buffer that grows to the longest line and no further than the limit. A byte-order mark at
/// the head of the file is no part of its first line.
class LineReader {
 public:
  static constexpr std::size_t kBufferBytes = 64u << 10;

  LineReader(InputFile& input, std::size_t max_line_bytes, std::size_t buffer_bytes = kBufferBytes);

  enum class Result { line, too_long, end };

  /// Reads the next line into `line`, without its line feed; the view lives until the next call. A line over the limit is
  /// skipped without being stored.
  [[nodiscard]] Result next(std::string_view& line);

  /// The same where it takes no reading of the file; nullopt where it would. All lines since the last call of next() live
  /// as long as that one.
  [[nodiscard]] std::optional<Result> next_at_hand(std::string_view& line);
  /// Leaves the buffer, with the lines that it lives in, to the caller, and goes on in the caller's, which is as long as one
  /// that was given to the constructor, or longer.
  void swap_buffer(std::vector<char>& other);

  [[nodiscard]] std::size_t line_number() const {
    return line_number_;
  }  ///< from 1, of the last line
  [[nodiscard]] std::size_t bytes_read() const { return bytes_read_; }

 private:
  [[nodiscard]] bool fill();
  void take(std::string_view& line, std::size_t length);
  [[nodiscard]] std::optional<Result> next_within(std::string_view& line, std::size_t searched);
  void skip_rest_of_line();

  InputFile& input_;
  std::size_t max_line_bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // what is read and not yet handed out stands in [begin_, end_)
  std::size_t end_ = 0;
  std::size_t line_number_ = 0;
  std::size_t bytes_read_ = 0;
};

}  // namespace cspkit::cli
