// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "ask.h"
#include "match/match_port.h"
#include "match/short_way.h"

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

/// Whether `end` matches the host, which stands in a text as in a URL.
bool matches(const HostEnd& end, const char* text, const std::string& host) {
  const std::string url = "https://" + host;
  const char* const url_end = url.data() + url.size();
  const std::uint64_t mask = end.matches(text, url_end, host.size(), HostTails::tail_at(url_end));
  EXPECT_TRUE(mask == 0 || ~mask == 0) << host;
  return mask != 0;
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
        EXPECT_EQ(matches(end, text.data(), host), ends_alike(host, key, wildcard))
            << key << ' ' << host;
      }
    }
  }
}

TEST(HostEnd, DoesNotReadWhatStandsBeforeTheHost) {
  for (std::size_t size = HostEnd::kShortest; size <= 40; ++size) {
    const std::string key = letters(size, 0);
    const HostEnd end(8, static_cast<std::uint32_t>(size), false);
    EXPECT_TRUE(matches(end, ("[before]" + key).data(), key)) << key;
  }
}

TEST(HostEnd, FoldsCase) {
  const std::string text = "https://Cdn.EXAMPLE.com";
  const HostEnd end(8, static_cast<std::uint32_t>(text.size() - 8), false);
  EXPECT_TRUE(matches(end, text.data(), "cdn.example.com"));
  EXPECT_FALSE(matches(end, text.data(), "cdn.exbmple.com"));
}

