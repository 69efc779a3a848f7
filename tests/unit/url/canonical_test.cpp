// SPDX-License-Identifier: Apache-2.0
#include "unit/url/url_cases.h"
#include "url/same_view.h"

namespace cspkit {
namespace {

using namespace test;
using namespace std::string_view_literals;

TEST(CanonicalUrl, IsSplitAsTheParserWould) {
  const std::string_view inputs[] = {"https://example.com/",
                                     "http://a/",
                                     "ws://a.b/c",
                                     "wss://a-b.c_d.e/",
                                     "https://example.com:8443/a/b.js?q=1&r=x",
                                     "https://cdn.example.com/npm/pkg@1.2.3/dist/a.min.js?v=1#x",
                                     "https://h/.well-known/x",
                                     "https://h/..a/...",
                                     "https://h/%41%zz",
                                     "https://h/?",
                                     "https://h/#",
                                     "https://h/?#",
                                     "https://h//",
                                     "https://h:0/",
                                     "https://h:80/",
                                     "https://h:65535/",
                                     "https://h/a|b",
                                     "https://h/?`{}^\\",
                                     "https://h/#{}^\\|'",
                                     "https://1a.2b.c3/",
                                     "https://h/%2ea",
                                     "https://h/%",
                                     "https://h/;,:@&=+$!*~()[]"sv};
  for (const std::string_view input : inputs) {
    const auto split = split_canonical_url(input);
    ASSERT_TRUE(split.has_value()) << input;
    const auto parsed = Url::parse(input);
    ASSERT_TRUE(parsed.has_value()) << input;
    EXPECT_TRUE(same_view(*split, parsed->view())) << input;
  }
}

TEST(CanonicalUrl, LeavesEverythingElseToTheParser) {
  const std::string_view inputs[] = {"",
                                     "https",
                                     "https:",
                                     "https://",
                                     "https:///",
                                     "https://h",
                                     "https://h?q",
                                     "https://h#f",
                                     "https://h:/",
                                     "https://h:443/",
                                     "http://h:80/",
                                     "wss://h:443/",
                                     "ws://h:80/",
                                     "https://h:0443/",
                                     "https://h:65536/",
                                     "https://h:99999999999/",
                                     "https://h:8a/",
                                     "HTTPS://h/",
                                     "https://H/",
                                     "https://u@h/",
                                     "https://u:p@h/",
                                     "ftp://h/",
                                     "file:///a",
                                     "data:x",
                                     "https://1/",
                                     "https://a.1/",
                                     "https://a.0x1/",
                                     "https://1.2.3.4/",
                                     "https://[::1]/",
                                     "https://a./",
                                     "https://.a/",
                                     "https://a..b/",
                                     "https://xn--tda/",
                                     "https://a.xn--tda/",
                                     "https://a%2eb/",
                                     "https://\u00FC/",
                                     "https://a\u00FC/",
                                     "https://h/\u00FC",
                                     "https://h/ ",
                                     "https://h/a b",
                                     "https://h/a\tb",
                                     "https://h/\n",
                                     " https://h/",
                                     "https://h/a\\b",
                                     "https://h/a^b",
                                     "https://h/.",
                                     "https://h/..",
                                     "https://h/./a",
                                     "https://h/a/../b",
                                     "https://h/a/%2e",
                                     "https://h/%2E%2e/a",
                                     "https://h/.%2e?q",
                                     "https://h/..#f",
                                     "https://h/<",
                                     "https://h/\"",
                                     "https://h/`",
                                     "https://h/{",
                                     "https://h/?'",
                                     "https://h/?<",
                                     "https://h/?a b",
                                     "https://h/#`",
                                     "https://h/#a b",
                                     "https://h/a\x7f",
                                     "https://h/a\0b"sv};
  for (const std::string_view input : inputs) {
    EXPECT_FALSE(split_canonical_url(input).has_value()) << input;
  }
}

TEST(CanonicalUrl, AgreesWithTheParserOnEveryByteInEveryPlace) {
  for (std::string_view around :
       {"https://h\x01/", "https://a\x01z.com/", "https://h/\x01", "https://h/a\x01/b",
        "https://h/?\x01", "https://h/#\x01", "https://h:\x01/", "https\x01://h/",
        "https://h/\x01./a", "https://h/.\x01/a", "https://h/%2\x01/"}) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string input(around);
      input[input.find('\x01')] = static_cast<char>(byte);
      const auto split = split_canonical_url(input);
      if (!split) continue;
      const auto parsed = Url::parse(input);
      ASSERT_TRUE(parsed.has_value()) << input;
      EXPECT_TRUE(same_view(*split, parsed->view())) << input;
    }
  }
}

}  // namespace
}  // namespace cspkit
