// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "cspkit/diagnostics.h"

namespace cspkit {
namespace {

Diagnostic at(std::size_t begin, std::size_t end, std::string suggestion = "") {
  return {"some-code", Severity::warning, "What is wrong.", {begin, end}, std::move(suggestion)};
}

/// The two lines of the excerpt, without what stands around them.
std::string excerpt(std::string_view text, Span span, std::size_t width = 100) {
  const auto lines = render_diagnostic(text, at(span.begin, span.end), {"p", width});
  EXPECT_GE(lines.size(), 4u);
  return to_text({lines[2], lines[3]});
}

TEST(Render, SaysWhatWhereAndWhatToWrite) {
  EXPECT_EQ(to_text(render_diagnostic("img-src none", at(8, 12, "'none'"))),
            "warning[some-code]: What is wrong.\n"
            "  at policy:1:9\n"
            "  | img-src none\n"
            "  |         ^~~~\n"
            "  write: 'none'\n");
}

TEST(Render, DoesNotRepeatASuggestionThatTheMessageHolds) {
  auto diagnostic = at(0, 1, "x");
  diagnostic.message = "Write x.";
  EXPECT_EQ(render_diagnostic("a", diagnostic).size(), 4u);
}

TEST(Render, CountsLinesAndCharacters) {
  const auto lines =
      render_diagnostic("img-src *;\n\xC3\xA4\xC3\xB6 font-src a", at(16, 24), {"f", 80});
  EXPECT_EQ(to_text({lines[1]}), "  at f:2:4\n");
  EXPECT_EQ(excerpt("img-src *;\n\xC3\xA4\xC3\xB6 font-src a", {16, 24}),
            "  | \xC3\xA4\xC3\xB6 font-src a\n"
            "  |    ^~~~~~~~\n");
}

TEST(Render, CountsColumnsOfLongTexts) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "\xC3\xA4";
  text += "x";
  const auto lines = render_diagnostic(text, at(10'000, 10'001));
  EXPECT_EQ(to_text({lines[1]}), "  at policy:1:5001\n");
}

TEST(Render, WritesOutWhatCannotBeShown) {
  EXPECT_EQ(excerpt("a\tb", {2, 3}), "  | a\\tb\n  |    ^\n");
  EXPECT_EQ(excerpt("a\x1b[31m\x7f", {1, 2}), "  | a\\x1B[31m\\x7F\n  |  ^~~~\n");
  EXPECT_EQ(excerpt("a\xC2\xA0"
                    "b",
                    {1, 3}),
            "  | a<U+00A0>b\n  |  ^~~~~~~~\n");
  EXPECT_EQ(excerpt("a\xE2\x80\xAE"
                    "b",
                    {4, 5}),
            "  | a<U+202E>b\n  |          ^\n");
  EXPECT_EQ(excerpt("a\xFFz", {2, 3}), "  | a\\xFFz\n  |      ^\n");
}

TEST(Render, GivesWideAndCombiningCharactersTheirColumns) {
  EXPECT_EQ(excerpt("\xE4\xB8\xAD"
                    "a",
                    {3, 4}),
            "  | \xE4\xB8\xAD"
            "a\n  |   ^\n");
  EXPECT_EQ(excerpt("\xE4\xB8\xAD"
                    "a",
                    {0, 3}),
            "  | \xE4\xB8\xAD"
            "a\n  | ^~\n");
  EXPECT_EQ(excerpt("e\xCC\x81"
                    "a",
                    {3, 4}),
            "  | e\xCC\x81"
            "a\n  |  ^\n");
}

TEST(Render, CutsLongLinesAroundThePlace) {
  const std::string text = std::string(200, 'a') + "HERE" + std::string(200, 'b');
  EXPECT_EQ(excerpt(text, {200, 204}, 40),
            "  | …aaaaaaaaaaaaaaaHEREbbbbbbbbbbbbbbb…\n"
            "  |                 ^~~~\n");
  EXPECT_EQ(excerpt(text, {0, 1}, 40), "  | " + std::string(34, 'a') + "…\n  | ^\n");
  EXPECT_EQ(excerpt(text, {403, 404}, 40),
            "  | …" + std::string(34, 'b') + "\n  |  " + std::string(33, ' ') + "^\n");
  // A place longer than the line shows its beginning.
  EXPECT_EQ(excerpt(text, {0, 404}, 40),
            "  | " + std::string(34, 'a') + "…\n  | ^" + std::string(33, '~') + "\n");
}

TEST(Render, MarksAnEmptyPlaceAndTheEnd) {
  EXPECT_EQ(excerpt("", {0, 0}), "  | \n  | ^\n");
  EXPECT_EQ(excerpt("abc", {3, 3}), "  | abc\n  |    ^\n");
  EXPECT_EQ(excerpt("abc", {90, 99}), "  | abc\n  |    ^\n");
}

TEST(Render, MarksThePartOfALongPlaceThatIsOnItsLine) {
  EXPECT_EQ(excerpt("ab\ncd", {1, 5}), "  | ab\n  |  ^\n");
  EXPECT_EQ(excerpt("ab\r\ncd", {1, 6}), "  | ab\n  |  ^\n");
}

TEST(Render, PiecesSayWhatTheyAre) {
  const auto lines = render_diagnostic("a\tb", at(0, 1, "x"));
  std::set<PieceKind> kinds;
  for (const auto& line : lines)
    for (const auto& piece : line.pieces) kinds.insert(piece.kind);
  EXPECT_EQ(kinds, (std::set<PieceKind>{PieceKind::plain, PieceKind::severity, PieceKind::code,
                                        PieceKind::message, PieceKind::location, PieceKind::gutter,
                                        PieceKind::excerpt, PieceKind::escape, PieceKind::underline,
                                        PieceKind::suggestion}));
}

TEST(Codes, AreDistinctAndKebabCase) {
  std::set<std::string_view> seen;
  for (const auto& row : diagnostic_codes()) {
    EXPECT_TRUE(seen.insert(row.code).second) << row.code;
    EXPECT_EQ(row.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), row.code.npos);
    EXPECT_FALSE(row.summary.empty());
    EXPECT_NE(row.summary.back(), '.');
  }
}

}  // namespace
}  // namespace cspkit
