// SPDX-License-Identifier: Apache-2.0
#include "base/nearest.h"

#include <gtest/gtest.h>

#include <string>

namespace cspkit {
namespace {

TEST(Nearest, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("", "", 3), 0u);
  EXPECT_EQ(edit_distance("abc", "abc", 0), 0u);
  EXPECT_EQ(edit_distance("abc", "abxc", 3), 1u);
  EXPECT_EQ(edit_distance("abc", "ac", 3), 1u);
  EXPECT_EQ(edit_distance("abc", "axc", 3), 1u);
  EXPECT_EQ(edit_distance("abc", "acb", 3), 1u);
  EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3u);
  EXPECT_EQ(edit_distance("", "abc", 5), 3u);
}

TEST(Nearest, StopsAtItsLimit) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3u);
  EXPECT_EQ(edit_distance("a", "abcdefgh", 2), 3u);
  EXPECT_EQ(edit_distance(std::string(10'000, 'a'), std::string(10'000, 'b'), 3), 4u);
}

TEST(Nearest, LeavesShortWordsAlone) {
  Nearest nearest("csp");
  nearest.offer("cps");
  EXPECT_EQ(nearest.best(), "");
}

TEST(Nearest, KeepsTheFirstOfTheNearest) {
  Nearest nearest("img-scr");
  nearest.offer("script-src");
  nearest.offer("img-src");
  nearest.offer("img-sc");
  EXPECT_EQ(nearest.best(), "img-src");
}

}  // namespace
}  // namespace cspkit
