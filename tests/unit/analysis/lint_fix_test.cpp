// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "analysis/lint/alike.h"
#include "cspkit/lint.h"

namespace cspkit {
namespace {

bool alike(std::string_view before, std::string_view after) {
  return linting::decide_alike(before, after, Delivery::header,
                               origin_of(Url::parse("https://example.com/")->view()));
}

TEST(LintFix, WhatChangesNoAnswerIsAlike) {
  const struct {
    std::string_view before, after;
  } rows[] = {
      {"script-src 'self'  'self'", "script-src 'self'"},
      {"script-src a.test; script-src b.test", "script-src a.test"},
      {"script-src A.test", "script-src a.test"},
      {"default-src 'self'; img-src 'none' a.test", "default-src 'self'; img-src a.test"},
      {"unknown x; img-src a.test", "img-src a.test"},
      {"script-src 'nonce-abcdefgh' 'unsafe-inline'", "script-src 'nonce-abcdefgh'"},
  };
  for (const auto& row : rows) EXPECT_TRUE(alike(row.before, row.after)) << row.before;
}

TEST(LintFix, WhatChangesAnAnswerIsNot) {
  const struct {
    std::string_view before, after;
  } rows[] = {
      {"script-src 'self'", "script-src 'self' 'unsafe-inline'"},
      {"script-src 'self' a.test", "script-src 'self'"},
      {"script-src https://a.test/x", "script-src https://a.test"},
      {"script-src http://a.test", "script-src https://a.test"},
      {"script-src a.test:8443", "script-src a.test"},
      {"script-src *.a.test", "script-src a.test"},
      {"script-src 'nonce-abcdefgh'", "script-src 'nonce-abcdefgi'"},
      {"script-src 'sha256-iiJTVH2/aHLtb8rm6bLR1ExsjnzOjYeqm0d0a4K5AKQ='", "script-src 'none'"},
      {"script-src 'unsafe-eval'", "script-src 'none'"},
      {"script-src 'wasm-unsafe-eval'", "script-src 'none'"},
      {"img-src 'self'", "img-src 'self'; form-action 'self'"},
      {"img-src 'self'", "img-src 'self'; base-uri 'self'"},
      {"img-src 'self'", "img-src 'self'; frame-ancestors 'self'"},
      {"img-src 'self'; sandbox", "img-src 'self'; sandbox allow-forms"},
      {"img-src 'self'; report-uri /a", "img-src 'self'; report-uri /b"},
      {"img-src 'self'; upgrade-insecure-requests", "img-src 'self'"},
      {"img-src 'self'; trusted-types a", "img-src 'self'; trusted-types a b"},
      {"img-src 'self'; require-trusted-types-for 'script'", "img-src 'self'"},
      {"script-src 'nonce-abcdefgh' a.test", "script-src 'nonce-abcdefgh' 'strict-dynamic' a.test"},
  };
  for (const auto& row : rows) {
    EXPECT_FALSE(alike(row.before, row.after)) << row.before << " -> " << row.after;
    EXPECT_FALSE(alike(row.after, row.before)) << row.after << " -> " << row.before;
  }
}

Finding finding_with(Edit edit, FixSafety safety = FixSafety::safe) {
  Finding finding;
  finding.fix = Fix{.description = "x", .edits = {std::move(edit)}, .safety = safety};
  return finding;
}

TEST(LintFix, AppliesSafeFixesThatDoNotTouchEachOther) {
  const Finding findings[] = {finding_with({{0, 1}, "A"}), finding_with({{0, 2}, "overlaps"}),
                              finding_with({{2, 3}, ""}),
                              finding_with({{3, 4}, "thought"}, FixSafety::needs_thought)};
  EXPECT_EQ(apply_safe_fixes("abcd", findings), "Abd");
}

TEST(LintFix, TakesAwayWhatIsIgnored) {
  const struct {
    std::string_view before, after;
  } rows[] = {
      {"script-src 'self'  'self'; img-src a.test", "script-src 'self'; img-src a.test"},
      {"script-src 'self' ; img-src a.test;  script-src b.test;",
       "script-src 'self' ; img-src a.test;"},
      {"script-src 'none' a.test", "script-src a.test"},
      {"upgrade-insecure-requests 1; img-src a.test", "upgrade-insecure-requests; img-src a.test"},
  };
  for (const auto& row : rows) {
    const LintText text{.text = row.before};
    const FixedText fixed = fix_text({.texts = {&text, 1}});
    EXPECT_EQ(fixed.text, row.after);
    EXPECT_FALSE(fixed.applied.empty());
    EXPECT_TRUE(alike(row.before, fixed.text));
  }
}

TEST(LintFix, LeavesWhatNoSafeFixMends) {
  const LintText text{.text = "script-src 'unsafe-inline'"};
  const FixedText fixed = fix_text({.texts = {&text, 1}});
  EXPECT_EQ(fixed.text, text.text);
  EXPECT_TRUE(fixed.applied.empty());
}

}  // namespace
}  // namespace cspkit
