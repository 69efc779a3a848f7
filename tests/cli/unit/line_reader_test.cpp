// SPDX-License-Identifier: Apache-2.0
#include "line_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace cspkit::cli {
namespace {

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
