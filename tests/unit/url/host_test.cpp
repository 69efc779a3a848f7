// SPDX-License-Identifier: Apache-2.0
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using namespace test;

HostKind kind_of(std::string_view input) { return Url::parse(input).value().view().host_kind; }

TEST(UrlHost, KindIsKnown) {
  EXPECT_EQ(kind_of("http://a/"), HostKind::domain);
  EXPECT_EQ(kind_of("http://1.2.3.4/"), HostKind::ipv4);
  EXPECT_EQ(kind_of("http://[::1]/"), HostKind::ipv6);
  EXPECT_EQ(kind_of("foo://a/"), HostKind::opaque);
  EXPECT_EQ(kind_of("foo://[::1]/"), HostKind::ipv6);
  EXPECT_EQ(kind_of("foo:///a"), HostKind::empty);
  EXPECT_EQ(kind_of("file:///a"), HostKind::empty);
  EXPECT_EQ(kind_of("foo:/a"), HostKind::none);
  EXPECT_EQ(kind_of("data:a"), HostKind::none);
}

TEST(UrlHost, OfSpecialSchemeIsNeeded) {
  expect_hrefs({{"http://", kRefused},
                {"https://?q", kRefused},
                {"http:///", kRefused},
                {"http://:80/", kRefused},
                {"foo://", "foo://"},
                {"foo://:80/", kRefused}});
}

TEST(UrlHost, RefusesForbiddenDomainCodePoints) {
  for (const char c : std::string_view(" \"<>[]^`{|}%\x7f\x01")) {
    const std::string host = std::string("a") + c + "b";
    const bool allowed = std::string_view("\"`{}").find(c) != std::string_view::npos;
    EXPECT_EQ(http_host(host), allowed ? host : kRefused);
  }
}

TEST(UrlHost, RefusesForbiddenCodePointsThatAreEncoded) {
  for (std::string_view host :
       {"a%00b", "a%09b", "a%20b", "a%23b", "a%25b", "a%2fb", "a%3Ab", "a%3Cb", "a%3eb", "a%3Fb",
        "a%40b", "a%5Bb", "a%5Cb", "a%5Db", "a%5Eb", "a%7Cb", "a%7Fb", "a%1Fb"}) {
    EXPECT_EQ(http_host(host), kRefused) << host;
  }
}

TEST(UrlHost, IsPercentDecodedAndLowerCased) {
  expect_hosts({{"EXAMPLE.com", "example.com"},
                {"%45xample.%43om", "example.com"},
                {"a%2Eb", "a.b"},
                {"a_b", "a_b"},
                {"a%zz", kRefused},
                {"a%", kRefused},
                {"%ff", kRefused},
                {"%C3%BC", "xn--tda"}});
}

TEST(UrlHost, MayHoldEmptyAndLongLabels) {
  const std::string label(300, 'a');
  expect_hosts({{"a..b", "a..b"},
                {".a", ".a"},
                {"a.", "a."},
                {".", "."},
                {"..", ".."},
                {label, label},
                {"-a-.--", "-a-.--"}});
}

TEST(UrlHost, OfOtherSchemeKeepsCaseAndEncodesControlsAlone) {
  expect_hrefs({{"foo://EXAMPLE", "foo://EXAMPLE"},
                {"foo://\xC3\xBC\x01x", "foo://%C3%BC%01x"},
                {"foo://%41%zz", "foo://%41%zz"},
                {"foo://1.2.3", "foo://1.2.3"},
                {"foo://a b", kRefused},
                {"foo://a^b", kRefused},
                {"foo://a|b", kRefused},
                {"foo://a<b", kRefused},
                {"foo://a%b\"", "foo://a%b\""}});
}

}  // namespace
}  // namespace cspkit
