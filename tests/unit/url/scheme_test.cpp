// SPDX-License-Identifier: Apache-2.0
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using namespace test;

TEST(UrlScheme, IsLowerCasedAndMayHoldDigitsAndSigns) {
  expect_hrefs({{"HTTPS://example.com/", "https://example.com/"},
                {"A+b-C.9:x", "a+b-c.9:x"},
                {"view-source:x", "view-source:x"}});
}

TEST(UrlScheme, MustBeginWithALetterAndEndWithAColon) {
  expect_hrefs({{"1http://example.com/", kRefused},
                {"+x:y", kRefused},
                {"://example.com/", kRefused},
                {"http", kRefused},
                {"ht!tp://example.com/", kRefused},
                {"h\xC3\xA9:x", kRefused},
                {"", kRefused}});
}

TEST(UrlScheme, OfSpecialKindForgivesSlashesAndBackslashes) {
  expect_hrefs({{"http:example.com", "http://example.com/"},
                {"http:/example.com", "http://example.com/"},
                {"http:////example.com", "http://example.com/"},
                {"http:\\\\example.com\\a\\b", "http://example.com/a/b"},
                {"wss:/\\/example.com", "wss://example.com/"}});
}

TEST(UrlScheme, OfOtherKindTakesSlashesAtTheirWord) {
  expect_hrefs({{"foo:example.com", "foo:example.com"},
                {"foo:/example.com", "foo:/example.com"},
                {"foo://example.com", "foo://example.com"},
                {"foo:///example.com", "foo:///example.com"},
                {"foo:\\\\example.com", "foo:\\\\example.com"},
                {"foo://host\\x", kRefused}});
}

TEST(UrlScheme, DropsItsDefaultPortAndNoOther) {
  expect_hrefs({{"http://h:80/", "http://h/"},
                {"https://h:443/", "https://h/"},
                {"ws://h:80/", "ws://h/"},
                {"wss://h:443/", "wss://h/"},
                {"ftp://h:21/", "ftp://h/"},
                {"http://h:443/", "http://h:443/"},
                {"foo://h:80/", "foo://h:80/"}});
}

TEST(UrlPort, IsANumberOfSixteenBits) {
  expect_hrefs({{"http://h:0/", "http://h:0/"},
                {"http://h:65535/", "http://h:65535/"},
                {"http://h:65536/", kRefused},
                {"http://h:99999999999999999999/", kRefused},
                {"http://h:0000000000000000000080/", "http://h/"},
                {"http://h:00443/", "http://h:443/"},
                {"http://h:/", "http://h/"},
                {"http://h:8a/", kRefused},
                {"http://h:-1/", kRefused},
                {"http://h:%38/", kRefused},
                {"http://h:8 0/", kRefused},
                {"http://h:8\t0\n/", "http://h/"}});
}

TEST(DefaultPort, BelongsToSpecialSchemesButFile) {
  EXPECT_EQ(default_port("http"), 80);
  EXPECT_EQ(default_port("https"), 443);
  EXPECT_EQ(default_port("ws"), 80);
  EXPECT_EQ(default_port("wss"), 443);
  EXPECT_EQ(default_port("ftp"), 21);
  EXPECT_EQ(default_port("file"), kNoPort);
  EXPECT_EQ(default_port("foo"), kNoPort);
  EXPECT_EQ(default_port("HTTP"), kNoPort);
  EXPECT_EQ(default_port(""), kNoPort);
}

TEST(UrlCredentials, EndAtTheLastAtSign) {
  expect_hrefs({{"http://user:pass@h/", "http://user:pass@h/"},
                {"http://a@b@h/", "http://a%40b@h/"},
                {"http://a:b:c@h/", "http://a:b%3Ac@h/"},
                {"http://@h/", "http://h/"},
                {"http://:@h/", "http://h/"},
                {"http://:p@h/", "http://:p@h/"},
                {"http://u:@h/", "http://u@h/"},
                {"http://u@/", kRefused},
                {"http://u@:80/", kRefused},
                {"foo://u@/", kRefused},
                {"http://u/@h", "http://u/@h"}});
}

TEST(UrlCredentials, AreEncodedBeyondWhatPathsAre) {
  expect_hrefs({{"http://[|^=;]'&\xC3\xBC@h/", "http://%5B%7C%5E%3D%3B%5D'&%C3%BC@h/"},
                {"http://%41%zz@h/", "http://%41%zz@h/"}});
}

TEST(UrlView, HoldsEveryComponent) {
  const auto url = Url::parse("HTTPS://u:p@Example.COM:8443/a/../b?q#f").value();
  const UrlView view = url.view();
  EXPECT_EQ(view.href, "https://u:p@example.com:8443/b?q#f");
  EXPECT_EQ(view.scheme, "https");
  EXPECT_EQ(view.username, "u");
  EXPECT_EQ(view.password, "p");
  EXPECT_EQ(view.host, "example.com");
  EXPECT_EQ(view.host_kind, HostKind::domain);
  EXPECT_EQ(view.port, 8443);
  EXPECT_EQ(view.path, "/b");
  EXPECT_FALSE(view.has_opaque_path);
  EXPECT_TRUE(view.has_query);
  EXPECT_EQ(view.query, "q");
  EXPECT_TRUE(view.has_fragment);
  EXPECT_EQ(view.fragment, "f");
}

TEST(UrlView, TellsAnEmptyQueryFromNone) {
  const auto empty = Url::parse("http://h/?#").value();
  EXPECT_EQ(empty.href(), "http://h/?#");
  EXPECT_TRUE(empty.view().has_query);
  EXPECT_TRUE(empty.view().has_fragment);
  EXPECT_EQ(empty.view().query, "");
  const auto none = Url::parse("http://h/").value();
  EXPECT_FALSE(none.view().has_query);
  EXPECT_FALSE(none.view().has_fragment);
}

TEST(UrlView, FollowsACopy) {
  Url copy = Url::parse("http://first/a?b").value();
  {
    const Url original = Url::parse("http://second/c?d").value();
    copy = original;
  }
  EXPECT_EQ(copy.view().host, "second");
  EXPECT_EQ(copy.view().query, "d");
}

}  // namespace
}  // namespace cspkit
