// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "ask.h"

// Hosts of every length, since the lookup reads them word by word: each has to be found, in any
// case, and no host that differs in one byte.
namespace cspkit::test {
namespace {

/// A host of `size` bytes in labels of at most nine.
std::string host_of(std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) {
    const bool dot = i % 10 == 9 && i + 1 < size;
    out.push_back(dot ? '.' : static_cast<char>('a' + (i * 7) % 26));
  }
  return out;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

/// `source`, with and without capitals, beside another source; and beside a short one, for whose sake every host is
/// looked up by hash.
std::vector<std::string> in_each_company(const std::string& source) {
  std::vector<std::string> out;
  for (const std::string& written : {source, upper(source)}) {
    out.push_back("other.test " + written);
    out.push_back("other.test " + written + " x.y *.x.y");
  }
  return out;
}

bool allows(const PolicyList& list, const std::string& host) {
  return !ask(list, "https://" + host + "/").blocked();
}

TEST(HostLookup, FindsHostsOfEveryLength) {
  for (std::size_t size = 1; size <= 120; ++size) {
    const std::string host = host_of(size);
    for (const std::string& written : in_each_company(host)) {
      const PolicyList list = page_with({"img-src " + written});
      EXPECT_TRUE(allows(list, host)) << written;
      EXPECT_FALSE(allows(list, "sub." + host)) << written;
      EXPECT_FALSE(allows(list, host + "a")) << written;
      for (std::size_t at = 0; at < size; ++at) {
        if (host[at] == '.') continue;
        std::string altered = host;
        altered[at] = host[at] == 'z' ? 'y' : 'z';
        EXPECT_FALSE(allows(list, altered)) << written << " at " << at;
      }
    }
  }
}

TEST(HostLookup, FindsSuffixesOfEveryLength) {
  for (std::size_t size = 1; size <= 120; ++size) {
    const std::string host = host_of(size);
    for (const std::string& written : in_each_company("*." + host)) {
      const PolicyList list = page_with({"img-src " + written});
      EXPECT_TRUE(allows(list, "a." + host)) << written;
      EXPECT_TRUE(allows(list, "long-label.and.another." + host)) << written;
      EXPECT_FALSE(allows(list, host)) << written;
      EXPECT_FALSE(allows(list, "a" + host)) << written;
    }
  }
}

TEST(HostLookup, TellsHostsWithTheSameEndApart) {
  std::string policy = "img-src";
  for (int i = 0; i < 300; i += 2) policy += " h" + std::to_string(i) + ".tail.example.com";
  const PolicyList list = page_with({policy});
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(allows(list, "h" + std::to_string(i) + ".tail.example.com"), i % 2 == 0) << i;
  }
}

/// `h0.tail.example.com h2.tail.example.com …`, with `before` in front of each.
std::string every_second(int count, const std::string& before) {
  std::string out;
  for (int i = 0; i < count; i += 2)
    out += " " + before + "h" + std::to_string(i) + ".tail.example.com";
  return out;
}

// Few sources that end alike are asked one after the other, more of them by hash; both have to find the same.
TEST(HostLookup, FindsEachOfAnyNumberOfSourcesThatEndAlike) {
  for (int count = 1; count <= 16; ++count) {
    const PolicyList hosts = page_with({"img-src" + every_second(count, "")});
    const PolicyList wildcards = page_with({"img-src" + every_second(count, "*.")});
    for (int i = 0; i < count + 2; ++i) {
      const std::string host = "h" + std::to_string(i) + ".tail.example.com";
      const bool listed = i % 2 == 0 && i < count;
      EXPECT_EQ(allows(hosts, host), listed) << count << ' ' << host;
      EXPECT_FALSE(allows(hosts, "a." + host)) << count << ' ' << host;
      EXPECT_FALSE(allows(wildcards, host)) << count << ' ' << host;
      EXPECT_EQ(allows(wildcards, "a." + host), listed) << count << ' ' << host;
    }
  }
}

// One of them has the host, another the port, the scheme or the path that is asked for.
TEST(HostLookup, AsksEverySourceOfTheSameHost) {
  const struct {
    const char* sources;
    const char* url;
    bool allowed;
  } rows[] = {
      {"http://a.example.com:8080 a.example.com:8443", "https://a.example.com:8443/", true},
      {"a.example.com:8443 http://a.example.com:8080", "https://a.example.com:8443/", true},
      {"a.example.com:8443 http://a.example.com:8080", "https://a.example.com/", false},
      {"a.example.com/x a.example.com/y a.example.com/z", "https://a.example.com/x", true},
      {"a.example.com/x a.example.com/y a.example.com/z", "https://a.example.com/z", true},
      {"a.example.com/x a.example.com/y a.example.com/z", "https://a.example.com/w", false},
      {"*.example.com:1 a.example.com:2", "https://a.example.com:1/", true},
      {"*.example.com:1 a.example.com:2", "https://a.example.com:2/", true},
      {"*.example.com:1 a.example.com:2", "https://a.example.com:3/", false},
      {"wss://a.example.com A.Example.COM:444", "https://a.example.com:444/", true},
      {"A.Example.COM:444 foo://a.example.com", "https://a.example.com/", false},
      {"x.example.com a.example.com:*", "https://a.example.com:9/", true},
  };
  for (const auto& row : rows) {
    const PolicyList list = page_with({std::string("img-src ") + row.sources});
    EXPECT_EQ(!ask(list, row.url).blocked(), row.allowed) << row.sources << ", " << row.url;
  }
}

// More than the slots can number, each with an ending of its own.
TEST(HostLookup, FindsEachOfManySources) {
  constexpr int kCount = 600;
  const auto end_of = [](int i) { return "end" + std::to_string(i) + ".org"; };
  std::string policy = "img-src";
  for (int i = 0; i < kCount; ++i) policy += (i % 3 == 0 ? " *." : " host.") + end_of(i);
  const PolicyList list = page_with({policy});
  for (int i = 0; i < kCount; ++i) {
    EXPECT_TRUE(allows(list, "host." + end_of(i))) << i;
    EXPECT_EQ(allows(list, "other." + end_of(i)), i % 3 == 0) << i;
  }
}

// The short way is for the most common lists; what stands beside the host must not be lost on it.
TEST(HostLookup, AsksWhatStandsBesideHosts) {
  const struct {
    const char* sources;
    const char* url;
    bool allowed;
  } rows[] = {
      {"cdn.example.com *", "https://other.example.com/", true},
      {"cdn.example.com https:", "https://other.example.com/", true},
      {"cdn.example.com data:", "https://other.example.com/", false},
      {"cdn.example.com data:", "data:,x", true},
      {"cdn.example.com 'self'", "https://example.com/", true},
      {"cdn.example.com 'self'", "https://exzmple.com/", false},
      {"cdn.example.com https://*", "https://other.example.com/", true},
      {"cdn.example.com https://*:444", "https://other.example.com/", false},
      {"cdn.example.com foo:", "foo://other.example.com/", true},
      {"cdn.example.com foo:", "https://other.example.com/", false},
      {"cdn.example.com/x foo:", "https://cdn.example.com/x", true},
      {"cdn.example.com/x foo:", "https://cdn.example.com/y", false},
      {"foo://cdn.example.com", "https://cdn.example.com/", false},
      {"http://cdn.example.com:*", "https://cdn.example.com:9/", true},
      {"https://cdn.example.com", "http://cdn.example.com/", false},
      {"cdn.example.com a.b", "https://a.b/", true},
      {"cdn.example.com a.b", "https://cdn.example.com/", true},
      {"cdn.example.com *.b", "https://very-long-name.b/", true},
      {"1.2.3.4 cdn.example.com", "https://1.2.3.4/", false},
  };
  for (const auto& row : rows) {
    const PolicyList list = page_with({std::string("img-src ") + row.sources});
    EXPECT_EQ(!ask(list, row.url).blocked(), row.allowed) << row.sources << ", " << row.url;
  }
}

// A view by hand need not be canonical; no byte of its host is taken for another that only looks like its capital.
TEST(HostLookup, FoldsNothingButLetters) {
  const PolicyList list = page_with({"img-src cdn-1.x.example.com"});
  const Url url = *Url::parse("https://cdn-1.x.example.com/");
  for (std::size_t at = 0; at < url.view().host.size(); ++at) {
    std::string host(url.view().host);
    host[at] = static_cast<char>(host[at] ^ 0x20);
    Request request = request_for(url);
    request.url.host = host;
    const bool letter = (host[at] >= 'A' && host[at] <= 'Z');
    EXPECT_EQ(!should_block_request(list, request).blocked(), letter) << at;
  }
}

// WebKit drops, for all that the directive governs, the hosts behind 'strict-dynamic'.
TEST(HostLookup, LeavesHostsToTheReaderThatDropsThem) {
  const PolicyList list = page_with({"default-src a.example.net 'strict-dynamic' b.example.org"});
  for (const Browser as : {Browser::specification, Browser::webkit}) {
    EXPECT_FALSE(ask(list, "https://a.example.net/", {.as = as}).blocked());
    EXPECT_EQ(ask(list, "https://b.example.org/", {.as = as}).blocked(), as == Browser::webkit);
  }
}

}  // namespace
}  // namespace cspkit::test