TEST(HostEnd, MatchesNothingWhereThereIsNone) {
  const std::string text(HostEnd::kBefore + HostEnd::kShortest, '\0');
  EXPECT_FALSE(matches(HostEnd(), text.data() + HostEnd::kBefore, "cdn.example.com"));
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

constexpr std::array kPolicies{
    "img-src cdn.example.com",
    "img-src *.example.com 'self'",
    "default-src https://example.com",
    "img-src cdn.example.com/x cdn.example.com:444",
    "img-src cdn.example.com:443 other.test:*",
    "default-src cdn.example.com/x/y 'self'",
    "script-src 'none'",
    "img-src 'none'; script-src 'self'",
    "default-src",
    "x",
    "",
    "img-src CDN.example.com",
    "img-src https:; script-src http:; style-src wss: ftp:; connect-src data:",
    "default-src *",
    "default-src * 'strict-dynamic' 'nonce-abc'",
    "img-src *:8443 https://*; script-src http://*; connect-src https://*/x",
    "img-src example.com http://cdn.example.com",
    "img-src a-cdn.example.com cdn.example.com/x *.example.com:1 b-cdn.example.com",
    "img-src x.y cdn.example.com",
    "script-src 'strict-dynamic' 'nonce-abc' https:; object-src 'none'; base-uri 'none'",
    "script-src 'strict-dynamic'; worker-src 'strict-dynamic' cdn.example.com",
    "child-src 'strict-dynamic'; script-src-elem 'strict-dynamic' 'sha256-YWJj'",
    "default-src 'strict-dynamic' example.com",
    "img-src cdn.example.com?x; script-src other.test#x; style-src *.example.com?x",
    "script-src 'sha256-YWJj'; style-src 'sha256-YWJj' 'nonce-abc'",
    "connect-src 'unsafe-webtransport-hashes' cdn.example.com",
    "style-src 'nonce-abc' cdn.example.com; frame-src example.com",
    "img-src a.long.host.of.more.than.thirty-two.bytes.example.com",
};
constexpr std::array kUrls{
    "https://cdn.example.com/x",
    "https://cdn.example.com:444/",
    "http://cdn.example.com/",
    "ws://cdn.example.com/",
    "wss://cdn.example.com/x",
    "https://example.com/",
    "https://exbmple.com/",
    "http://example.com/",
    "https://axample.com/",
    "https://user@cdn.example.com/",
    "https://other.test/",
    "https://x.y/",
    "https://abcd.efg/",
    "https://a.long.host.of.more.than.thirty-two.bytes.example.com/",
    "https://b.long.host.of.more.than.thirty-two.bytes.example.com/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "foo://cdn.example.com/",
    "file://cdn.example.com/x",
    "data:,x",
};

/// Every request for a URL that the short way may tell apart.
template <class F>
void for_each_request(const UrlView& url, F&& f) {
  for (std::size_t destination = 0; destination < kDestinationCount; ++destination) {
    for (unsigned bits = 0; bits < 64; ++bits) {
      Request request{.url = url, .destination = static_cast<Destination>(destination)};
      if ((bits & 1) != 0) request.nonce = "abc";
      if ((bits & 2) != 0) request.integrity = "sha256-YWJj";
      if ((bits & 4) != 0) request.parser_metadata = ParserMetadata::parser_inserted;
      if ((bits & 8) != 0) request.initiator = Initiator::prefetch;
      if ((bits & 16) != 0) request.webtransport = WebTransport::with_hashes;
      if ((bits & 32) != 0) request.redirect_count = 1;
      f(request);
    }
  }
}

// Without a sink, a page with one policy is asked the short way; with one, or with another policy that lets all pass, the
// long one.
TEST(ShortWay, AnswersAsTheLongOne) {
  const auto sink = [](const PolicyViolation&) {};
  for (const char* const policy : kPolicies) {
    const PolicyList one = page_with({policy});
    const PolicyList two = page_with({policy, "form-action 'none'"});
    for (const char* const text : kUrls) {
      const Url url = *Url::parse(text);
      for_each_request(url.view(), [&](const Request& request) {
        const auto asked = [&](const PolicyList& page, ViolationSink seen) {
          return fields(should_block_request(page, request, Browser::specification, seen));
        };
        const auto verdict = asked(one, {});
        ASSERT_EQ(verdict, asked(one, sink)) << policy << ", " << text;
        ASSERT_EQ(verdict, asked(two, {})) << policy << ", " << text;
      });
    }
  }
}

TEST(ShortWay, AnswersForTheResponseAsTheLongOne) {
  const auto sink = [](const PolicyViolation&) {};
  const Url first = *Url::parse("https://first.test/");
  for (const char* const policy : kPolicies) {
    const PolicyList page = page_with({policy});
    for (const char* const text : kUrls) {
      const Url url = *Url::parse(text);
      for_each_request(first.view(), [&](const Request& request) {
        const auto asked = [&](ViolationSink seen) {
          return fields(
              should_block_response(page, request, url.view(), Browser::specification, seen));
        };
        ASSERT_EQ(asked({}), asked(sink)) << policy << ", " << text;
      });
    }
  }
}

TEST(ShortWay, DoesNotEnforceWhatOnlyReports) {
  for (const char* const policy : kPolicies) {
    PolicyList page = page_with({});
    ASSERT_TRUE(page.add_header(policy, Disposition::report).has_value());
    const Url url = *Url::parse("https://other.test/");
    for_each_request(url.view(), [&](const Request& request) {
      ASSERT_FALSE(should_block_request(page, request).blocked()) << policy;
    });
  }
}

enum class Way { short_way, one_list, long_way };

/// How far the short way leads.
Way way_of(const std::string& policy, const std::string& text, const Request& request) {
  const Url url = *Url::parse(text);
  const PolicyList page = page_with({policy});
  const CompiledDirective* open_list = nullptr;
  if (!short_way(page, request, url.view(), open_list).open()) return Way::short_way;
  return open_list == nullptr ? Way::long_way : Way::one_list;
}

TEST(ShortWay, IsTakenWhateverThePolicySays) {
  const Request image{.url = {}, .destination = Destination::image};
  const Request script{.url = {}, .destination = Destination::script};
  for (const char* const url : {"https://cdn.example.com/x", "http://other.test/"}) {
    for (const char* const policy : {"", "img-src 'none'", "default-src *",
                                     "img-src https: data:", "script-src 'strict-dynamic'",
                                     "default-src 'self' example.com other-host.test",
                                     "default-src 'nonce-abc' cdn.example.com"}) {
      EXPECT_EQ(way_of(policy, url, image), Way::short_way) << policy << ", " << url;
      EXPECT_EQ(way_of(policy, url, script), Way::short_way) << policy << ", " << url;
    }
  }
}

TEST(ShortWay, EndsInOneListWhereTheHostDoesNotTell) {
  const Request image{.url = {}, .destination = Destination::image};
  const std::string url = "https://cdn.example.com/x";
  for (const char* const policy :
       {"img-src cdn.example.com/x", "img-src cdn.example.com?x", "img-src https://*",
        "default-src a.example.com b.example.com", "img-src x.y"}) {
    EXPECT_EQ(way_of(policy, url, image), Way::one_list) << policy;
  }
  EXPECT_EQ(way_of("img-src 'self'", std::string(kPage), image), Way::one_list);
}

TEST(ShortWay, IsLeftWhereMoreThanTheUrlCounts) {
  const std::string url = "https://cdn.example.com/x";
  const Request image{.url = {}, .destination = Destination::image};
  EXPECT_EQ(way_of("img-src *", "https://cdn.example.com:444/", image), Way::long_way);
  EXPECT_EQ(way_of("img-src *", "https://user@cdn.example.com/", image), Way::long_way);
  Request script{.url = {}, .destination = Destination::script};
  script.parser_metadata = ParserMetadata::parser_inserted;
  EXPECT_EQ(way_of("script-src 'self'", url, script), Way::short_way);
  EXPECT_EQ(way_of("script-src 'strict-dynamic'", url, script), Way::long_way);
}

}  // namespace
}  // namespace cspkit::test
