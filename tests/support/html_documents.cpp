// SPDX-License-Identifier: Apache-2.0
#include "support/html_documents.h"

#include <random>

namespace cspkit::test {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPieces[] = {
    "<script>", "</script>", "<SCRIPT src='a.js'>", "</ScRiPt >", "<script nonce=x>", "<style>", "</style>",
    "<style media=\"print\">", "<title>", "</title>", "<textarea>", "</textarea>", "<xmp>", "</xmp>",
    "<iframe src=\"/f\">", "</iframe>", "<noscript>", "</noscript>", "<noembed>", "</noembed>",
    "<noframes>", "</noframes>", "<svg>", "<svg/>", "</svg>", "<math>", "</math>", "<mi>", "</mi>",
    "<foreignObject>", "</foreignObject>", "<desc>", "</desc>", "<g>", "</g>", "<annotation-xml encoding='text/html'>",
    "</annotation-xml>", "<![CDATA[", "]]>", "]]", "]", "<!--", "-->", "--!>", "--", "-", "<!-", "<!-->", "<!--->",
    "<!doctype html>", "<!DOCTYPE", "<!x>", "<?php ?>", "</ x>", "</>", "<", "</", "<!", ">", "\"", "'", "=", "/",
    "<a href=x>", "<a href='x>y'>", "<a href=\"x>y\" onclick=\"f('<b>')\">", "<a b='c'd=\"e\"f=g/>", "<a =\"x\">",
    "<a b==\"x>\">", "<a b=c=\"d>\">", "<a/b/c=d>", "<a b = \"c\" d>", "<a b\n=\t'c'\r\n>", "<p", " x=\"", "\" y='", "' z",
    "<img src=x onerror=alert(1)>", "<div class=\"card\">", "</div>", "<p>", "</p>", "<br/>", "<input value=\"a&quot;b\">",
    "&amp;", "&lt", "&#x3c;", "&notit;", "&", "text", " ", "\n", "\r\n", "\r", "\0"sv, "\xC3\xA9", "\xEF\xBB\xBF",
    "<script>/*<!--*/'<script>'/*</script>*/-->", "<!--<script>", "<scr", "ipt>", "</scr", "</styl", "<plaintext>",
    "<b><i>", "<font color=red>", "<table><tr><td>", "</td></tr></table>", "<template>", "</template>", "<a\x0B b>",
};

}  // namespace

const std::vector<std::string_view>& nasty_html() {
  static const std::vector<std::string_view> documents = {
      "",
      "<",
      "</",
      "<!",
      "<!-",
      "a<b",
      "a < b </ c <! d",
      "<a",
      "<a b",
      "<a b=",
      "<a b='",
      "<script>a</script",
      "<script>a</script ",
      "<script>a</script x='>'>b",
      "<script>a</scriptx>b</script/>c",
      "<script><!--<script>a</script>b</script>c-->d</script>e",
      "<script><!-- <script > </script > --> </script>x",
      "<script><!--><script></script>x",
      "<script><!-<!--- --></script>x",
      "<script>a<!--b<scripx></script>c",
      "<SCRIPT>'</SCRIP'+'T>'</SCRIPT>x",
      "<style>a</style b>c</style>",
      "<style><!--</style>--></style>",
      "<title>a&lt;/title></title>b",
      "<textarea>a</textare></textarea >b",
      "<plaintext>a</plaintext><script>",
      "<!---->a<!----->b<!-->c<!--->d<!--a--b-->e<!--a--!>f<!--a--!-->g<!--a--!b-->h<!-----!>i<!---!>-->j",
      "<!-- <!-- x --!- --> y",
      "<!--a-",
      "<!--a--",
      "<!--a--!",
      "<!--a---->b",
      "<!-->",
      "<!--->",
      "<!---",
      "<![CDATA[a]]>b",
      "<svg><![CDATA[a]]]>b]]c]]]]>d</svg><![CDATA[e]]>",
      "<svg><![CDATA[a]",
      "<svg><![CDATA[a]]",
      "<![CDAT[x>y",
      "<!DOCTYP x>y",
      "<!doctype html PUBLIC 'a>b' \"c\">d",
      "<!doctype html",
      "<?xml version='1.0'?><p>",
      "</ a>b</>c</1>d",
      "<svg><style>a<b>c</style><title><style>x<y></style></title></svg><style>d<e></style>",
      "<svg><desc><style>a<b></style></desc><script>a<b></script></svg>",
      "<svg><foreignObject><p><title>a<b></title></foreignObject><title>c<d></title></svg>",
      "<math><mi><style>a<b></style></mi><style>c<d></style></math>",
      "<math><annotation-xml encoding='text/html'><style>a<b></style></annotation-xml></math>",
      "<math><annotation-xml><style>a<b></style></annotation-xml></math>",
      "<svg><p><style>a<b></style>",
      "<svg><font color=x><style>a<b></style>",
      "<svg><font><style>a<b></style>",
      "<svg/><style>a<b></style>",
      "<svg><g></svg><style>a<b></style>",
      "<div><svg></div><style>a<b></style>",
      "<svg><a></b></a><style/><title/><style>a<b>",
      "<a b=c d='e' f=\"g\"h=i/j/ k = l m>",
      "<a ='x>y' b=='z>' c=d\"e f='>'>",
      "<a\n\t\f\r b\n=\n'c'\nd/>",
      "<a b b=1 B=2 c>",
      "<div class=\"a very long class attribute, so that it needs more than one block of sixteen\" id='b>c' x>t",
      "<span title='it is'><b>\"quoted\"</b> and 'x' <i>=\"</i></span><p data-x=\"'\" data-y='\"'>",
      "\xEF\xBB\xBF<p>a",
      "\xEF\xBB<p>a",
      "a\r\nb\rc&am",
      "p\0q<p\0r s\0=\0>\0"sv,
      "<noscript><script>a</script></noscript>b",
      "<iframe><script></iframe><noembed><b></noembed><noframes><b></noframes><xmp><b></xmp>",
  };
  return documents;
}

std::string generate_html(unsigned seed, std::size_t pieces) {
  std::mt19937 random(seed);
  std::string out;
  for (std::size_t i = 0; i < pieces; ++i) out += kPieces[random() % std::size(kPieces)];
  return out;
}

}  // namespace cspkit::test
