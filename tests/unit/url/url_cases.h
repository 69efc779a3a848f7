// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "cspkit/url.h"

namespace cspkit::test {

/// Stands for "is refused" in a table of expectations.
inline constexpr std::string_view kRefused = "(refused)";

/// The serialization of `input`, or kRefused.
inline std::string href(std::string_view input, const Url* base = nullptr) {
  const auto url = Url::parse(input, base);
  return url ? url->href() : std::string(kRefused);
}

struct HrefCase {
  std::string_view input;
  std::string_view expected;
};

inline void expect_hrefs(std::initializer_list<HrefCase> cases) {
  for (const auto& [input, expected] : cases)
    EXPECT_EQ(href(input), expected) << "input: " << input;
}

/// The same, resolved against `base`.
inline void expect_hrefs(std::string_view base, std::initializer_list<HrefCase> cases) {
  const auto parsed = Url::parse(base);
  ASSERT_TRUE(parsed.has_value()) << "base: " << base;
  for (const auto& [input, expected] : cases) {
    EXPECT_EQ(href(input, &*parsed), expected) << "input: " << input << ", base: " << base;
  }
}

/// The serialized host of `http://HOST/`, or kRefused.
inline std::string http_host(std::string_view host) {
  const auto url = Url::parse("http://" + std::string(host) + "/");
  return url ? std::string(url->view().host) : std::string(kRefused);
}

struct HostCase {
  std::string_view host;
  std::string_view expected;
};

inline void expect_hosts(std::initializer_list<HostCase> cases) {
  for (const auto& [host, expected] : cases)
    EXPECT_EQ(http_host(host), expected) << "host: " << host;
}

}  // namespace cspkit::test
