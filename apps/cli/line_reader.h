// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "input.h"

namespace cspkit::cli {

/// Lines of a file through one buffer that grows to the longest line and no further than the limit. A byte-order mark at
/// the head of the file is no part of its first line.
class LineReader {
 public:
  LineReader(InputFile& input, std::size_t max_line_bytes);

  enum class Result { line, too_long, end };

  /// Reads the next line into `line`, without its line feed; the view lives until the next call. A line over the limit is
  /// skipped without being stored.
  [[nodiscard]] Result next(std::string_view& line);

  [[nodiscard]] std::size_t line_number() const {
    return line_number_;
  }  ///< from 1, of the last line
  [[nodiscard]] std::size_t bytes_read() const { return bytes_read_; }

 private:
  [[nodiscard]] bool fill();
  void take(std::string_view& line, std::size_t length);
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
