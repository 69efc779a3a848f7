// SPDX-License-Identifier: Apache-2.0
//
// The policies of <meta> elements, and where <head> ends. tests/page/ compares the same with real Chromium.
#include <gtest/gtest.h>

#include <algorithm>

#include "cspkit/page.h"

namespace cspkit {
namespace {

/// The page with `$` for a `<meta>`, and of each of these whether it stands in `<head>`: `+` or `-`.
struct Case {
  std::string_view page, in_head;
};

TEST(PagePolicies, HeadEndsWhereATreeBuilderEndsIt) {
  constexpr Case kCases[] = {
      {"$", "+"},
      {"<!doctype html><html><head>$</head>$<body>$", "++-"},
      {"</head>$", "+"},
      {"<head></head> \n<!-- x -->$x$", "+-"},
      {"&#32;&#x0a;$&nbsp;$", "+-"},
      {"<title>x<p></title>$<style>y</style><script>z</script>$<link>$<base>$<noframes>w</"
       "noframes>$",
       "+++++"},
      {"<noscript>$</noscript>$", "+"},
      {"<head></head><noscript></noscript>$", "-"},
      {"<template>$</template>$<template><body><p>x</template>$", "++"},
      {"</p></div>$</br>$", "+-"},
      {"<html lang=x><head><html class=y>$<head>$", "++"},
      {"<basefont><bgsound>$<command>$", "+-"},
      {"<svg></svg>$", "-"},
      {"\xEF\xBB\xBF$", "+"},
      {"</body>$", "-"},
  };
  for (const Case& one : kCases) {
    std::string page;
    for (const char c : one.page) {
      c == '$' ? void(page += "<meta http-equiv=Content-Security-Policy content=x>")
               : page.push_back(c);
    }
    std::string in_head;
    for (const MetaPolicy& policy : read_page(page).policies) {
      in_head += policy.place == MetaPolicy::Place::in_head ? '+' : '-';
      EXPECT_EQ(policy.counts(), policy.place == MetaPolicy::Place::in_head);
    }
    EXPECT_EQ(in_head, one.in_head) << page;
  }
}

TEST(PagePolicies, WithoutScriptsAMetaInNoscriptIsNoChildOfHead) {
  const Page page = read_page(
      "<noscript><meta http-equiv=content-security-policy content=a></noscript>"
      "<meta http-equiv=content-security-policy content=b>",
      {.scripting = HtmlScripting::disabled});
  ASSERT_EQ(page.policies.size(), 2u);
  EXPECT_FALSE(page.policies[0].counts());
  EXPECT_TRUE(page.policies[1].counts());
}

TEST(PagePolicies, ContentIsThatOfTheDomAndEmptyOnesAreNone) {
  constexpr std::string_view kHtml =
      "<meta http-equiv=CONTENT-security-policy content=''>\n"
      "<meta content=\"script-src &#39;self&#39;\" content=x http-equiv='Content-Security-Policy'>"
      "<meta http-equiv=content-security-policy-report-only content=a>"
      "<meta http-equiv=' content-security-policy' content=b><meta "
      "http-equiv=content-security-policy>";
  const Page page = read_page(kHtml);
  ASSERT_EQ(page.policies.size(), 2u);
  const MetaPolicy& policy = page.policies[0];
  EXPECT_EQ(policy.content, "script-src 'self'");
  EXPECT_EQ(
      kHtml.substr(policy.value_range.begin, policy.value_range.end - policy.value_range.begin),
      "script-src &#39;self&#39;");
  EXPECT_EQ(policy.quote, HtmlQuote::double_quote);
  EXPECT_EQ(policy.position, (PagePosition{2, 1}));
  EXPECT_TRUE(page.policies[1].report_only);
  EXPECT_FALSE(page.policies[1].counts());
}

TEST(PagePolicies, ASrcdocDocumentHasItsOwn) {
  const Page page =
      read_page("<iframe srcdoc=\"<meta http-equiv=content-security-policy content=a>\"></iframe>");
  ASSERT_EQ(page.policies.size(), 1u);
  EXPECT_EQ(page.policies[0].document, 1u);
  EXPECT_TRUE(page.policies[0].counts());
}

}  // namespace
}  // namespace cspkit
