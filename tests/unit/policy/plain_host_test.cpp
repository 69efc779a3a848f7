// SPDX-License-Identifier: Apache-2.0
#include "policy/plain_host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
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

TEST(PlainHost, IsWhatTheGrammarMakesOfTheToken) {
  std::size_t plain = 0;
  for (const std::string& token : tokens()) {
    // Of its very size, so that reading beyond its end is seen by a sanitizer.
    const std::unique_ptr<char[]> copy(new char[token.size()]);
    token.copy(copy.get(), token.size());
    const std::string_view text(copy.get(), token.size());
    const SourceExpression read = parse_source_expression(text);
    EXPECT_EQ(parts(read), parts(parse_by_the_grammar(text))) << token;
    if (!read.plain) continue;
    ++plain;
    EXPECT_EQ(read.domain_size, domain_size(read.host)) << token;
  }
#if defined(__SSE2__)
  EXPECT_GT(plain, 10'000u);
#endif
}

// Whatever stands behind the token, and however much of it.
TEST(PlainHost, EndsWithTheToken) {
  const std::string behind[] = {std::string(72, 'a'), std::string(72, '.'), std::string(72, '/'),
                                ":8443/" + std::string(72, 'x')};
  for (const std::string& token : tokens()) {
    SourceExpression alone;
    const bool plain = read_plain_host(token, token.size(), alone);
    for (const std::string& more : behind) {
      const std::string text = token + more;
      for (const std::size_t readable : {token.size() + 1, text.size()}) {
        SourceExpression read;
        const auto view = std::string_view(text).substr(0, token.size());
        ASSERT_EQ(read_plain_host(view, readable, read), plain) << text;
        ASSERT_EQ(parts(read), parts(alone)) << text;
      }
    }
  }
}

#if defined(__SSE2__)
TEST(PlainHost, IsTheFormThatMostHave) {
  for (const std::string_view token : kPlain)
    EXPECT_TRUE(parse_source_expression(token).plain) << token;
  for (const std::string_view token : kOthers)
    EXPECT_FALSE(parse_source_expression(token).plain) << token;
}
#endif

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
