// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "support/round_trip.h"

namespace cspkit {
namespace {

using testing::round_trip;

TEST(RoundTrip, PoliciesThatAreHardToQuoteComeBackFromEveryFormat) {
  constexpr std::array kPolicies = {
      "default-src 'self'",
      "script-src 'self' 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'",
      "upgrade-insecure-requests; sandbox allow-scripts",
      "default-src 'none', script-src https:",
      "img-src https://a.test/\"quoted\" https://b.test/'single'",
      "img-src https://a.test/$request_id https://a.test/${HOME} https://a.test/$ $$",
      "img-src https://a.test/%20%41 https://a.test/%[src] https://a.test/%{HOST}e %% %",
      "img-src https://a.test/{host} https://a.test/{$HOME} } https://a.test/\\{x\\}",
      "img-src \\ \\\" \\\\ \\n \\x41 \\` \\{",
      "img-src `tick` `\" ${x} #{x} #",
      "img-src https://a.test/<b>&amp&quot&#39 https://[2001:db8::1]:8443/ </script>",
      "expr=1 'self'; img-src *",
      "script-src 'noncE-{nonce}' 's0elf; style-src '",
      "self self none; script-src self nonce-abc unsafe-inline",
  };
  for (const char* policy : kPolicies) EXPECT_EQ(round_trip(policy), std::nullopt) << policy;
}

std::string random_policy(std::mt19937& source) {
  constexpr std::array<std::string_view, 24> kPieces = {"https://a.test/",
                                                        "'self'",
                                                        "'nonce-{nonce}'",
                                                        "\"",
                                                        "'",
                                                        "$",
                                                        "%",
                                                        "{",
                                                        "}",
                                                        "\\",
                                                        "`",
                                                        "#",
                                                        "${",
                                                        "%[",
                                                        "%{",
                                                        "{$",
                                                        "(",
                                                        ")",
                                                        "<",
                                                        "&",
                                                        "@",
                                                        "a",
                                                        "1",
                                                        "*"};
  constexpr std::array<std::string_view, 6> kNames = {"default-src", "script-src", "img-src",
                                                      "x-y",         "sandbox",    "report-uri"};
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(source);
  };
  std::string policy;
  for (std::size_t directives = below(3) + 1; directives > 0; --directives) {
    policy += std::string(kNames[below(kNames.size())]);
    for (std::size_t tokens = below(4); tokens > 0; --tokens) {
      policy += ' ';
      for (std::size_t pieces = below(6) + 1; pieces > 0; --pieces)
        policy += kPieces[below(kPieces.size())];
    }
    policy += below(5) == 0 ? ", " : "; ";
  }
  return policy;
}

TEST(RoundTrip, GeneratedPoliciesComeBackFromEveryFormat) {
  std::mt19937 source(20261121);  // NOLINT: the same policies in every run
  for (int i = 0; i < 10'000; ++i) {
    const std::string policy = random_policy(source);
    const auto problem = round_trip(policy);
    ASSERT_EQ(problem, std::nullopt) << policy << "\n" << *problem;
  }
}

}  // namespace
}  // namespace cspkit
