// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cspkit/page.h"
#include "page/encodings.h"
#include "page/text_decoder.h"

namespace cspkit {
namespace {

using namespace std::string_view_literals;
using enum PageEncodingSource;

TEST(PageEncoding, ThePrescanReadsWhatHtmlSaysItReads) {
  struct Case {
    std::string_view start, encoding;
  };
  constexpr Case kCases[] = {
      {"<meta charset=koi8-r>", "KOI8-R"},
      {"<META\tCHARSET = 'latin1' >", "windows-1252"},
      {"<meta/charset=\" utf8 \">", "UTF-8"},
      {"<meta charset=utf-16>", "UTF-8"},
      {"<meta charset=x-user-defined>", "windows-1252"},
      {"<meta charset=nonsense><meta charset=big5>", "Big5"},
      {"<meta charset=nonsense>", ""},
      {"<meta http-equiv=content-type content='text/html; charset=gbk'>", "GBK"},
      {"<meta content='text/html; charset=gbk' http-equiv=content-type>", "GBK"},
      {"<meta content='text/html; charset=gbk'>", ""},
      {"<meta http-equiv=refresh content='charset=gbk'>", ""},
      {"<meta charset=big5 charset=gbk>", "Big5"},
      {"<!-- <meta charset=gbk> --><meta charset=big5>", "Big5"},
      {"<!--><meta charset=gbk>", "GBK"},
      {"<script><meta charset=gbk></script>", "GBK"},
      {"<a title='<meta charset=gbk>'><meta charset=big5>", "Big5"},
      {"</a title='<meta charset=gbk>'>", ""},
      {"<!x <meta charset=gbk>", ""},
      {"<metacharset=gbk>", ""},
      {"<meta charset='gbk", ""},
      {"<?xml version='1.0' encoding='big5'?>", "Big5"},
      {" <?xml version='1.0' encoding='big5'?>", ""},
      {"<?xml encoding=\"utf-16\"?>", "UTF-8"},
      {"<\0?\0x\0m\0"sv, "UTF-16LE"},
  };
  for (const Case& one : kCases)
    EXPECT_EQ(page::prescan_encoding(one.start), one.encoding) << one.start;
  EXPECT_EQ(page::prescan_encoding(std::string(1010, ' ') + "<meta charset=gbk>"), "");
}

TEST(PageEncoding, TheCharsetOfAContentTypeIsFoundAsHtmlFindsIt) {
  struct Case {
    std::string_view content, label;
  };
  constexpr Case kCases[] = {
      {"text/html; charset=utf-8", "utf-8"},
      {"CHARSET = \"a b\"", "a b"},
      {"charset='x", ""},
      {"charset; charset=y", "y"},
      {"charsetcharset=z;w", "z"},
      {"charset=a b", "a"},
      {"charset=", ""},
  };
  for (const Case& one : kCases)
    EXPECT_EQ(page::charset_of_content(one.content), one.label) << one.content;
}

TEST(PageEncoding, AByteOrderMarkOutweighsTheTransportAndThatTheMeta) {
  struct Case {
    std::string_view start, charset, encoding;
    PageEncodingSource source;
  };
  constexpr Case kCases[] = {
      {"\xEF\xBB\xBF<meta charset=gbk>", "big5", "UTF-8", byte_order_mark},
      {"\xFF\xFE<\0p\0>\0"sv, "big5", "UTF-16LE", byte_order_mark},
      {"\xFE\xFF\0<\0p"sv, "", "UTF-16BE", byte_order_mark},
      {"<meta charset=gbk>", " Big5\t", "Big5", transport},
      {"<meta charset=gbk>", "nonsense", "GBK", meta},
      {"<p>", "", "UTF-8", none},
      {"<p>", "iso-2022-jp", "ISO-2022-JP", transport},
  };
  for (const Case& one : kCases) {
    const PageSummary summary = read_page(one.start, {.charset = one.charset}).summary;
    EXPECT_EQ(summary.encoding, one.encoding) << one.start;
    EXPECT_EQ(summary.encoding_source, one.source) << one.start;
  }
}

std::string script_of(std::string_view bytes, std::string_view charset = {}) {
  const Page page = read_page(bytes, {.charset = charset});
  return page.items.empty() ? "nothing" : page.items.front().value;
}

TEST(PageEncoding, SourcesAreInUtf8WhateverThePageIsIn) {
  EXPECT_EQ(script_of("<script>\xE9</script>", "latin1"), "é");
  EXPECT_EQ(script_of("<meta charset=shift_jis><script>\x83\x5C</script>"), "ソ");
  EXPECT_EQ(script_of("<p onclick='\xC4\xE3&eacute;'>", "gb2312"), "你é");
  EXPECT_EQ(script_of("\xFF\xFE<\0p\0 \0o\0n\0c\0l\0i\0c\0k\0=\0\xE9\0>\0"sv), "é");
  EXPECT_EQ(script_of("<script>\x1B$B8l\x1B(B</script>", "iso-2022-jp"), "語");
  EXPECT_EQ(script_of("<script>\xE4\xB8x\xFF</script>", "utf-8"), "\xEF\xBF\xBDx\xEF\xBF\xBD");
  EXPECT_EQ(script_of("<script>x</script>", "iso-2022-kr"), "nothing");
}

TEST(PageEncoding, WithoutANameEachTextIsUtf8OrWindows1252) {
  const Page page = read_page("<p onclick='\xC3\xA9'><p onclick='\xE9'>");
  ASSERT_EQ(page.items.size(), 2u);
  EXPECT_EQ(page.items[0].value, "é");
  EXPECT_EQ(page.items[1].value, "é");
}

TEST(PageEncoding, AMetaBehindThePrescanCountsFromThereOn) {
  const std::string page = std::string(2000, ' ') + "<meta charset=koi8-r><script>\xC1</script>";
  EXPECT_EQ(script_of(page), "а");
  EXPECT_EQ(read_page(page).summary.encoding, "KOI8-R");
}

TEST(PageEncoding, TextsDecodeAlikeInOnePieceAndByteByByte) {
  const std::string bytes = "a\x1B$B8l\x1B(Bb";
  page::TextDecoder decoder("ISO-2022-JP");
  std::string out;
  for (const char c : bytes) decoder.feed({&c, 1}, out);
  decoder.finish(out);
  EXPECT_EQ(out, decoder.decode(bytes));
  EXPECT_EQ(out, "a語b");
}

}  // namespace
}  // namespace cspkit
