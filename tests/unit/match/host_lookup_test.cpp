// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>

#include "ask.h"

// Hosts of every length, since the lookup reads them word by word: each has to be found, in any
// case, and no host that differs in one byte.
namespace cspkit::test {
namespace {

/// A host of `size` bytes in labels of at most nine.
std::string host_of(std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) {
    const bool dot = i % 10 == 9 && i + 1 < size;
    out.push_back(dot ? '.' : static_cast<char>('a' + (i * 7) % 26));
  }
  return out;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

bool allows(const PolicyList& list, const std::string& host) {
  return !ask(list, "https://" + host + "/").blocked();
}

TEST(HostLookup, FindsHostsOfEveryLength) {
  for (std::size_t size = 1; size <= 120; ++size) {
    const std::string host = host_of(size);
    for (const std::string& written : {host, upper(host)}) {
      const PolicyList list = page_with({"img-src other.test " + written + " x.y"});
      EXPECT_TRUE(allows(list, host)) << written;
      EXPECT_FALSE(allows(list, "sub." + host)) << written;
      EXPECT_FALSE(allows(list, host + "a")) << written;
      for (std::size_t at = 0; at < size; ++at) {
        if (host[at] == '.') continue;
        std::string altered = host;
        altered[at] = host[at] == 'z' ? 'y' : 'z';
        EXPECT_FALSE(allows(list, altered)) << written << " at " << at;
      }
    }
  }
}

TEST(HostLookup, FindsSuffixesOfEveryLength) {
  for (std::size_t size = 1; size <= 120; ++size) {
    const std::string host = host_of(size);
    for (const std::string& written : {host, upper(host)}) {
      const PolicyList list = page_with({"img-src other.test *." + written + " *.x.y"});
      EXPECT_TRUE(allows(list, "a." + host)) << written;
      EXPECT_TRUE(allows(list, "long-label.and.another." + host)) << written;
      EXPECT_FALSE(allows(list, host)) << written;
      EXPECT_FALSE(allows(list, "a" + host)) << written;
    }
  }
}

TEST(HostLookup, TellsHostsWithTheSameEndApart) {
  std::string policy = "img-src";
  for (int i = 0; i < 300; i += 2) policy += " h" + std::to_string(i) + ".tail.example.com";
  const PolicyList list = page_with({policy});
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(allows(list, "h" + std::to_string(i) + ".tail.example.com"), i % 2 == 0) << i;
  }
}

}  // namespace
}  // namespace cspkit::test
