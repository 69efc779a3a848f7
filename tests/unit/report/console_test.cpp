// SPDX-License-Identifier: Apache-2.0
#include <cspkit/limits.h>
#include <cspkit/report.h>
#include <gtest/gtest.h>

#include <set>

namespace cspkit {
namespace {

constexpr std::string_view kMessage =
    "Refused to load the image 'https://cdn.test/a.png' because it violates the following Content "
    "Security Policy directive: \"img-src 'self'\".";

TEST(ConsoleMessage, StandsAmongWhatConsolesPutAround) {
  struct Row {
    std::string_view before, behind, file;
    std::uint32_t line, column;
  };
  constexpr Row kRows[] = {
      {"", "", "", 0, 0},
      {"app.js:12 ", "", "app.js", 12, 0},
      {"https://doc.test/app.js:12:5 ", "", "https://doc.test/app.js", 12, 5},
      {"(index):3 ", "", "(index)", 3, 0},
      {"10:15:23.417 ", "", "", 0, 0},
      {"12:34:56 ", "", "", 0, 0},
      {"", " app.js:12:5", "app.js", 12, 5},
      {"", " (https://doc.test/app.js:12)", "https://doc.test/app.js", 12, 0},
      {"[12:34:1121/1.2:INFO:CONSOLE:7] \"", "\", source: https://doc.test/p (7)",
       "https://doc.test/p", 7, 0},
      {"https://doc.test/p:5:1: CONSOLE SECURITY ERROR ", "", "https://doc.test/p", 5, 1},
      {"\xE2\x9D\x8C ", " (anonymous) @ x", "", 0, 0},
  };
  for (const Row& row : kRows) {
    const std::string line = std::string(row.before).append(kMessage).append(row.behind);
    const ReportEntry entry = read_console_message(line);
    SCOPED_TRACE(line);
    ASSERT_EQ(entry.kind, ReportEntry::Kind::violation);
    EXPECT_EQ(entry.violation.blocked_url, "https://cdn.test/a.png");
    EXPECT_EQ(entry.violation.violated_directive, "img-src 'self'");
    EXPECT_EQ(entry.violation.disposition, Disposition::enforce);
    EXPECT_EQ(entry.violation.source_file, row.file);
    EXPECT_EQ(entry.violation.line_number, row.line);
    EXPECT_EQ(entry.violation.column_number, row.column);
  }
}

TEST(ConsoleMessage, QuotesThatAChatHasBentAreStraightened) {
  const ReportEntry entry = read_console_message(
      "Refused to load the image \xE2\x80\x98https://cdn.test/a.png\xE2\x80\x99 because it "
      "violates the following "
      "Content\xC2\xA0Security Policy directive: \xE2\x80\x9Cimg-src "
      "\xE2\x80\x98self\xE2\x80\x99\xE2\x80\x9D.");
  ASSERT_EQ(entry.kind, ReportEntry::Kind::violation);
  EXPECT_EQ(entry.violation.violated_directive, "img-src 'self'");
}

TEST(ConsoleMessage, WhatIsNotUnderstoodIsSaidToBeUnknown) {
  for (const std::string_view line :
       {"", "x",
        "Content Security Policy: The page's settings blocked the loading of a resource: for its "
        "own reasons",
        "Uncaught TypeError: x is undefined", "Refused to load", "Refused to load {url} because",
        "Loading failed for the <script> with source \"https://cdn.test/a.js\".",
        "Refused to execute script from 'https://cdn.test/a.js' because its MIME type "
        "('text/plain') is not executable.",
        "Refused to display 'https://doc.test/' in a frame because it set 'X-Frame-Options' to "
        "'deny'.",
        "La page a bloqu\xC3\xA9 une ressource (img-src)"}) {
    EXPECT_EQ(read_console_message(line).kind, ReportEntry::Kind::unknown) << line;
  }
}

TEST(ConsoleMessage, ALineOverTheLimitIsUnknown) {
  std::string line(kMessage);
  line.append(limits::kMaxConsoleLineBytes - line.size(), ' ');
  EXPECT_EQ(read_console_message(line).kind, ReportEntry::Kind::violation);
  line += ' ';
  EXPECT_EQ(read_console_message(line).kind, ReportEntry::Kind::unknown);
}

TEST(ConsoleMessage, WhatAScriptLearnsIsAnAftermath) {
  const ReportEntry entry = read_console_message(
      "Fetch API cannot load https://cdn.test/api. Refused to connect because it violates the "
      "document's Content Security Policy.");
  ASSERT_EQ(entry.kind, ReportEntry::Kind::violation);
  EXPECT_TRUE(entry.violation.aftermath);
  EXPECT_EQ(entry.violation.effective_directive, "connect-src");
  EXPECT_EQ(entry.violation.blocked_url, "https://cdn.test/api");
}

TEST(ConsoleMessage, TheHashThatIsOfferedIsTheBlocksAndNotThePolicys) {
  const ReportEntry entry = read_console_message(
      "Executing inline script violates the following Content Security Policy directive "
      "'script-src 'sha256-AAAA''. Either the "
      "'unsafe-inline' keyword, a hash ('sha256-BBBB'), or a nonce ('nonce-...') is required to "
      "enable inline execution.");
  EXPECT_EQ(entry.violation.hash, "'sha256-BBBB'");
  EXPECT_EQ(entry.violation.violated_directive, "script-src 'sha256-AAAA'");
}

TEST(ComplaintCodes, StandOnceEach) {
  std::set<std::string_view> codes;
  for (const ComplaintCode& code : complaint_codes()) {
    EXPECT_TRUE(codes.insert(code.code).second) << code.code;
    EXPECT_TRUE(code.meaning.ends_with('.')) << code.code;
  }
}

}  // namespace
}  // namespace cspkit
