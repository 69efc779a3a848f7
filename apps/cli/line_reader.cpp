// SPDX-License-Identifier: Apache-2.0
#include "line_reader.h"

#include <algorithm>
#include <cstring>

namespace cspkit::cli {

LineReader::LineReader(InputFile& input, std::size_t max_line_bytes)
    : input_(input), max_line_bytes_(max_line_bytes), buffer_(64u << 10) {}

// Makes room behind end_ and reads once. False at the end of the file.
bool LineReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) {
    buffer_.resize(std::min(buffer_.size() * 2, std::max(buffer_.size(), max_line_bytes_ + 2)));
  }
  const std::size_t count = input_.read(buffer_.data() + end_, buffer_.size() - end_);
  end_ += count;
  bytes_read_ += count;
  return count > 0;
}

void LineReader::skip_rest_of_line() {
  do {
    const auto* feed =
        static_cast<const char*>(std::memchr(buffer_.data() + begin_, '\n', end_ - begin_));
    if (feed != nullptr) {
      begin_ = static_cast<std::size_t>(feed - buffer_.data()) + 1;
      return;
    }
    begin_ = end_ = 0;
  } while (fill());
}

void LineReader::take(std::string_view& line, std::size_t length) {
  line = {buffer_.data() + begin_, length};
  begin_ += length;
  if (++line_number_ == 1 && line.starts_with(kByteOrderMark)) {
    line.remove_prefix(kByteOrderMark.size());
  }
}

LineReader::Result LineReader::next(std::string_view& line) {
  std::size_t searched = 0;
  for (;;) {
    const char* head = buffer_.data() + begin_;
    const std::size_t size = end_ - begin_;
    const auto* feed =
        static_cast<const char*>(std::memchr(head + searched, '\n', size - searched));
    const std::size_t length = feed == nullptr ? size : static_cast<std::size_t>(feed - head);
    if (length > max_line_bytes_) {
      ++line_number_;
      skip_rest_of_line();
      return Result::too_long;
    }
    if (feed != nullptr) {
      take(line, length);
      ++begin_;
      return Result::line;
    }
    searched = size;
    if (fill()) continue;
    if (size == 0) return Result::end;
    take(line, end_ - begin_);  // the last line may lack its line feed
    return Result::line;
  }
}

}  // namespace cspkit::cli
