// SPDX-License-Identifier: Apache-2.0
#include "cspkit/limits.h"
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using enum UrlErrorCode;

struct ErrorCase {
  std::string_view input;
  UrlErrorCode code;
  std::size_t offset;
};

TEST(UrlError, NamesTheFaultAndItsPlace) {
  const ErrorCase cases[] = {
      {"", missing_scheme, 0},
      {"  a/b", missing_scheme, 2},
      {"http://", empty_host, 7},
      {"http://user@/", empty_host, 12},
      {"http://:80/", empty_host, 7},
      {"http://a b/", invalid_host, 7},
      {"http://user@a b/", invalid_host, 12},
      {" h\tttp://a b/", invalid_host, 9},
      {"http://\xFF@a b/", invalid_host, 9},
      {"http://1.2.3.256/", invalid_ipv4, 7},
      {"http://[::1/", invalid_ipv6, 7},
      {"http://[::g]/", invalid_ipv6, 7},
      {"http://h:65536/", invalid_port, 13},
      {"http://h:8x/", invalid_port, 10},
      {"file://a b/", invalid_host, 7},
  };
  for (const auto& [input, code, offset] : cases) {
    const auto url = Url::parse(input);
    ASSERT_FALSE(url.has_value()) << input;
    EXPECT_EQ(url.error().code, code) << input;
    EXPECT_EQ(url.error().offset, offset) << input;
  }
}

TEST(UrlError, TellsAnOpaqueBaseFromNone) {
  const auto base = Url::parse("data:x").value();
  const auto url = Url::parse("a", &base);
  ASSERT_FALSE(url.has_value());
  EXPECT_EQ(url.error().code, relative_to_opaque_base);
}

TEST(UrlError, HasOneSentenceForPeople) {
  for (const UrlErrorCode code : {missing_scheme, relative_to_opaque_base, empty_host, invalid_host,
                                  invalid_ipv4, invalid_ipv6, invalid_port, too_long}) {
    const std::string_view message = UrlError{code, 0}.message();
    EXPECT_GT(message.size(), 10u);
    EXPECT_NE(message.back(), '.');
  }
}

TEST(UrlLimit, OnInputIsKept) {
  std::string url = "http://h/";
  url.resize(limits::kMaxUrlBytes, 'a');
  EXPECT_TRUE(Url::parse(url).has_value());
  EXPECT_TRUE(split_canonical_url(url).has_value());
  url += 'a';
  ASSERT_FALSE(Url::parse(url).has_value());
  EXPECT_EQ(Url::parse(url).error().code, too_long);
  EXPECT_FALSE(split_canonical_url(url).has_value());
}

TEST(UrlLimit, HoldsForTheSerializationToo) {
  std::string url = "http://h/";
  url.resize(limits::kMaxUrlBytes, '\x01');
  url.back() = 'a';
  ASSERT_FALSE(Url::parse(url).has_value());
  EXPECT_EQ(Url::parse(url).error().code, too_long);
}

TEST(UrlLimit, OnUnicodeHostsIsKept) {
  std::string host;
  while (host.size() <= limits::kMaxUnicodeHostBytes) host += "\u00FC.";
  const auto url = Url::parse("http://" + host);
  ASSERT_FALSE(url.has_value());
  EXPECT_EQ(url.error().code, too_long);
  EXPECT_TRUE(Url::parse("http://" + host.substr(0, 3 * 2000)).has_value());
}

TEST(UrlLimit, LongInputTakesLinearTime) {
  // Each of these would take minutes if a step looked back over the whole text.
  for (std::string_view unit :
       {"/..", "/a", "/.", "@", ":", "a.", "%2e", "\t", "\xFF", "[", "1."}) {
    std::string url = "http://h";
    while (url.size() + unit.size() <= limits::kMaxUrlBytes / 4) url += unit;
    (void)Url::parse(url);
    (void)Url::parse(url.substr(8));
    (void)split_canonical_url(url);
  }
}

}  // namespace
}  // namespace cspkit
