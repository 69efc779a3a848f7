// SPDX-License-Identifier: Apache-2.0
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

Origin origin(std::string_view input) { return origin_of(Url::parse(input).value().view()); }

struct OriginCase {
  std::string_view url, expected;
};

void expect_origins(std::initializer_list<OriginCase> cases) {
  for (const auto& [url, expected] : cases) EXPECT_EQ(origin(url).serialize(), expected) << url;
}

TEST(Origin, IsSchemeHostAndPortOfSpecialSchemes) {
  expect_origins({{"https://u:p@Example.com:443/a?b#c", "https://example.com"},
                  {"https://example.com:8443/", "https://example.com:8443"},
                  {"http://[::1]:8080/", "http://[::1]:8080"},
                  {"ws://h/", "ws://h"},
                  {"wss://h:1/", "wss://h:1"},
                  {"ftp://h/", "ftp://h"}});
}

TEST(Origin, IsOpaqueElsewhere) {
  expect_origins({{"file:///a", "null"},
                  {"file://h/a", "null"},
                  {"data:x", "null"},
                  {"about:blank", "null"},
                  {"javascript:x", "null"},
                  {"foo://h/", "null"}});
}

TEST(Origin, OfABlobIsThatOfTheUrlInside) {
  expect_origins({{"blob:https://a.test/uuid", "https://a.test"},
                  {"blob:http://A.test:80/", "http://a.test"},
                  {"blob:https://a.test:8443/u", "https://a.test:8443"},
                  {"blob:ws://a.test/u", "null"},
                  {"blob:ftp://a.test/u", "null"},
                  {"blob:file:///u", "null"},
                  {"blob:null/uuid", "null"},
                  {"blob:blob:https://a.test/u", "null"},
                  {"blob:", "null"},
                  {"blob:https://", "null"},
                  {"filesystem:https://a.test/u", "null"}});
}

TEST(Origin, ComparesByItsParts) {
  EXPECT_EQ(origin("https://a/"), origin("https://A:443/x"));
  EXPECT_NE(origin("https://a/"), origin("http://a/"));
  EXPECT_NE(origin("https://a/"), origin("https://a:1/"));
  EXPECT_EQ(origin("https://a/").host_kind, HostKind::domain);
}

TEST(Origin, IsOpaqueByDefault) { EXPECT_EQ(Origin{}.serialize(), "null"); }

}  // namespace
}  // namespace cspkit
