// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "cspkit/lint.h"

namespace cspkit {
namespace {

constexpr std::string_view kId = "script-allowlist-bypass";

std::vector<Finding> bypasses(std::string_view policy) {
  const LintText text{.text = policy};
  std::vector<Finding> found = lint({.texts = {&text, 1}}).findings;
  std::erase_if(found, [](const Finding& finding) { return finding.id != kId; });
  return found;
}

struct Case {
  std::string_view policy;
  std::string_view value;  ///< of the finding; empty: there is none
  FindingSeverity severity = FindingSeverity::high;
};

TEST(ScriptAllowlistBypass, IsToldWhereTheSourceCounts) {
  constexpr Case kCases[] = {
      {"script-src https://unpkg.com", "https://unpkg.com"},
      {"default-src https://unpkg.com", "https://unpkg.com"},
      {"script-src-elem 'self'; script-src https://unpkg.com", ""},
      {"script-src-elem unpkg.com; script-src 'self'", "unpkg.com"},
      {"script-src 'nonce-{nonce}' https://unpkg.com", "https://unpkg.com"},
      {"script-src 'nonce-{nonce}' 'strict-dynamic' https://unpkg.com", ""},
      {"style-src https://unpkg.com; script-src 'self'", ""},
      {"script-src 'none' https://unpkg.com", "https://unpkg.com"},
      {"script-src https://static.example.com", ""},
      // eval
      {"script-src www.google-analytics.com", ""},
      {"script-src www.google-analytics.com 'unsafe-eval'", "www.google-analytics.com"},
      {"script-src-elem www.google-analytics.com; script-src 'unsafe-eval'",
       "www.google-analytics.com"},
      // gone
      {"script-src m.addthis.com", "m.addthis.com", FindingSeverity::info},
      // a redirect alone only opens the way
      {"script-src https://bit.ly", "https://bit.ly", FindingSeverity::low},
  };
  for (const Case& c : kCases) {
    const auto found = bypasses(c.policy);
    if (c.value.empty()) {
      EXPECT_TRUE(found.empty()) << c.policy;
      continue;
    }
    ASSERT_EQ(found.size(), 1u) << c.policy;
    EXPECT_EQ(found.front().value, c.value) << c.policy;
    EXPECT_EQ(found.front().severity, c.severity) << c.policy;
  }
}

TEST(ScriptAllowlistBypass, APathDoesNotHelpBesideARedirect) {
  const std::string file = "https://cdn.jsdelivr.net/npm/jquery@3.7.1/dist/jquery.min.js";
  EXPECT_TRUE(bypasses("script-src " + file).empty());
  const auto found = bypasses("script-src " + file + " https://bit.ly");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found.front().value, file);
  EXPECT_EQ(found.front().severity, FindingSeverity::high);
  EXPECT_NE(found.front().message.find("https://bit.ly redirects to anywhere"), std::string::npos)
      << found.front().message;
}

TEST(ScriptAllowlistBypass, AnotherPolicyThatBlocksTheHostClosesIt) {
  const LintText texts[] = {{.text = "script-src https://unpkg.com"},
                            {.text = "script-src 'self'"}};
  for (const Finding& finding : lint({.texts = texts}).findings) {
    if (finding.id == kId) {
      EXPECT_EQ(finding.severity, FindingSeverity::info);
    }
  }
}

}  // namespace
}  // namespace cspkit
