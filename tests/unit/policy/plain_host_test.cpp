// SPDX-License-Identifier: Apache-2.0
#include "policy/plain_host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "policy/diagnose.h"
#include "policy/scan.h"

namespace cspkit {
namespace {

constexpr std::array kPlain = std::to_array<std::string_view>({
    "a.test",
    "A.Test",
    "*.a.test",
    "https://a.test",
    "https://*.a.test",
    "a-b.c1.test",
    "a.test:8443",
    "a.test/",
    "https://cdn.a.test:8443/x/y_z.js",
    "https://*.sub.cdn.a.co.uk/static/1-2/app.min.js",
    "0.a1",
    "*.co.uk",
    "nonce-abc.def",
    "a.test:1",
    "a.test:65535",
    "https://static.images.assets.of.a.very.long.name.example.org:4443",
    "abcdefgh.example-of-a-name-of-sixty-four-bytes-which-is-most.org",
});

constexpr std::array kOthers = std::to_array<std::string_view>({
    "",
    "*",
    "*.",
    "*.com",
    "a",
    "a.b",
    "localhost",
    "127.0.0.1",
    "a.127",
    "a.test.",
    ".a.test",
    "a..test",
    "*..a.test",
    "*.*.a.test",
    "**.a.test",
    "*a.test",
    "a.test:",
    "a.test:*",
    "a.test:0",
    "a.test:80",
    "a.test:443",
    "https://a.test:80",
    "https://a.test:443",
    "http://a.test:443",
    "a.test:08443",
    "a.test:65536",
    "a.test:100000",
    "a.test:99999999999999999999",
    "a.test:8443x",
    "a.test:x/",
    "a.test//x",
    "a.test/x//y",
    "a.test/./x",
    "a.test/../x",
    "a.test/x/.y",
    "a.test/%41",
    "a.test/x?y",
    "a.test?x",
    "a.test#x",
    "a.test/x*",
    "https:",
    "https:/",
    "https://",
    "https://.",
    "https:///a.test",
    "HTTPS://a.test",
    "http://a.test",
    "wss://a.test",
    "x://a.test",
    "https://https://a.test",
    "https://a.test:8443:8444",
    "https://user@a.test",
    "[::1]",
    "a_b.test",
    "'self'",
    "'none'",
    "'unsafe-inline'",
    "'UNSAFE-inline'",
    "'unsafe-eval'",
    "'strict-dynamic'",
    "'unsafe-hashes'",
    "'report-sample'",
    "'unsafe-allow-redirects'",
    "'wasm-unsafe-eval'",
    "'trusted-types-eval'",
    "'report-sha256'",
    "'unsafe-webtransport-hashes'",
    "'inline-speculation-rules'",
    "*.localhost",
    "data:",
    "DATA:",
    "blob:",
    "filesystem:",
    "http:",
    "a.test,b.test",
    "script-src",
    "x.abcdefgh.example-of-a-name-of-sixty-six-bytes-which-is-more.org",
});

/// The tokens above, and the plain ones with each byte at each place, put in or in place of what stands there.
std::vector<std::string> tokens() {
  std::vector<std::string> all(kOthers.begin(), kOthers.end());
  for (const std::string_view plain : kPlain) {
    all.emplace_back(plain);
    for (std::size_t at = 0; at <= plain.size(); ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string changed(plain);
        changed.insert(at, 1, static_cast<char>(byte));
        all.push_back(changed);
        if (at == plain.size()) continue;
        changed.erase(at + 1, 1);
        all.push_back(changed);
      }
      all.emplace_back(plain.substr(0, at));
      all.emplace_back(plain.substr(at));
    }
  }
  return all;
}

auto parts(const SourceExpression& e) {
  return std::tuple(e.kind, e.forms, e.keyword, e.host_wildcard, e.port, e.scheme, e.host, e.path,
                    e.value);
}

/// What is read of a token behind and before other text; not set where it is not seen to be plain.
std::optional<SourceExpression> read(std::string_view before, std::string_view token,
                                     std::string_view behind, std::string& text) {
  text = std::string(before).append(token).append(behind);
  TextMasks masks;
  masks.read(text);
  SourceExpression out;
  if (!read_plain_host(text, masks, {before.size(), before.size() + token.size()}, out)) {
    EXPECT_EQ(parts(out), parts(SourceExpression())) << text;
    return std::nullopt;
  }
  EXPECT_TRUE(out.plain) << text;
  return out;
}

TEST(PlainHost, IsWhatTheGrammarMakesOfTheToken) {
  std::size_t plain = 0;
  std::string text;
  for (const std::string& token : tokens()) {
    const auto found = read("", token, "", text);
    if (!found) continue;
    ++plain;
    EXPECT_EQ(parts(*found), parts(parse_source_expression(text))) << token;
    EXPECT_EQ(found->domain_size, domain_size(found->host)) << token;
  }
  EXPECT_GT(plain, 10'000u);
}

// Whatever stands behind the token, and before it.
TEST(PlainHost, BeginsAndEndsWithTheToken) {
  const std::string others[] = {std::string(72, 'a'), std::string(61, '.'), std::string(7, '/'),
                                ":8443/" + std::string(72, 'x')};
  std::string text, amid;
  for (const std::string& token : tokens()) {
    const auto alone = read("", token, "", text);
    for (const std::string& other : others) {
      const auto found = read(other, token, other, amid);
      ASSERT_EQ(found.has_value(), alone.has_value()) << amid;
      if (!found) continue;
      ASSERT_EQ(parts(*found), parts(*alone)) << amid;
    }
  }
}

TEST(PlainHost, IsTheFormThatMostHave) {
  std::string text;
  for (const std::string_view token : kPlain) EXPECT_TRUE(read("", token, "", text)) << token;
  for (const std::string_view token : kOthers) EXPECT_FALSE(read("", token, "", text)) << token;
}

TEST(DomainSize, IsOfTwoLabelsOrThree) {
  struct Case {
    std::string_view host, domain;
  };
  constexpr Case kCases[] = {{"a.test", "a.test"},
                             {"x.a.test", "a.test"},
                             {"y.x.a.test", "a.test"},
                             {"a.co.uk", "a.co.uk"},
                             {"x.a.co.uk", "a.co.uk"},
                             {"y.x.a.co.uk", "a.co.uk"},
                             {"co.uk", "co.uk"},
                             {"x.abcd.uk", "abcd.uk"},
                             {"x.abc.uk", "x.abc.uk"},
                             {"localhost", "localhost"},
                             {"x.localhost", "x.localhost"},
                             {"a.test.", "test."},
                             {"", ""},
                             {".", "."},
                             {"..", "."},
                             {".uk", ".uk"},
                             {"..uk", ".uk"}};
  for (const Case& c : kCases) {
    EXPECT_EQ(c.host.substr(c.host.size() - domain_size(c.host)), c.domain) << c.host;
  }
}

// What makes two sources company to each other: one host ends with the other, label by label.
TEST(DomainSize, IsSharedByHostsBelowEachOther) {
  constexpr std::array kLabels = {"a", "co", "com", "test", "uk"};
  std::vector<std::string> hosts(kLabels.begin(), kLabels.end());
  for (std::size_t i = 0; i < 155; ++i) {
    for (const std::string label : kLabels) hosts.push_back(label + "." + hosts[i]);
  }
  const auto domain = [](std::string_view host) {
    return host.substr(host.size() - domain_size(host));
  };
  std::size_t below = 0;
  for (const std::string& host : hosts) {
    for (const std::string& parent : hosts) {
      if (!host.ends_with("." + parent)) continue;
      ++below;
      EXPECT_TRUE(domain(host) == domain(parent) || may_be_registry(parent)) << host << parent;
    }
  }
  EXPECT_GT(below, 1000u);
}

std::vector<Diagnostic> told(std::string_view policy, Effort effort) {
  Scan scan = scan_policies(policy, Delivery::header);
  parse_expressions(policy, scan);
  return diagnose(policy, scan, Disposition::enforce, Delivery::header, effort);
}

std::string shown(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics)
    out += d.code + " " + std::to_string(d.span.begin) + "-" + std::to_string(d.span.end) + " " +
           d.message + " | " + d.suggestion + "\n";
  return out;
}

// What is passed over as plainly right is what no check has anything to say about.
TEST(PlainHost, LeavesNothingUntold) {
  std::size_t with_findings = 0;
  for (const std::string& token : tokens()) {
    const std::string policy = "img-src " + token + "; script-src 'self' " + token +
                               " cdn.a.test data: 'none'; frame-ancestors " + token +
                               "; report-uri " + token;
    const std::string all = shown(told(policy, Effort::every_check));
    with_findings += all.empty() ? 0 : 1;
    ASSERT_EQ(shown(told(policy, Effort::usual)), all) << policy;
  }
  EXPECT_GT(with_findings, 1000u);
}

TEST(ListMarks, HoldsForListsOfAnyTwoTokens) {
  constexpr std::array kLists = {"img-src", "connect-src", "script-src",    "frame-ancestors",
                                 "sandbox", "report-uri",  "trusted-types", "no-such-directive"};
  std::vector<std::string_view> words(kPlain.begin(), kPlain.end());
  words.insert(words.end(), kOthers.begin(), kOthers.end());
  for (const std::string_view list : kLists) {
    for (const std::string_view first : words) {
      for (const std::string_view second : words) {
        const std::string policy =
            std::string(list) + " " + std::string(first) + " " + std::string(second);
        ASSERT_EQ(shown(told(policy, Effort::usual)), shown(told(policy, Effort::every_check)))
            << policy;
      }
    }
  }
}

TEST(ListMarks, SaysWhetherHostsHaveADomainInCommon) {
  struct Case {
    std::string_view list;
    bool apart;
  };
  constexpr Case kCases[] = {
      {"a.test b.test", true},
      {"a.test a.test", false},
      {"a.test A.TEST", false},
      {"x.a.test *.a.test", false},
      {"x.a.test https://y.z.a.test:8443/x", false},
      {"x.a.test y.xa.test", true},
      {"x.a.test http://a.test", false},
      {"x.a.test a.test.", true},
      {"localhost x.localhost", true},
      {"'self' 'SELF'", false},
      {"'self' 'none'", true},
      {"data: DATA:", false},
      {"a.co.uk b.co.uk", true},
      {"a.co.uk x.a.co.uk", false},
      {"*.co.uk a.co.uk", false},
      {"*.com a.com", false},
      {"http://x.a.co.uk a.co.uk", false},
  };
  for (const Case& c : kCases) {
    const std::string policy = "img-src " + std::string(c.list);
    Scan scan = scan_policies(policy, Delivery::header);
    parse_expressions(policy, scan);
    EXPECT_EQ(scan.marks.at(0).all_apart, c.apart) << c.list;
  }
}

TEST(ListMarks, SaysNothingOfListsOfManyTokens) {
  for (const std::size_t count : {std::size_t{128}, std::size_t{129}, std::size_t{5000}}) {
    std::string policy = "img-src";
    for (std::size_t i = 0; i < count; ++i) policy += " h" + std::to_string(i) + ".test";
    Scan scan = scan_policies(policy, Delivery::header);
    parse_expressions(policy, scan);
    EXPECT_EQ(scan.marks.at(0).all_apart, count <= 128) << count;
  }
}

}  // namespace
}  // namespace cspkit
