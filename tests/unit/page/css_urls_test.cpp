// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cspkit/page.h"

namespace cspkit {
namespace {

std::string found(std::string_view css, CssText text = CssText::style_sheet) {
  std::string line;
  for (const CssUrl& url : find_css_urls(css, text)) {
    if (!line.empty()) line += ' ';
    line += std::string(destination_name(url.destination)) + ':' + url.url;
    EXPECT_LT(url.begin, url.end);
    EXPECT_LE(url.end, css.size());
  }
  return line;
}

struct Case {
  std::string_view css, urls;
};

TEST(CssUrls, AStyleSheetLoadsWhatItsRulesSay) {
  constexpr Case kCases[] = {
      {"p { background: url(a.png) }", "image:a.png"},
      {"p { background: url( \"a b\" ) }", "image:a b"},
      {"p { background: URL(\n'a' ) , url()  }", "image:a"},
      {"p { background: \\75 rl(a) }", "image:a"},
      {"p { background: url(a\\)b\\20 c\\\n) }", ""},
      {"p { background: url(a\\)b\\20 c) }", "image:a)b c"},
      {"p { background: url(a b) url(c) }", "image:c"},
      {"p { background: url(a\"b) url(c) }", "image:c"},
      {"p { content: 'url(a)' /* url(b) */ }", ""},
      {"p { content: 'a\nurl(b) } q { x: url(c) }", "image:b image:c"},
      {"p { fill: url(#a); mask: url('b.svg#c') }", "image:b.svg#c"},
      {"@font-face { font-family: x; src: url(a.woff2) format('woff2'), local('y'), url(b) }",
       "font:a.woff2 font:b"},
      {"@media print { @font-face { src: url(a) } p { x: url(b) } }", "font:a image:b"},
      {"p { background: image-set('a' 1x, url(b) 2x, 'c' type('image/avif')) }",
       "image:a image:b image:c"},
      {"p { background: -webkit-image-set('a' 1x) }", "image:a"},
      {"p { x: src('a' param('b')) }", "image:a"},
      {"p { --x: url(a); cursor: url(b) 1 1, auto }", "image:a image:b"},
      {"p { x: calc(1 } q { y: url(a) }", "image:a"},
      {"a { & b { x: url(c) } y: url(d) }", "image:c image:d"},
      {"p { x: url(a", "image:a"},
      {"p { x: url('a", "image:a"},
      {"<!-- p { x: url(a) } -->", "image:a"},
      {"@supports (x: url(a)) { p { x: url(b) } }", "image:b"},
      {"@document url(a) { p { x: url(b) } }", "image:b"},
      {"url(a) { x: y }", ""},
  };
  for (const Case& one : kCases) EXPECT_EQ(found(one.css), one.urls) << one.css;
}

TEST(CssUrls, ImportsCountBeforeEveryOtherRule) {
  constexpr Case kCases[] = {
      {"@import 'a'; @IMPORT url(b) layer(x) supports(y: url(c)) print; @import url(\"d\");",
       "style:a style:b style:d"},
      {"@charset 'x'; @layer a, b; @import 'c';", "style:c"},
      {"@layer a { p { x: url(b) } } @import 'c';", "image:b"},
      {"p { x: y } @import 'a';", ""},
      {"@media x {} @import 'a';", ""},
      {"@namespace url(x); @import 'a';", ""},
      {"@import 'a' 'b'; p { @import 'c'; }", "style:a"},
      {"/* x */ @import/**/'a'", "style:a"},
  };
  for (const Case& one : kCases) EXPECT_EQ(found(one.css), one.urls) << one.css;
}

TEST(CssUrls, AStyleAttributeHoldsDeclarationsOnly) {
  constexpr Case kCases[] = {
      {"background: url(a)", "image:a"},
      {"@import 'a'; color: red; x: url(b)", "image:b"},
      {"background: url(&quot;)", "image:&quot;"},
  };
  for (const Case& one : kCases)
    EXPECT_EQ(found(one.css, CssText::declarations), one.urls) << one.css;
}

TEST(CssUrls, PlacesAreThoseOfTheUrlInTheText) {
  constexpr std::string_view kCss = "p { x: url( a ) url('b') }";
  const auto urls = find_css_urls(kCss, CssText::style_sheet);
  ASSERT_EQ(urls.size(), 2u);
  EXPECT_EQ(kCss.substr(urls[0].begin, urls[0].end - urls[0].begin), "a");
  EXPECT_EQ(kCss.substr(urls[1].begin, urls[1].end - urls[1].begin), "'b'");
}

}  // namespace
}  // namespace cspkit
