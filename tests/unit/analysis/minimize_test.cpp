// SPDX-License-Identifier: Apache-2.0
#include "cspkit/minimize.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "cspkit/compare.h"
#include "oracle/pairs.h"

namespace cspkit {
namespace {

std::string minimized(std::string_view text, Disposition disposition = Disposition::enforce) {
  return minimize_policies(parse_policies(text, disposition));
}

struct Row {
  std::string_view policy, shortest;
};

void expect_minimized(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(minimized(row.policy), row.shortest) << row.policy;
    EXPECT_EQ(minimized(row.shortest), row.shortest) << "again, " << row.shortest;
  }
}

TEST(Minimize, SourcesThatOthersCoverGo) {
  expect_minimized(
      {{"img-src https: https://a.test", "img-src https:"},
       {"img-src *.a.test b.a.test a.test", "img-src *.a.test a.test"},
       {"img-src a.test a.test/x/ a.test/y", "img-src a.test"},
       {"img-src * http: a.test", "img-src *"},
       {"form-action 'self' https: https://a.test", "form-action 'self' https:"},
       {"frame-ancestors a.test *.a.test b.a.test", "frame-ancestors a.test *.a.test"}});
}

TEST(Minimize, DirectivesThatSayWhatTheyFallBackToGo) {
  expect_minimized({{"default-src 'self'; img-src 'self'; font-src 'self' a.test",
                     "default-src 'self';font-src 'self' a.test"},
                    {"default-src https:; img-src https: https://a.test", "default-src https:"},
                    {"script-src 'self'; script-src-elem 'self'", "script-src 'self'"},
                    {"child-src a.test; frame-src a.test", "child-src a.test"}});
}

TEST(Minimize, WhatSomeReaderOrSomePageNeedsStays) {
  for (const std::string_view policy :
       {// A bare host takes the page's scheme.
        "img-src https: a.test",
        // The page's own origin may be of any host.
        "img-src 'self' https://example.com",
        // Some browsers have no * for WebSockets of https: pages, and data: is no *.
        "img-src * data:",
        // For browsers that know no nonce and no 'strict-dynamic'.
        "script-src 'nonce-abc' 'strict-dynamic' https: 'unsafe-inline'",
        // Reports carry samples and hashes.
        "default-src 'self';script-src 'self' 'report-sample'",
        "script-src 'self';script-src-elem 'self' 'report-sha256'",
        // WebKit has 'self' match blob: URLs in frame-src alone.
        "frame-src 'self';child-src 'self'",
        // Unlike its fallback, it answers for workers.
        "script-src 'self' 'unsafe-inline';worker-src 'none'",
        // Directives that the engine does not decide.
        "default-src 'self';report-to a;upgrade-insecure-requests;fenced-frame-src 'self'",
        "default-src 'none'", ""}) {
    EXPECT_EQ(minimized(policy), policy);
  }
}

TEST(Minimize, ReportOnlyPoliciesKeepTheirReports) {
  EXPECT_EQ(minimized("default-src 'self'; img-src 'self'; sandbox", Disposition::report),
            "default-src 'self'");
}

// Its commas part no policies, but to Chromium and WebKit.
TEST(Minimize, AMetaPolicyMayHoldCommas) {
  const auto parsed = parse_policies("img-src a.test,b.test https: https://c.test; font-src 'self'",
                                     Disposition::enforce, Delivery::meta);
  EXPECT_EQ(minimize_policies(parsed), "img-src a.test,b.test https:;font-src 'self'");
}

TEST(Minimize, EveryShorterPolicyIsEqualToEveryReader) {
  const oracle::Choose choose = oracle::seeded_choices(15);
  std::size_t shorter = 0;
  for (int i = 0; i < 60; ++i) {
    const oracle::PolicyPair pair = oracle::generate_pair(choose);
    const std::string& policy = pair.a.front().value;
    const ParsedPolicies parsed = parse_policies(policy);
    const std::string shortest = minimize_policies(parsed);
    EXPECT_EQ(minimize_policies(parse_policies(shortest)), shortest) << policy;
    if (shortest.size() <
        format_policies(parsed, {PolicyLayout::one_line, Removal::whatever_never_matters}).size()) {
      ++shorter;
    }
    for (const std::string_view page : {"https://doc.test/", "http://cdn.test/"}) {
      PolicyList a(origin_of(Url::parse(page)->view())), b(a.self_origin());
      ASSERT_TRUE(a.add_header(format_policies(parsed)));
      ASSERT_TRUE(b.add_header(shortest));
      for (const Browser as :
           {Browser::specification, Browser::chromium, Browser::firefox, Browser::webkit}) {
        EXPECT_TRUE(policies_are_equal(a, b, as))
            << browser_name(as) << " on " << page << ": " << policy << " as " << shortest;
      }
    }
  }
  EXPECT_GT(shorter, 5u);
}

}  // namespace
}  // namespace cspkit
