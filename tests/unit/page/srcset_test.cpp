// SPDX-License-Identifier: Apache-2.0
#include "page/srcset.h"

#include <gtest/gtest.h>

#include <string>

namespace cspkit {
namespace {

struct Case {
  std::string_view srcset, urls;
};

TEST(Srcset, CandidatesAreThoseWhoseDescriptorsAreRight) {
  constexpr Case kCases[] = {
      {"", ""},
      {" , ,", ""},
      {"a", "a"},
      {"a, b 2x , c 100w", "a|b|c"},
      {"a,b c", ""},
      {"a, b", "a|b"},
      {"a,, b 1.5x", "a|b"},
      {"data:image/png;base64,AAAA 1x, b 2x", "data:image/png;base64,AAAA|b"},
      {"a 1x 2x, b", "b"},
      {"a 0w, b -1w, c 1.5w, d +1w, e 1w", "e"},
      {"a 0x, b -1x, c -0x, d 1e2x, e .5x, f 5.x, g x", "a|c|d|e"},
      {"a 1h, b 1w 1h, c 1w 1h 1h", "b"},
      {"a 1x 1w, b 1y, c", "c"},
      {"a calc(1, 2), b", "b"},
      {"a (, b) 1x, c", "c"},
      {"a (x", ""},
  };
  for (const Case& one : kCases) {
    std::string urls;
    for (const std::string_view url : page::parse_srcset(one.srcset)) {
      if (!urls.empty()) urls += '|';
      urls += url;
    }
    EXPECT_EQ(urls, one.urls) << one.srcset;
  }
}

}  // namespace
}  // namespace cspkit
