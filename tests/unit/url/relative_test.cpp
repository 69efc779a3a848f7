// SPDX-License-Identifier: Apache-2.0
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using namespace test;

TEST(RelativeUrl, TakesWhatItLacksFromItsBase) {
  expect_hrefs("https://u:p@h:8443/a/b/c?q#f", {{"", "https://u:p@h:8443/a/b/c?q"},
                                                {"#g", "https://u:p@h:8443/a/b/c?q#g"},
                                                {"?r", "https://u:p@h:8443/a/b/c?r"},
                                                {"d", "https://u:p@h:8443/a/b/d"},
                                                {"../d", "https://u:p@h:8443/a/d"},
                                                {"..", "https://u:p@h:8443/a/"},
                                                {"../../../../d", "https://u:p@h:8443/d"},
                                                {"/d", "https://u:p@h:8443/d"},
                                                {"\\d", "https://u:p@h:8443/d"},
                                                {"//x/d", "https://x/d"},
                                                {"/\\x/d", "https://x/d"},
                                                {"//x:443/d", "https://x/d"},
                                                {"//", kRefused}});
}

TEST(RelativeUrl, MayRepeatTheBasesScheme) {
  expect_hrefs("https://h/a/b", {{"https:c", "https://h/a/c"},
                                 {"https:/c", "https://h/c"},
                                 {"https://c", "https://c/"},
                                 {"https:?q", "https://h/a/b?q"},
                                 {"http:c", "http://c/"},
                                 {"foo:c", "foo:c"}});
}

TEST(RelativeUrl, OfOtherSchemesKeepsTheRules) {
  expect_hrefs("foo://h/a/b?q", {{"c", "foo://h/a/c"},
                                 {"//x", "foo://x"},
                                 {"///c", "foo:///c"},
                                 {"\\c", "foo://h/a/\\c"},
                                 {"?r", "foo://h/a/b?r"},
                                 {"..", "foo://h/"}});
  expect_hrefs("foo://h", {{"c", "foo://h/c"}, {"", "foo://h"}, {"/c", "foo://h/c"}});
  expect_hrefs("foo:/a/b", {{"../../..//c", "foo:/.//c"}, {"c", "foo:/a/c"}});
  expect_hrefs("foo:/.//p/q", {{"r", "foo:/.//p/r"}, {"/r", "foo:/r"}, {"", "foo:/.//p/q"}});
}

TEST(RelativeUrl, GoesWithAnOpaquePathAsAFragmentAlone) {
  expect_hrefs("data:text/plain,x?q#f", {{"#g", "data:text/plain,x?q#g"},
                                         {"", kRefused},
                                         {"a", kRefused},
                                         {"/a", kRefused},
                                         {"?a", kRefused},
                                         {"http://h/", "http://h/"}});
}

TEST(RelativeUrl, NeedsABase) {
  expect_hrefs({{"a", kRefused}, {"/a", kRefused}, {"//h/a", kRefused}, {"#f", kRefused}});
}

}  // namespace
}  // namespace cspkit
