// SPDX-License-Identifier: Apache-2.0
#include "externalize/style_text.h"

#include <gtest/gtest.h>

namespace cspkit::externalize_detail {
namespace {

TEST(Declarations, ArePlainWhereARuleReadsThemAlike) {
  for (const std::string_view css :
       {"", "color: red", "color:red;;", "background:url( 'a}b' )", "content: '}'",
        "/* } */ color: red !important", "width: calc((1px + 2px) * 3)", "grid-area: [a] 1fr",
        "font: 1px \"a\\\"b\""}) {
    EXPECT_EQ(declarations_shape(css), DeclarationsShape::plain) << css;
  }
}

TEST(Declarations, AreOddWhereTheyWouldLeaveTheRuleOrNestInIt) {
  for (const std::string_view css :
       {"color: red } body { color: blue", "&:hover { color: red }", "@media all { color: red }",
        "content: 'open", "content: 'a\nb'", "/* open", "width: calc(1px", "a: )", "a: (]",
        "background: url(open", "color: red\\", "--x: {}", "background: url(a.png?x={y)"}) {
    EXPECT_EQ(declarations_shape(css), DeclarationsShape::odd) << css;
  }
}

TEST(CssUrls, MeanAnotherWhereTheFileLiesElsewhere) {
  const auto mean = [](std::string_view css, UrlBase base) {
    return css_urls_mean(css, CssText::style_sheet, base);
  };
  EXPECT_EQ(mean("p { background: url(a.png) }", UrlBase::page_folder), UrlsMean::same);
  EXPECT_EQ(mean("p { background: url(a.png) }", UrlBase::page_origin), UrlsMean::other);
  EXPECT_EQ(mean("p { background: url(/a.png) }", UrlBase::page_origin), UrlsMean::same);
  EXPECT_EQ(mean("p { background: url(/a.png) }", UrlBase::other_origin), UrlsMean::other);
  EXPECT_EQ(mean("p { background: url(https://x.test/a.png) url(data:,) url(#a) }",
                 UrlBase::other_origin),
            UrlsMean::same);
  EXPECT_EQ(mean("@import 'a.css';", UrlBase::other_origin), UrlsMean::other);
}

}  // namespace
}  // namespace cspkit::externalize_detail
