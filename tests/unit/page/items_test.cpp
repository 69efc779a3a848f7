// SPDX-License-Identifier: Apache-2.0
//
// What a page holds. tests/page/ compares the same with real Chromium; here stand the cases by hand.
#include <gtest/gtest.h>

#include "cspkit/limits.h"
#include "page/handlers.h"
#include "support/page_items.h"

namespace cspkit {
namespace {

using Lines = std::vector<std::string>;

Lines items(std::string_view html, const PageOptions& options = {}) {
  return test::describe(read_page(html, options).items);
}

struct Case {
  std::string_view html;
  Lines items;
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& one : cases) EXPECT_EQ(items(one.html), one.items) << one.html;
}

TEST(PageItems, ScriptsAreThoseThatABrowserRuns) {
  expect_all({
      {"<script>a</script>", {"script script a"}},
      {"<script type='module' async>a</script>", {"script script a async"}},
      {"<script type=application/json>a</script><script type=text/template>b</script>", {}},
      {"<script type=' text/javascript '>a</script><script type='text/javascript; x=y'>b</script>",
       {"script script a"}},
      {"<script nomodule>a</script><script></script>", {}},
      {"<script type=speculationrules>{}</script>", {"speculation-rules script {}"}},
      {"<script src=a defer nonce=b integrity=c>d</script>",
       {"script script@src a nonce=b integrity=c defer"}},
      {"<script src=''></script><script type=importmap src=a></script>", {}},
      {"<script for=x event=y src=a></script><script for=window event=onload src=b></script>",
       {"script script@src b"}},
      {"<svg><script xlink:href=a></script><script href=b xlink:href=c></script>",
       {"script script@xlink:href a", "script script@href b"}},
      {"<svg><script>a<![CDATA[<b>]]>&lt;</script></svg>", {"script script a<b><"}},
      {"<script>a", {}},
      {"<math><script>a</script></math>", {}},
  });
}

TEST(PageItems, StylesAreThoseThatHoldCss) {
  expect_all({
      {"<style>a</style><style type=text/less>b</style><style></style>",
       {"style style a", "style style "}},
      {"<style>@import 'a'; p { x: url(b) }",
       {"style style @import 'a'; p { x: url(b) }", "style style a css", "image style b css"}},
      {"<svg><style nonce=x>a</style></svg>", {"style style a nonce=x"}},
      {"<p style='x: url(&quot;a&quot;)'>",
       {"style-attribute p@style x: url(\"a\")", "image p@style a css"}},
  });
}

TEST(PageItems, HandlersAreThoseThatTheElementKnows) {
  expect_all({
      {"<p onclick=a ONCLICK=b onLoad='c&amp;' onfoo=d on=e>",
       {"script-attribute p@onclick a", "script-attribute p@onload c&"}},
      {"<p onunload=a><body onunload=b>", {"script-attribute body@onunload b"}},
      {"<svg><animate onbegin=a /><g onbegin=b onclick=c /></svg>",
       {"script-attribute animate@onbegin a", "script-attribute g@onclick c"}},
      {"<video onencrypted=a><p onencrypted=b>", {"script-attribute video@onencrypted a"}},
      {"<my-element onclick=a>", {"script-attribute my-element@onclick a"}},
  });
  EXPECT_TRUE(page::is_event_handler("onwheel", "mi", HtmlNamespace::mathml));
  EXPECT_FALSE(page::is_event_handler("wheel", "p", HtmlNamespace::html));
}

TEST(PageItems, JavascriptUrlsAreThoseThatTheUrlParserTakesForOne) {
  expect_all({
      {"<a href=javascript:a>", {"navigation a@href javascript:a"}},
      {"<a href=' \x01 java\tscr\nipt\r:f(\"é\") '>",
       {"navigation a@href javascript:f(\"%C3%A9\")"}},
      {"<a href='java script:a'><a href=xjavascript:a><a href=javascript>", {}},
      {"<iframe src=JavaScript:a></iframe><iframe srcdoc='' src=javascript:b></iframe>",
       {"navigation iframe@src javascript:a", "srcdoc iframe@srcdoc "}},
      {"<form action=javascript:a>",
       {"form-action form@action javascript:a", "navigation form@action javascript:a"}},
      {"<svg><a xlink:href=javascript:a /></svg><math><mi href=javascript:b></mi></math>",
       {"navigation a@xlink:href javascript:a", "navigation mi@href javascript:b"}},
      {"<img src=javascript:a>", {"image img@src javascript:a"}},
  });
}

TEST(PageItems, RequestsHaveTheDestinationOfTheirElement) {
  expect_all({
      {"<img src=a srcset='b 1x, c 2x'><image src=d>",
       {"image img@src a", "image img@srcset b", "image img@srcset c", "image img@src d"}},
      {"<video src=a poster=b><source src=c><track src=d></video><audio><source src=e></audio>",
       {"video video@src a", "image video@poster b", "video source@src c", "track track@src d",
        "audio source@src e"}},
      {"<source src=a><picture><source srcset=b><img src=c></picture><source srcset=d>",
       {"image source@srcset b", "image img@src c"}},
      {"<iframe src=a></iframe><embed src=b><object data=c></object>",
       {"iframe iframe@src a", "embed embed@src b", "object object@data c"}},
      {"<input type=image src=a formaction=b><input src=c>",
       {"image input@src a", "form-action input@formaction b"}},
      {"<table background=a><td background=b>",
       {"image table@background a", "image td@background b"}},
      {"<a href=x ping=' b c '><a ping=d>", {"fetch a@ping b", "fetch a@ping c"}},
      {"<svg><use href='#a'/><use href='b#c'/><image xlink:href=d /><rect fill='url(e#f)' "
       "mask='url(#g)'/></svg>",
       {"image use@href b#c", "image image@xlink:href d", "image rect@fill e#f css"}},
  });
}

TEST(PageItems, LinksFetchByTheirTypes) {
  expect_all({
      {"<link rel=' StyleSheet x ' href=a nonce=n integrity=i><link rel=stylesheet type=text/less "
       "href=b>",
       {"style link@href a nonce=n integrity=i"}},
      {"<link rel=stylesheet disabled href=a><link rel=stylesheet href=''><link href=b>", {}},
      {"<link rel=preload as=font href=a><link rel=preload as=fetch href=b><link rel=preload "
       "href=c>",
       {"font link@href a", "fetch link@href b"}},
      {"<link rel=preload as=image href=a imagesrcset='b 1x'>",
       {"image link@href a", "image link@imagesrcset b"}},
      {"<link rel=modulepreload href=a><link rel=modulepreload as=worker href=b><link "
       "rel=modulepreload as=image href=c>",
       {"script link@href a", "worker link@href b"}},
      {"<link rel=prefetch href=a><link rel=prerender href=b><link rel=preconnect href=c><link "
       "rel=dns-prefetch href=d>",
       {"fetch link@href a prefetch", "fetch link@href b prerender"}},
      {"<link rel='shortcut icon' href=a><link rel=apple-touch-icon href=b><link rel='icon "
       "mask-icon' href=c><link rel=manifest href=d>",
       {"image link@href a", "image link@href b", "image link@href c", "manifest link@href d"}},
  });
}

TEST(PageItems, FormsAndBasesSayWhereTheyGo) {
  expect_all({
      {"<form></form><form action=a method=dialog></form><form action=b></form>",
       {"form-action form ", "form-action form@action b"}},
      {"<button formaction=a></button><button type=button formaction=b></button><input type=text "
       "formaction=c>",
       {"form-action button@formaction a"}},
      {"<base target=x><base href=a><base href=b>", {"base-uri base@href a"}},
      {"<template><base href=a></template><base href=b>", {"base-uri base@href b"}},
  });
}

TEST(PageItems, ATemplatesContentWaitsUnlessItIsAShadowRoot) {
  expect_all({
      {"<template><p onclick=a></template><p onclick=b>",
       {"script-attribute p@onclick a template", "script-attribute p@onclick b"}},
      {"<div><template shadowrootmode=open><p onclick=a><template><p "
       "onclick=b></template></template></div>",
       {"script-attribute p@onclick a", "script-attribute p@onclick b template"}},
      {"<head><template shadowrootmode=open><p onclick=a></template>",
       {"script-attribute p@onclick a template"}},
  });
}

TEST(PageItems, WithoutScriptsNoscriptHoldsMarkup) {
  EXPECT_EQ(items("<noscript><img src=a></noscript>"), Lines{});
  EXPECT_EQ(items("<noscript><img src=a></noscript>", {.scripting = HtmlScripting::disabled}),
            Lines{"image img@src a"});
}

TEST(PageItems, ANonceCountsOnlyWhereTheElementMayHaveOne) {
  expect_all({
      {"<script nonce=a>b</script><script nonce>c</script>",
       {"script script b nonce=a", "script script c nonce="}},
      {"<script x='<SCRIPT' nonce=a>b</script><script <style nonce=c>d</script>",
       {"script script b", "script script d"}},
      {"<script nonce=a x=1 x=2>b</script><style nonce=c x x>d</style><style y='<script' "
       "nonce=e>f</style>",
       {"script script b", "style style d", "style style f nonce=e"}},
  });
}

TEST(PageItems, ASrcdocIsADocumentOfItsOwn) {
  const Page page = read_page(
      "<p>\n<iframe srcdoc=\"<p onclick=a><iframe srcdoc='&amp;lt;p "
      "onclick=b&amp;gt;'></iframe>\"></iframe><p onclick=c>");
  EXPECT_EQ(
      test::describe(page.items),
      (Lines{"srcdoc iframe@srcdoc <p onclick=a><iframe srcdoc='&lt;p onclick=b&gt;'></iframe>",
             "script-attribute p@onclick a #1", "srcdoc iframe@srcdoc <p onclick=b> #1",
             "script-attribute p@onclick b #2", "script-attribute p@onclick c"}));
  EXPECT_EQ(page.items[0].inner, 1u);
  EXPECT_EQ(page.items[2].inner, 2u);
  EXPECT_EQ(page.items[3].start_tag, page.items[0].start_tag);
  EXPECT_EQ(page.items[3].position, (PagePosition{2, 1}));
  EXPECT_EQ(read_page("<iframe srcdoc='<p onclick=a>'>", {.max_frame_depth = 0}).items.size(), 1u);
}

TEST(PageItems, PlacesAreThoseOfTheSource) {
  constexpr std::string_view kHtml =
      "<p>\n  <b  onclick = 'f(&quot;)'>\n<script\n>a()\n</script ><img src=u alt>";
  const Page page = read_page(kHtml);
  const auto text = [&](ByteRange range) {
    return kHtml.substr(range.begin, range.end - range.begin);
  };
  ASSERT_EQ(page.items.size(), 3u);
  EXPECT_EQ(text(page.items[0].start_tag), "<b  onclick = 'f(&quot;)'>");
  EXPECT_EQ(text(page.items[0].attribute_range), "onclick = 'f(&quot;)'");
  EXPECT_EQ(text(page.items[0].value_range), "f(&quot;)");
  EXPECT_EQ(page.items[0].position, (PagePosition{2, 3}));
  EXPECT_EQ(text(page.items[1].start_tag), "<script\n>");
  EXPECT_EQ(text(page.items[1].value_range), "a()\n");
  EXPECT_EQ(text({page.items[1].start_tag.begin, page.items[1].element_end}),
            "<script\n>a()\n</script >");
  EXPECT_EQ(page.items[1].position, (PagePosition{3, 1}));
  EXPECT_EQ(text(page.items[2].attribute_range), "src=u");
  EXPECT_EQ(page.items[2].position, (PagePosition{5, 11}));
}

TEST(PageItems, ALineOfAStyleSheetIsThatOfTheUrl) {
  const Page page = read_page("\n<style>\np { x: url(a);\n y: url(b) }</style>");
  ASSERT_EQ(page.items.size(), 3u);
  EXPECT_EQ(page.items[1].position.line, 3u);
  EXPECT_EQ(page.items[2].position.line, 4u);
}

TEST(PageItems, AScriptBeyondTheLimitIsReportedAsCut) {
  const std::string source(limits::kMaxPageBlockBytes + 1, 'a');
  const Page page = read_page("<script>" + source + "</script><p onclick=b>");
  ASSERT_EQ(page.items.size(), 2u);
  EXPECT_FALSE(page.items[0].complete);
  EXPECT_EQ(page.items[0].value.size(), limits::kMaxPageBlockBytes);
  EXPECT_EQ(page.items[0].value_range.end - page.items[0].value_range.begin, source.size());
}

TEST(PageItems, PercentEncodedScriptUrlsHaveASecondSource) {
  const auto decoded = [](std::string_view href) {
    const Page page = read_page("<a href=\"" + std::string(href) + "\">");
    return decoded_script_url(page.items.at(0)).value_or("none");
  };
  EXPECT_EQ(decoded("javascript:f(1)"), "none");
  EXPECT_EQ(decoded("javascript:f('é')"), "javascript:f('é')");
  EXPECT_EQ(decoded("javascript:f('%41%0a')"), "javascript:f('A\n')");
  EXPECT_EQ(decoded("javascript:f('%zz')"), "none");
  EXPECT_EQ(decoded("javascript:f('%ff')"), "javascript:f('ÿ')");
}

}  // namespace
}  // namespace cspkit
