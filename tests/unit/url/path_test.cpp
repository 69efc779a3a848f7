// SPDX-License-Identifier: Apache-2.0
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using namespace test;

TEST(UrlPath, LosesDotSegmentsInEverySpelling) {
  expect_hrefs({{"http://h/a/./b", "http://h/a/b"},
                {"http://h/a/%2e/b", "http://h/a/b"},
                {"http://h/a/%2E/b", "http://h/a/b"},
                {"http://h/a/../b", "http://h/b"},
                {"http://h/a/.%2e/b", "http://h/b"},
                {"http://h/a/%2E./b", "http://h/b"},
                {"http://h/a/%2e%2E/b", "http://h/b"},
                {"http://h/../../b", "http://h/b"},
                {"http://h/a/..", "http://h/"},
                {"http://h/a/.", "http://h/a/"},
                {"http://h/a/b/..?q", "http://h/a/?q"},
                {"http://h/a\\..\\b", "http://h/b"}});
}

TEST(UrlPath, KeepsWhatOnlyLooksLikeDots) {
  expect_hrefs({{"http://h/.../b", "http://h/.../b"},
                {"http://h/.%2e./b", "http://h/.%2e./b"},
                {"http://h/..a/.a/a./a../.well-known", "http://h/..a/.a/a./a../.well-known"},
                {"http://h/%2", "http://h/%2"},
                {"http://h/. ./b", "http://h/.%20./b"}});
}

TEST(UrlPath, KeepsEmptySegments) {
  expect_hrefs({{"http://h//a///b/", "http://h//a///b/"}, {"http://h//..//a", "http://h//a"}});
}

TEST(UrlPath, OfSpecialSchemeIsNeverEmpty) {
  expect_hrefs({{"http://h", "http://h/"},
                {"http://h?q", "http://h/?q"},
                {"foo://h", "foo://h"},
                {"foo://h?q", "foo://h?q"}});
}

TEST(UrlPath, TreatsBackslashesAsSlashesInSpecialSchemesAlone) {
  expect_hrefs({{"http://h\\a", "http://h/a"}, {"foo://h/a\\..\\b", "foo://h/a\\..\\b"}});
}

TEST(UrlPath, WithoutHostDoesNotTurnIntoAnAuthority) {
  expect_hrefs(
      {{"foo:/..//p", "foo:/.//p"}, {"foo:/.//p", "foo:/.//p"}, {"foo:/a/..//p", "foo:/.//p"}});
  EXPECT_EQ(Url::parse("foo:/..//p").value().view().path, "//p");
}

TEST(UrlPath, OpaqueIsKeptAlmostAsItIs) {
  expect_hrefs({{"data:text/html,<b>\"x y\"</b>", "data:text/html,<b>\"x y\"</b>"},
                {"data:a/../b", "data:a/../b"},
                {"javascript:alert('\xC3\xBC')", "javascript:alert('%C3%BC')"},
                {"mailto:a@b?c d", "mailto:a@b?c%20d"},
                {"data:x #f", "data:x #f"},
                {"about:blank", "about:blank"},
                {"data:", "data:"}});
  EXPECT_TRUE(Url::parse("data:x").value().view().has_opaque_path);
  EXPECT_FALSE(Url::parse("data:/x").value().view().has_opaque_path);
}

/// The printable ASCII code points that a component encodes, found by trying each.
std::string encoded_in(std::string_view prefix, std::string_view never) {
  std::string encoded;
  for (char c = 0x20; c < 0x7f; ++c) {
    if (never.find(c) != std::string_view::npos) continue;
    const std::string url = href(std::string(prefix) + c + "x");
    if (url.find('%') != std::string::npos) encoded += c;
  }
  return encoded;
}

TEST(UrlEncoding, DiffersFromComponentToComponent) {
  EXPECT_EQ(encoded_in("http://h/", "?#%"), " \"<>`{}");
  EXPECT_EQ(encoded_in("http://h/?", "#%"), " \"'<>");
  EXPECT_EQ(encoded_in("foo://h/?", "#%"), " \"<>");
  EXPECT_EQ(encoded_in("http://h/#", "%"), " \"<>`");
  EXPECT_EQ(encoded_in("foo:", "?#%/"), "");
}

TEST(UrlEncoding, LeavesPercentSignsAlone) {
  expect_hrefs({{"http://h/%41%zz%", "http://h/%41%zz%"},
                {"http://h/?%41%zz%#%zz%", "http://h/?%41%zz%#%zz%"}});
}

TEST(UrlEncoding, EncodesControlsAndEverythingBeyondAscii) {
  expect_hrefs({{"http://h/a\x01\x7f\xC3\xBC?\x01\xF0\x9F\x92\xA9#\x1f\xC3\xBC.",
                 "http://h/a%01%7F%C3%BC?%01%F0%9F%92%A9#%1F%C3%BC."}});
}

}  // namespace
}  // namespace cspkit
