// SPDX-License-Identifier: Apache-2.0
//
// What is found is the same wherever the page is cut, and takes time in proportion to the page.
#include <gtest/gtest.h>

#include <ctime>

#include "support/html_documents.h"
#include "support/page_items.h"

namespace cspkit {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPages[] = {
    "\xEF\xBB\xBF<!doctype html>\n<meta charset=utf-8>\n<meta "
    "http-equiv=content-security-policy\ncontent='a'>\n<script\n>f(\n)</script\n>\n"
    "<style>\r\np { x: url(é) }\n</style><p onclick='\r\ng()' style=\"x: url('y')\">\n<a "
    "href=javascript:1>",
    "<svg>\n<script>a<![CDATA[\nb]]>c</script><style>a<g>b</g>\nc</style><![CDATA[x]]><a "
    "xlink:href=javascript:1 />\n</svg>",
    "<iframe srcdoc='<script>&amp;lt;\n</script>'>\n</iframe><template>\n<p "
    "onclick=x></template><!-- \n --><img srcset='a 1x,\nb 2x'>",
    "<meta charset=shift_jis><script>\x83\x5C\n\x93\xFA</script><p onclick='\xB1'>",
    "<meta charset=iso-2022-jp><script>\x1B$B8l\x1B(B\n</script>",
    "\xFF\xFE<\0p\0 \0o\0n\0c\0l\0i\0c\0k\0=\0x\0>\0\n\0<\0b\0 \0s\0t\0y\0l\0e\0=\0\xE9\0>\0"sv,
};

TEST(PageStreaming, EveryChunkSizeGivesTheSameItems) {
  std::vector<std::string> pages(std::begin(kPages), std::end(kPages));
  for (const std::string_view page : test::nasty_html()) pages.emplace_back(page);
  // Behind the prescan, where chunks are no longer gathered.
  for (const std::string_view page : kPages) {
    if (page.substr(0, 2) != "\xFF\xFE")
      pages.push_back(std::string(page) + std::string(1100, ' ') + std::string(page));
  }
  for (const std::string& page : pages) {
    const std::string whole = test::dump(test::read_page_in_chunks(page, page.size() + 1));
    for (std::size_t size = 1; size < 40; ++size) {
      ASSERT_EQ(test::dump(test::read_page_in_chunks(page, size)), whole)
          << "chunks of " << size << ": " << page;
    }
  }
}

std::string repeat(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST(PageStreaming, TimeGrowsInProportionToThePage) {
  const auto seconds = [](const std::string& page) {
    const auto begin = std::clock();
    (void)read_page(page);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  struct Shape {
    std::string_view before, piece, behind;
  };
  constexpr Shape kShapes[] = {
      {"<style>", "p{x:url(a)}\n", "</style>"},
      {"<style>", "((((", "</style>"},
      {"<style>", "url(", "</style>"},
      {"<style>", "'\\\n", "</style>"},
      {"<p style='", "@import", "'>"},
      {"<img srcset='", "a (,", "'>"},
      {"<img srcset='", "a 1x,", "'>"},
      {"", "<template><p onclick=a>", ""},
      {"<svg>", "<script><style>", ""},
      {"<svg><style>", "<![CDATA[a]]>b", ""},
      {"", "<iframe srcdoc='<script>a</script>'></iframe>\n", ""},
      {"", "<a href=javascript:%20>\n", ""},
      {"<meta charset=gbk><script>", "\x81\x40\n", "</script>"},
      {"", "<p\n", "onclick=a>"},
      {"<!-- ", "\n<p", "--><p onclick=a>"},
  };
  for (const Shape& shape : kShapes) {
    const std::size_t count = 200'000 / shape.piece.size();
    const auto page = [&](std::size_t n) {
      return std::string(shape.before) + repeat(shape.piece, n) + std::string(shape.behind);
    };
    const double small = seconds(page(count)), large = seconds(page(8 * count));
    // Quadratic work takes 64 times as long; 0.05 s are for the clock.
    EXPECT_LT(large, 24 * small + 0.05) << shape.before << shape.piece;
  }
}

}  // namespace
}  // namespace cspkit
