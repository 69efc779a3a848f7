// SPDX-License-Identifier: Apache-2.0
#include "line_reader.h"

#include <algorithm>
#include <cstring>

namespace cspkit::cli {

LineReader::LineReader(InputFile& input, std::size_t max_line_bytes, std::size_t buffer_bytes)
    : input_(input), max_line_bytes_(max_line_bytes), buffer_(buffer_bytes) {}

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

// What is at hand, of which the first bytes were searched before.
std::optional<LineReader::Result> LineReader::next_within(std::string_view& line,
                                                          std::size_t searched) {
  const char* head = buffer_.data() + begin_;
  const std::size_t size = end_ - begin_;
  const auto* feed = static_cast<const char*>(std::memchr(head + searched, '\n', size - searched));
  const std::size_t length = feed == nullptr ? size : static_cast<std::size_t>(feed - head);
  if (length > max_line_bytes_) return Result::too_long;
  if (feed == nullptr) return std::nullopt;
  take(line, length);
  ++begin_;
  return Result::line;
}

std::optional<LineReader::Result> LineReader::next_at_hand(std::string_view& line) {
  const auto result = next_within(line, 0);
  return result == Result::too_long ? std::nullopt : result;
}

LineReader::Result LineReader::next(std::string_view& line) {
  std::size_t searched = 0;
  for (;;) {
    const auto result = next_within(line, searched);
    if (result == Result::line) return Result::line;
    if (result == Result::too_long) {
      ++line_number_;
      skip_rest_of_line();
      return Result::too_long;
    }
    searched = end_ - begin_;
    if (fill()) continue;
    if (searched == 0) return Result::end;
    take(line, end_ - begin_);  // the last line may lack its line feed
    return Result::line;
  }
}

void LineReader::swap_buffer(std::vector<char>& other) {
  const std::size_t rest = end_ - begin_;
  if (other.size() < rest) other.resize(rest);
  std::copy_n(buffer_.data() + begin_, rest, other.data());
  buffer_.swap(other);
  begin_ = 0;
  end_ = rest;
}

}  // namespace cspkit::cli
