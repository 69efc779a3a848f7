// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "ask.h"
#include "match/match_port.h"

// The most common decisions take a short way, prepared when the policy is compiled. Each step of it has to say what the
// steps of the text say.
namespace cspkit::test {
namespace {

std::string letters(std::size_t size, char first) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i)
    out.push_back(static_cast<char>('a' + (i * 7 + first) % 26));
  return out;
}

/// Whether `host` is `key`, or ends with it where it may be longer; as far as HostEnd looks.
bool ends_alike(std::string host, std::string key, bool wildcard) {
  if (wildcard ? host.size() < key.size() : host.size() != key.size()) return false;
  const std::size_t seen = std::min<std::size_t>(key.size(), HostEnd::kLongest);
  return host.substr(host.size() - seen) == key.substr(key.size() - seen);
}

TEST(HostEnd, TellsHostsByEveryByteOfTheirEnd) {
  for (std::size_t size = HostEnd::kShortest; size <= 40; ++size) {
    const std::string key = letters(size, 0);
    const std::string text = "https://" + key;
    for (const bool wildcard : {false, true}) {
      const HostEnd end(8, static_cast<std::uint32_t>(size), wildcard);
      std::vector<std::string> hosts{key, 'x' + key, "long-label." + key, letters(8, 3)};
      if (size > HostEnd::kShortest) hosts.push_back(key.substr(1));
      for (std::size_t at = 0; at < size; ++at) {
        hosts.push_back(key);
        hosts.back()[at] = '-';
      }
      for (const std::string& host : hosts) {
        const HostEnd::Comparison found = end.compare(text.data(), host);
        EXPECT_EQ(found.same, ends_alike(host, key, wildcard)) << key << ' ' << host;
        EXPECT_FALSE(found.same && found.unequal) << key << ' ' << host;
      }
    }
  }
}

TEST(HostEnd, SaysWhereCaseAloneDiffers) {
  const std::string text = "Cdn.Example.com";
  const HostEnd end(0, static_cast<std::uint32_t>(text.size()), false);
  const HostEnd::Comparison found = end.compare(text.data(), "cdn.example.com");
  EXPECT_TRUE(found.same);
  EXPECT_TRUE(found.unequal);
}

constexpr std::array kSchemes{SchemeId::http, SchemeId::https, SchemeId::ws, SchemeId::wss,
                              SchemeId::ftp};

// In one table what #match-schemes and #match-ports say, for every scheme and every port with a meaning.
TEST(AcceptedSchemes, SayWhatSchemePartAndPortPartSay) {
  const Url any = *Url::parse("https://cdn.example.com/");
  const UrlView view = any.view();
  for (const char* const page :
       {"http://a.test/", "https://a.test/", "ftp://a.test/", "foo://a.test/", "data:,x"}) {
    const Origin origin = origin_of(Url::parse(page)->view());
    const SelfToMatch self(origin);
    for (const SchemeId asked : kSchemes) {
      auto url = UrlToMatch::make<Browser::specification>(view, self, 0, UrlForm::as_written);
      url.scheme = asked;
      url.source_schemes = matching_source_schemes(asked, true);
      for (int scheme = 0; scheme <= static_cast<int>(SchemeId::other); ++scheme) {
        for (const std::int32_t port : {kPortAbsent, kPortWildcard, 0, 21, 80, 443, 8443}) {
          CompiledSource source{};
          source.scheme = static_cast<SchemeId>(scheme);
          source.port = port;
          const bool expected =
              common_scheme_part_match(source, url) &&
              port_part_of_source_match<Browser::specification>(source, url, DirectiveId::img_src);
          const bool accepted = (accepted_schemes(source.scheme, port) & asked_of_accepted(asked) &
                                 self.accepts) != 0;
          EXPECT_EQ(accepted, expected)
              << page << " scheme " << scheme << " port " << port << " url " << int(asked);
        }
      }
    }
  }
}

TEST(SelfToMatch, IsKeptByTheList) {
  for (const char* const page : {"https://www.example.com/", "http://a.b/", "data:,x"}) {
    const PolicyList list(origin_of(Url::parse(page)->view()));
    const SelfToMatch kept(list), made(list.self_origin());
    EXPECT_EQ(kept.tail, made.tail) << page;
    EXPECT_EQ(kept.accepts, made.accepts) << page;
    EXPECT_EQ(kept.scheme, made.scheme) << page;
    EXPECT_EQ(&kept.origin, &list.self_origin());
  }
}

/// The fields of a verdict, to be compared.
auto fields(const Verdict& verdict) {
  return std::tuple(verdict.policy, verdict.outcome, verdict.effective_directive,
                    verdict.source_directive);
}

// One policy without a sink is the short way; a sink, or another policy that lets all pass, is the long one.
TEST(ShortWay, AnswersAsTheLongOne) {
  const char* const policies[] = {
      "img-src cdn.example.com",
      "img-src *.example.com 'self'",
      "default-src https://example.com",
      "img-src cdn.example.com/x cdn.example.com:444",
      "script-src 'none'",
      "img-src 'none'",
      "img-src",
      "x",
      "",
      "img-src CDN.example.com",
      "img-src https:",
      "img-src example.com http://cdn.example.com",
  };
  for (const char* const policy : policies) {
    const PolicyList one = page_with({policy});
    const PolicyList two = page_with({policy, "frame-src 'none'"});
    PolicyList reported(one.self_origin());
    ASSERT_TRUE(reported.add_header(policy, Disposition::report).has_value());
    for (const char* const url :
         {"https://cdn.example.com/x", "https://cdn.example.com:444/", "http://cdn.example.com/",
          "https://example.com/", "https://exbmple.com/", "https://other.test/", "data:,x"}) {
      const Url parsed = *Url::parse(url);
      const Request request = request_for(parsed);
      int violations = 0;
      const auto sink = [&](const PolicyViolation&) { ++violations; };
      const Verdict verdict = should_block_request(one, request);
      EXPECT_EQ(fields(verdict),
                fields(should_block_request(one, request, Browser::specification, sink)))
          << policy << ", " << url;
      EXPECT_EQ(violations, verdict.blocked() ? 1 : 0) << policy << ", " << url;
      EXPECT_EQ(fields(verdict), fields(should_block_request(two, request)))
          << policy << ", " << url;
      EXPECT_FALSE(should_block_request(reported, request).blocked()) << policy << ", " << url;
    }
  }
}

}  // namespace
}  // namespace cspkit::test
