// SPDX-License-Identifier: Apache-2.0
//
// What the standard says where Node 18 and 20 say something else: the faults that
// tests/url/node_faults.cpp lists.
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using namespace test;

TEST(StandardOverNode, OpaqueBaseTakesAFragmentAlone) {
  expect_hrefs(
      "data:text/plain,x",
      {{"a#f", kRefused}, {"/a#f", kRefused}, {"?q#f", kRefused}, {"#f", "data:text/plain,x#f"}});
}

TEST(StandardOverNode, DoubleDotLeavesTheRoot) {
  expect_hrefs({{"foo://h/..", "foo://h/"}, {"foo://h/a/../..?q", "foo://h/?q"}});
  expect_hrefs("foo://h/a", {{"..", "foo://h/"}});
}

TEST(StandardOverNode, NoDotSegmentStaysBehindADottedSegment) {
  expect_hrefs({{"http://h//.a/./b", "http://h//.a/b"}, {"http://h//.a/..", "http://h//"}});
}

TEST(StandardOverNode, DriveLetterIsASegmentOfItsOwn) {
  expect_hrefs({{"file:///Z:x/..", "file:///"},
                {"file:///Z:x/../a", "file:///a"},
                {"file:///Z:/..", "file:///Z:/"}});
}

TEST(StandardOverNode, BidiRuleHoldsInLeftToRightLabelsToo) {
  expect_hosts({{"a\u05D0", kRefused}, {"1\u05D0", kRefused}, {"-\u05D0", kRefused}});
}

}  // namespace
}  // namespace cspkit
