// SPDX-License-Identifier: Apache-2.0
#include <cspkit/html.h>
#include <gtest/gtest.h>

#include <string>

namespace cspkit {
namespace {

using namespace std::string_literals;

std::string decode(HtmlTextKind kind, std::string_view text, std::size_t stride) {
  HtmlTextDecoder decoder(kind);
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += stride)
    decoder.feed(text.substr(at, stride), out);
  decoder.finish(out);
  return out;
}

TEST(HtmlText, IsDecodedAlikeInPiecesOfAnySize) {
  const struct {
    HtmlTextKind kind;
    std::string text, expected;
  } cases[] = {
      {HtmlTextKind::data, "a&amp;b&lt", "a&b<"},
      {HtmlTextKind::data, "&notit;&notin;&no", "\u00ACit;\u2209&no"},
      {HtmlTextKind::rcdata, "&#x3c;&#60&#x;&#;&#128;", "<<&#x;&#;\u20AC"},
      {HtmlTextKind::data, "&#0;&#xD800;&#x110000;&#99999999999999999999999999;!",
       "\uFFFD\uFFFD\uFFFD\uFFFD!"},
      {HtmlTextKind::data, "&#x000000000000000000000000000000000041g", "Ag"},
      {HtmlTextKind::data, "&&amp;&a&b;", "&&&a&b;"},
      {HtmlTextKind::data, "a\r\nb\rc\n\rd&#13;\n", "a\nb\nc\n\nd\r\n"},
      {HtmlTextKind::data, "a\0b"s, "a\0b"s},
      {HtmlTextKind::script, "a\0&amp;\r\n"s, "a\uFFFD&amp;\n"},
      {HtmlTextKind::cdata, "&amp;\0"s, "&amp;\0"s},
  };
  for (const auto& [kind, text, expected] : cases) {
    for (std::size_t stride = 1; stride <= text.size() + 1; ++stride) {
      EXPECT_EQ(decode(kind, text, stride), expected) << text << " by " << stride;
    }
  }
}

TEST(HtmlText, ADecoderIsReadyForAnotherRunWhenOneHasEnded) {
  HtmlTextDecoder decoder(HtmlTextKind::data);
  std::string out;
  decoder.feed("a\r", out);
  decoder.finish(out);
  decoder.feed("\n&am", out);
  decoder.finish(out);
  EXPECT_EQ(out, "a\n\n&am");
}

TEST(HtmlAttributeValue, KeepsReferencesWithoutSemicolonThatGoOnAsAQueryDoes) {
  EXPECT_EQ(decode_html_attribute("a?b&amp;c&copy=1&copy;2&copy&copyx&lt"),
            "a?b&c&copy=1\u00A92\u00A9&copyx<");
  EXPECT_EQ(decode_html_attribute("&#106avascript:&Tab;x\r\n\0"s), "javascript:\tx\n\uFFFD");
}

TEST(HtmlUtf16, BecomesUtf8WhereverItIsCut) {
  EXPECT_EQ(find_html_byte_order_mark("\xFF\xFE"), HtmlByteOrderMark::utf16_le);
  EXPECT_EQ(find_html_byte_order_mark("\xFE\xFF<"), HtmlByteOrderMark::utf16_be);
  EXPECT_EQ(find_html_byte_order_mark("\xEF\xBB\xBF"), HtmlByteOrderMark::utf8);
  EXPECT_EQ(find_html_byte_order_mark("\xEF\xBB"), HtmlByteOrderMark::none);
  // `<é`, a pair, a lone half of each kind, and half a unit.
  const std::string big = "\0<\0\xE9\xD8\x3D\xDE\x00\xD8\x3D\0a\xDE\x00\0"s;
  std::string little;
  for (std::size_t i = 0; i + 1 < big.size(); i += 2) little += {big[i + 1], big[i]};
  little += big.back();
  const struct {
    HtmlByteOrderMark order;
    const std::string& text;
  } cases[] = {{HtmlByteOrderMark::utf16_be, big}, {HtmlByteOrderMark::utf16_le, little}};
  for (const auto& [order, text] : cases) {
    for (std::size_t stride = 1; stride <= text.size(); ++stride) {
      HtmlUtf16Decoder decoder(order);
      std::string out;
      for (std::size_t at = 0; at < text.size(); at += stride)
        decoder.feed(text.substr(at, stride), out);
      decoder.finish(out);
      EXPECT_EQ(out, "<\u00E9\U0001F600\uFFFDa\uFFFD\uFFFD") << stride;
    }
  }
}

TEST(HtmlDoctype, IsReadFromItsSource) {
  const HtmlDoctype doctype =
      parse_html_doctype("<!DOCTYPE HTML PUBLIC '-//W3C//DTD' \"http://x/\">");
  EXPECT_EQ(doctype.name, "HTML");
  EXPECT_EQ(doctype.public_id, "-//W3C//DTD");
  EXPECT_EQ(doctype.system_id, "http://x/");
  EXPECT_FALSE(doctype.force_quirks);
  EXPECT_TRUE(parse_html_doctype("<!doctype>").force_quirks);
  EXPECT_TRUE(parse_html_doctype("<!doctype html PUBLIC 'a").force_quirks);
}

TEST(HtmlTags, AreFoundByTheirNamesInAnyCase) {
  for (std::size_t i = 1; i < kHtmlTagCount; ++i) {
    const auto tag = static_cast<HtmlTag>(i);
    EXPECT_EQ(find_html_tag(html_tag_name(tag)), tag);
  }
  EXPECT_EQ(find_html_tag("SCRIPT"), HtmlTag::script);
  EXPECT_EQ(find_html_tag("div"), HtmlTag::other);
  EXPECT_EQ(find_html_tag(""), HtmlTag::other);
}

}  // namespace
}  // namespace cspkit
