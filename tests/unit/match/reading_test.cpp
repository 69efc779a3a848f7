// SPDX-License-Identifier: Apache-2.0
#include "match/reading.h"

#include <gtest/gtest.h>

#include <string>

// What browsers whose parsers depart from the text's make of a policy. The verdicts that follow
// from it stand in tests/conformance/differences.jsonl, with what real browsers answered.
namespace cspkit {
namespace {

struct Row {
  Browser browser;
  const char* policy;
  const char* read;  ///< parts are joined with " | "; null where the policy is read as it is
  PolicyCopy copy = PolicyCopy::own;
  Delivery delivery = Delivery::header;
};

TEST(Reading, IsWhatTheBrowserMakesOfThePolicy) {
  using enum Browser;
  const Row rows[] = {
      // Chromium: the name of a directive with other bytes than ASCII is taken.
      {chromium, "img-src \xC3\xA9; img-src 'none'; font-src x.test",
       "img-src \xC3\xA9;font-src x.test"},
      {chromium, "img-src 'none'; font-src \xC3\xA9", nullptr},
      {chromium, "\xC3\xA9mg-src x; img-src y.test", nullptr},
      // Hash-sources that cannot be decoded.
      {chromium, "script-src 'unsafe-inline' 'sha256-abcde'", "script-src 'unsafe-inline'"},
      {chromium, "script-src 'sha256-abcd=='", "script-src"},
      {chromium, "script-src 'sha256-abc' 'sha256-ab=' 'sha256-ab=='", nullptr},
      {webkit, "script-src 'unsafe-inline' 'sha256-abcde'", "script-src 'unsafe-inline'"},
      {webkit, "script-src 'sha256-abcd=='", nullptr},
      {firefox, "script-src 'unsafe-inline' 'sha256-abcde'", nullptr},
      // WebKit: tails, and 'strict-dynamic' under a capital.
      {webkit, "img-src 'self'x 'NONCE-abc'' cdn.test", "img-src 'self' 'NONCE-abc' cdn.test"},
      {webkit, "img-src 'selfx' 'self'", nullptr},
      {webkit, "script-src 'nonce-a=b'x 'nonce-a*b'x", "script-src 'nonce-a=b' 'nonce-a*b'x"},
      {webkit, "Script-src 'strict-dynamic' 'self'", "Script-src 'self'"},
      {webkit, "script-src 'STRICT-dynamic' 'self'", nullptr},
      {chromium, "img-src 'self'x; Script-src 'strict-dynamic'", nullptr},
      // Firefox: the copy that is passed on has its paths decoded.
      {firefox, "frame-src cdn.test/a%3Bb%2541", "frame-src cdn.test/a;b%41",
       PolicyCopy::passed_on},
      {firefox, "frame-src cdn.test/a%3Bb", nullptr, PolicyCopy::own},
      {firefox, "frame-src cdn.test/a cdn.test/a?%41", nullptr, PolicyCopy::passed_on},
      {firefox, "frame-src cdn.test/a%zz */%41 'self'", "frame-src 'self'", PolicyCopy::passed_on},
      {firefox, "img-src a.test; img-src b.test", "img-src a.test", PolicyCopy::passed_on},
      {webkit, "frame-src cdn.test/a%3Bb", nullptr, PolicyCopy::passed_on},
      // Control characters; Chromium takes the name of what it drops.
      {chromium, "img-src x.test\x01; img-src 'none'; font-src y.test", "font-src y.test"},
      {chromium, "img-src 'none'; font-src \x7f", "img-src 'none'"},
      {firefox, "img-src x.test\x01; img-src 'none'; font-src y.test",
       "img-src 'none';font-src y.test"},
      {firefox, "frame-src x.test \x1f; frame-src a.test/%41", "frame-src a.test/A",
       PolicyCopy::passed_on},
      {webkit, "img-src x.test \x08; img-src 'none'", "img-src 'none'"},
      {webkit, "bogus\x01 x; img-src \t\f\r\n x.test", nullptr},
      {firefox, "bogus \x01; img-src\x01 x", nullptr},
      {specification, "img-src x.test\x01", nullptr},
      // WebKit: the vertical tab is white space, but among names.
      {webkit, "img-src\v'none'", "img-src 'none';"},
      {webkit, "img-src a.test\vb.test; trusted-types a\vb",
       "img-src a.test b.test; trusted-types a\vb;"},
      {chromium, "img-src a.test\vb.test; font-src c.test", "font-src c.test"},
      // Commas in <meta>.
      {chromium, "img-src a.test, font-src 'none'", "img-src a.test |  font-src 'none'",
       PolicyCopy::own, Delivery::meta},
      {webkit, "img-src 'self'x, font-src 'none'", "img-src 'self' |  font-src 'none'",
       PolicyCopy::own, Delivery::meta},
      {firefox, "img-src a.test, font-src 'none'", nullptr, PolicyCopy::own, Delivery::meta},
      {chromium, "img-src a.test, font-src 'none'", nullptr},
      {specification, "img-src 'self'x; Script-src 'strict-dynamic' 'sha256-abcde'", nullptr},
  };
  for (const Row& row : rows) {
    const auto parts = read_as(row.browser, row.copy, row.policy, row.delivery);
    ASSERT_EQ(parts.has_value(), row.read != nullptr) << row.policy;
    if (!parts) continue;
    std::string joined;
    for (const std::string& part : *parts) joined += (joined.empty() ? "" : " | ") + part;
    EXPECT_EQ(joined, row.read) << row.policy;
  }
}

// Most policies carry none, and a compiled policy with readings moves as any other.
TEST(Reading, IsKeptOnlyWhereItDiffers) {
  EXPECT_EQ(CompiledPolicy::compile("script-src 'self' 'strict-dynamic' cdn.test/a")->readings(),
            nullptr);
  auto policy = CompiledPolicy::compile("img-src 'self'x");
  ASSERT_NE(policy->readings(), nullptr);
  const CompiledPolicy moved = std::move(*policy);
  EXPECT_EQ(moved.readings()->all.size(), 1u);
}

TEST(Reading, IsRefusedBeyondTheLimitOfPolicies) {
  const auto policy =
      CompiledPolicy::compile(std::string(5000, ','), Disposition::enforce, Delivery::meta);
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().limit, "kMaxPolicies");
}

}  // namespace
}  // namespace cspkit
