// SPDX-License-Identifier: Apache-2.0
#include "line_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cspkit::cli {
namespace {

// The lines of a file, read in blocks: what is at hand together, and a buffer left behind after each.
std::vector<std::string> read_blocks(const std::string& path, std::size_t limit,
                                     std::size_t buffer_bytes) {
  std::vector<std::string> lines;
  InputFile input(path);
  LineReader reader(input, limit, buffer_bytes);
  std::vector<char> buffer(buffer_bytes);
  std::string_view line;
  for (auto first = reader.next(line); first != LineReader::Result::end;
       first = reader.next(line)) {
    std::vector<std::string_view> block;
    for (std::optional<LineReader::Result> result = first; result;
         result = reader.next_at_hand(line)) {
      block.push_back(*result == LineReader::Result::line ? line : "<too long>");
    }
    reader.swap_buffer(buffer);
    lines.insert(lines.end(), block.begin(), block.end());
    EXPECT_EQ(reader.line_number(), lines.size());
    std::ranges::fill(buffer, '#');  // nobody reads there any more
  }
  return lines;
}

// The lines of a file with that content; one over the limit reads `<too long>`.
std::vector<std::string> read_lines(const std::string& content, std::size_t limit) {
  char path[] = "/tmp/cspkit-line-reader-XXXXXX";
  const int descriptor = ::mkstemp(path);
  EXPECT_GE(descriptor, 0);
  ::close(descriptor);
  std::ofstream(path, std::ios::binary) << content;

  std::vector<std::string> lines;
  {
    InputFile input(path);
    LineReader reader(input, limit);
    std::string_view line;
    for (auto result = reader.next(line); result != LineReader::Result::end;
         result = reader.next(line)) {
      lines.emplace_back(result == LineReader::Result::line ? line : "<too long>");
    }
    EXPECT_EQ(reader.line_number(), lines.size());
    EXPECT_EQ(reader.bytes_read(), content.size());
  }
  for (const std::size_t buffer_bytes : {1u, 2u, 7u, 100u, 65'536u}) {
    EXPECT_EQ(read_blocks(path, limit, buffer_bytes), lines) << buffer_bytes;
  }
  ::unlink(path);
  return lines;
}

TEST(LineReader, SplitsAtLineFeedsOnly) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(read_lines("", 10), Lines());
  EXPECT_EQ(read_lines("a", 10), Lines({"a"}));
  EXPECT_EQ(read_lines("a\n", 10), Lines({"a"}));
  EXPECT_EQ(read_lines("\n\na\r\nb", 10), Lines({"", "", "a\r", "b"}));
}

TEST(LineReader, ALineAtTheLimitIsReadAndOneByteMoreIsSkipped) {
  for (const std::size_t limit : {1u, 10u, 65'535u, 65'536u, 65'537u, 200'000u, 1'000'000u}) {
    const std::string fits(limit, 'x'), exceeds(limit + 1, 'y');
    for (const std::string end : {"\n", ""}) {
      EXPECT_EQ(read_lines("a\n" + fits + end, limit), (std::vector<std::string>{"a", fits}));
      EXPECT_EQ(read_lines(exceeds + "\nb\n" + exceeds + end, limit),
                (std::vector<std::string>{"<too long>", "b", "<too long>"}));
    }
  }
}

TEST(LineReader, LinesOfEveryLengthAcrossTheBufferComeWhole) {
  std::string content;
  std::vector<std::string> expected;
  for (std::size_t length = 0; length < 3'000; ++length) {
    expected.emplace_back(length, static_cast<char>('a' + length % 26));
    content += expected.back() + "\n";
  }
  EXPECT_EQ(read_lines(content, 5'000), expected);
}

}  // namespace
}  // namespace cspkit::cli
