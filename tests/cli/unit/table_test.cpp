// SPDX-License-Identifier: Apache-2.0
#include "table.h"

#include <gtest/gtest.h>

namespace cspkit::cli {
namespace {

TEST(Table, ColumnsAreAsWideAsTheirWidestCell) {
  Table table({"VENDOR", "STATUS", "WHY"});
  table.add({"pendo", "broken", "script-src"});
  table.add({"customerio", "works", ""});
  EXPECT_EQ(table.render(Style(false), 80),
            "VENDOR      STATUS  WHY\n"
            "pendo       broken  script-src\n"
            "customerio  works\n");
}

TEST(Table, ColoursTakeNoRoom) {
  const Style style(true);
  Table table({"A", "B"});
  table.add({style.bad("xx"), "y"});
  table.add({"zzzz", "y"});
  EXPECT_EQ(table.render(Style(false), 80), "A     B\n" + style.bad("xx") + "    y\nzzzz  y\n");
}

TEST(Table, TheLastColumnIsWrappedUnderItself) {
  Table table({"NAME", "WHY"});
  table.add({"pendo", "one two three four five six"});
  EXPECT_EQ(table.render(Style(false), 22),
            "NAME   WHY\n"
            "pendo  one two three four five\n"  // 24 columns are the least
            "       six\n");
}

TEST(Wrap, BreaksAtSpacesOnly) {
  EXPECT_EQ(wrap("aa bb cc", 5, 1), "aa bb\n cc");
  EXPECT_EQ(wrap("aaaaaaaa bb", 4, 0), "aaaaaaaa\nbb");
  EXPECT_EQ(wrap("  aa   bb  ", 10, 0), "aa bb");
  EXPECT_EQ(wrap("", 10, 0), "");
}

}  // namespace
}  // namespace cspkit::cli
