// SPDX-License-Identifier: Apache-2.0
#include "base/words.h"

#include <gtest/gtest.h>

#include <string>

namespace cspkit::test {
namespace {

TEST(DifferingBits, AreThoseOfEveryByteAtEverySize) {
  for (std::size_t size = 8; size <= 32; ++size) {
    const std::string text(size, 'a');
    EXPECT_EQ(differing_bits(text.data(), text.data(), size), 0u) << size;
    for (std::size_t at = 0; at < size; ++at) {
      for (const char other : {'A', 'b', '\x01'}) {
        std::string altered = text;
        altered[at] = other;
        const bool may_be_case =
            (differing_bits(text.data(), altered.data(), size) & ~kFoldWord) == 0;
        EXPECT_NE(differing_bits(text.data(), altered.data(), size), 0u) << size << ' ' << at;
        EXPECT_EQ(may_be_case, other == 'A') << size << ' ' << at << ' ' << other;
      }
    }
  }
}

// What stands around the texts in memory does not count.
TEST(DifferingBits, AreOfTheTextsAlone) {
  for (std::size_t size = 8; size <= 32; ++size) {
    const std::string text(size, 'a');
    const std::string a = "x" + text + "y", b = "p" + text + "q";
    EXPECT_EQ(differing_bits(a.data() + 1, b.data() + 1, size), 0u) << size;
  }
}

}  // namespace
}  // namespace cspkit::test
