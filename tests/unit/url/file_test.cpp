// SPDX-License-Identifier: Apache-2.0
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using namespace test;

TEST(FileUrl, MayHaveNoHost) {
  expect_hrefs({{"file:///a", "file:///a"},
                {"file:/a", "file:///a"},
                {"file:a", "file:///a"},
                {"file:", "file:///"},
                {"file://", "file:///"},
                {"file:\\\\\\a", "file:///a"},
                {"file://?q", "file:///?q"},
                {"file:#f", "file:///#f"}});
}

TEST(FileUrl, HasAHostButForLocalhost) {
  expect_hrefs({{"file://Server/a", "file://server/a"},
                {"file://LOCALHOST/a", "file:///a"},
                {"file://loc%61lhost/a", "file:///a"},
                {"file://1.2/a", "file://1.0.0.2/a"},
                {"file://h:80/a", kRefused},
                {"file://u@h/a", kRefused},
                {"file://a b/", kRefused}});
}

TEST(FileUrl, KeepsTheDriveLetter) {
  expect_hrefs({{"file:///C|/a/../../..", "file:///C:/"},
                {"file:///c:/..", "file:///c:/"},
                {"file:C|", "file:///C:"},
                {"file://C:/a", "file:///C:/a"},
                {"file://C|", "file:///C:"},
                {"file:///C|a", "file:///C|a"},
                {"file:///a/C|/b", "file:///a/C|/b"},
                {"http://h/C|/..", "http://h/"}});
}

TEST(FileUrl, ResolvesDriveLettersAgainstABase) {
  expect_hrefs("file:///C:/dir/file?q", {{"x", "file:///C:/dir/x"},
                                         {"/x", "file:///C:/x"},
                                         {"D:/x", "d:/x"},
                                         {"/D|/x", "file:///D:/x"},
                                         {"file:D:/x", "file:///D:/x"},
                                         {"D|", "file:///D:"},
                                         {"D|?", "file:///D:?"},
                                         {"..", "file:///C:/"},
                                         {"../../..", "file:///C:/"},
                                         {"//h/x", "file://h/x"},
                                         {"///x", "file:///x"},
                                         {"", "file:///C:/dir/file?q"},
                                         {"#f", "file:///C:/dir/file?q#f"}});
  expect_hrefs("file://h/C:/a",
               {{"/x", "file://h/C:/x"}, {"//x", "file://x/"}, {"x", "file://h/C:/x"}});
}

TEST(FileUrl, IsNotInheritedFromAnotherScheme) {
  expect_hrefs("http://h/a/b",
               {{"file:x", "file:///x"}, {"file:/x", "file:///x"}, {"file:", "file:///"}});
}

}  // namespace
}  // namespace cspkit
