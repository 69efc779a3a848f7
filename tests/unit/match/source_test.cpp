// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "ask.h"

// One table for each part of a source expression; negatives stand beside positives.
namespace cspkit::test {
namespace {

struct Row {
  const char* source;
  const char* url;
  bool matches;
  const char* page = "https://example.com/";
  std::uint32_t redirects = 0;
};

template <std::size_t N>
void expect_rows(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    EXPECT_EQ(matches(row.source, row.url, row.page, row.redirects), row.matches)
        << row.source << " against " << row.url << " on " << row.page << " after " << row.redirects
        << " redirects";
  }
}

TEST(Scheme, MatchesItselfAndUpgrades) {
  expect_rows({
      {"https:", "https://a.test/", true},
      {"HTTPS:", "https://a.test/", true},
      {"https:", "http://a.test/", false},
      {"http:", "http://a.test/", true},
      {"http:", "https://a.test/", true},
      {"ws:", "http://a.test/", true},
      {"ws:", "https://a.test/", true},
      {"wss:", "https://a.test/", true},
      {"wss:", "http://a.test/", false},
      {"data:", "data:text/plain,x", true},
      {"data:", "https://a.test/", false},
      {"https:", "data:text/plain,x", false},
      {"custom:", "custom:thing", true},
      {"Custom:", "custom:thing", true},
      {"customs:", "custom:thing", false},
      {"foo://h", "foobar://h/", false},
      {"f://h", "foobar://h/", false},
      {"custom:", "customs:thing", false},
  });
}

TEST(Scheme, OfAWebSocketIsWhatFetchMadeOfIt) {
  expect_rows({
      {"https:", "wss://a.test/", true},
      {"http:", "ws://a.test/", true},
      {"https:", "ws://a.test/", false},
      {"wss:", "wss://a.test/", true},
      {"ws:", "wss://a.test/", true},
      {"wss:", "ws://a.test/", false},
      {"a.test", "wss://a.test/", true},
      {"*", "wss://a.test/", true},
  });
}

TEST(Scheme, OfAHostWithoutOneIsThePages) {
  expect_rows({
      {"a.test", "https://a.test/", true},
      {"a.test", "http://a.test/", false},
      {"a.test", "http://a.test/", true, "http://example.com/"},
      {"a.test", "https://a.test/", true, "http://example.com/"},
      {"http://a.test", "https://a.test/", true},
      {"https://a.test", "http://a.test/", false, "http://example.com/"},
  });
}

TEST(Host, IsComparedWithoutCase) {
  expect_rows({
      {"A.Test", "https://a.test/", true},
      {"a.test", "https://b.test/", false},
      {"a.test", "https://a.test.evil.test/", false},
      {"a.test", "https://sub.a.test/", false},
      {"a.test", "https://nota.test/", false},
  });
}

TEST(Host, WildcardMatchesSubdomainsAndNotTheApex) {
  expect_rows({
      {"*.a.test", "https://sub.a.test/", true},
      {"*.a.test", "https://deep.sub.a.test/", true},
      {"*.A.TEST", "https://sub.a.test/", true},
      {"*.a.test", "https://a.test/", false},
      {"*.a.test", "https://nota.test/", false},
      {"*.test", "https://a.test/", true},
      {"https://*", "https://a.test/", true},
      {"https://*", "http://a.test/", false},
      {"a.*.test", "https://a.b.test/", false},
      {"*a.test", "https://xa.test/", false},
  });
}

TEST(Host, ThatIsAnAddressMatchesNothing) {
  expect_rows({
      {"127.0.0.1", "https://127.0.0.1/", false},
      {"10.0.0.1", "https://10.0.0.1/", false},
      {"https://*", "https://127.0.0.1/", false},
      {"https:", "https://127.0.0.1/", true},
      {"*", "https://[::1]/", true},
  });
}

TEST(Port, DefaultsAreTheUrlsSchemes) {
  expect_rows({
      {"a.test", "https://a.test:8443/", false},
      {"a.test:8443", "https://a.test:8443/", true},
      {"a.test:08443", "https://a.test:8443/", true},
      {"a.test:443", "https://a.test/", true},
      {"a.test:80", "https://a.test/", false},
      {"http://a.test:80", "http://a.test/", true},
      {"http://a.test:80", "https://a.test/", false},
      {"http://a.test:443", "https://a.test/", true},
      {"a.test:*", "https://a.test:8443/", true},
      {"a.test:*", "https://a.test/", true},
      {"https://*:8443", "https://a.test:8443/", true},
      {"*:8443", "https://a.test/", false},
      {"a.test:65536", "https://a.test/", false},
      {"a.test:", "https://a.test/", false},
  });
}

TEST(Path, IsAPrefixOnlyBehindASlash) {
  expect_rows({
      {"a.test/js/", "https://a.test/js/x.js", true},
      {"a.test/js/", "https://a.test/js/", true},
      {"a.test/js/", "https://a.test/js", false},
      {"a.test/js", "https://a.test/js", true},
      {"a.test/js", "https://a.test/js/x.js", false},
      {"a.test/js", "https://a.test/jsx", false},
      {"a.test/", "https://a.test/anything", true},
      {"a.test/JS", "https://a.test/js", false},
      {"a.test/js", "https://a.test/js?query", true},
      {"a.test/a//b", "https://a.test/a//b", true},
  });
}

TEST(Path, IsDecodedPieceByPiece) {
  expect_rows({
      {"a.test/%61", "https://a.test/a", true},
      {"a.test/a", "https://a.test/%61", true},
      {"a.test/a%20b", "https://a.test/a%20b", true},
      {"a.test/a/b", "https://a.test/a%2Fb", false},
      {"a.test/a%2fb", "https://a.test/a%2Fb", true},
      {"a.test/a%2f", "https://a.test/a%2Fb", false},
      {"a.test/a%2Cb", "https://a.test/a,b", true},
      {"a.test/%zz", "https://a.test/%zz", false},
  });
}

TEST(Path, IsForgottenAfterARedirect) {
  expect_rows({
      {"a.test/js", "https://a.test/other", false, "https://example.com/", 0},
      {"a.test/js", "https://a.test/other", true, "https://example.com/", 1},
      {"a.test/js", "https://b.test/js", false, "https://example.com/", 1},
  });
}

TEST(Path, WithAQueryIsNoSourceAtAll) {
  expect_rows({
      {"a.test/js?x", "https://a.test/js", false},
      {"a.test/js#x", "https://a.test/js", false},
      {"a.test//js", "https://a.test//js", false},
  });
}

TEST(Star, MatchesNetworkSchemesAndThePagesOwn) {
  expect_rows({
      {"*", "https://a.test/", true},
      {"*", "http://a.test/", true},
      {"*", "data:text/plain,x", false},
      {"*", "blob:https://example.com/1", false},
      {"*", "custom:x", false, "custom://host/"},  // the page's origin is opaque: it has no scheme
  });
}

TEST(Self, IsTheOriginAndItsSafeUpgrades) {
  expect_rows({
      {"'self'", "https://example.com/a", true},
      {"'SELF'", "https://example.com/a", true},
      {"'self'", "http://example.com/a", false},
      {"'self'", "https://example.com:443/a", true},
      {"'self'", "https://example.com:8443/a", false},
      {"'self'", "https://sub.example.com/", false},
      {"'self'", "https://example.com/a", true, "http://example.com/"},
      {"'self'", "https://example.com:80/a", false, "http://example.com/"},
      {"'self'", "https://example.com:8080/a", true, "http://example.com:8080/"},
      {"'self'", "https://example.com/a", false, "http://example.com:8080/"},
      {"'self'", "wss://example.com/a", true},
      {"'self'", "data:text/plain,x", false},
  });
}

TEST(None, CountsOnlyAlone) {
  expect_rows({
      {"'none'", "https://a.test/", false},
      {"'none' https://a.test", "https://a.test/", true},
      {"'NONE'", "https://a.test/", false},
      {"", "https://a.test/", false},
  });
}

TEST(Keywords, SayNothingAboutUrls) {
  expect_rows({
      {"'unsafe-inline'", "https://a.test/", false},
      {"'nonce-abc'", "https://a.test/", false},
      {"none", "https://none/", true},
      {"self", "https://example.com/", false},
  });
}

TEST(LongLists, FindTheNeedle) {
  std::string list;
  for (int i = 0; i < 5000; ++i) list += " h" + std::to_string(i) + ".test";
  for (int i = 0; i < 5000; ++i) list += " *.w" + std::to_string(i) + ".test/p/";
  EXPECT_TRUE(matches(list, "https://h4999.test/"));
  EXPECT_TRUE(matches(list, "https://x.w4999.test/p/q"));
  EXPECT_FALSE(matches(list, "https://x.w4999.test/q"));
  EXPECT_FALSE(matches(list, "https://h5000.test/"));
}

}  // namespace
}  // namespace cspkit::test
