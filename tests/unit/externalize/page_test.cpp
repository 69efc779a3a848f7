// SPDX-License-Identifier: Apache-2.0
#include <cspkit/externalize.h>
#include <cspkit/hash.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cspkit {
namespace {

/// The page as it becomes, without the elements that name the gathered files.
std::string rewritten(std::string_view html, const ExternalizeOptions& options = {.name = "p"}) {
  std::string out = externalize(html, options)->html;
  for (const std::string_view part :
       {"<script src=\"p.js\"></script>", "<link rel=\"stylesheet\" href=\"p.css\">"}) {
    if (const auto at = out.find(part); at != std::string::npos) out.erase(at, part.size());
  }
  return out;
}

struct Rewriting {
  std::string_view before, after;
};

TEST(Page, KeepsEveryByteThatItDoesNotMove) {
  const Rewriting cases[] = {
      {"<p>no code</p>", "<p>no code</p>"},
      {"<P ONCLICK='a()'  ID=x >", "<P data-cspkit=\"1\"  ID=x >"},
      {"<p title=\"a\"onclick=\"a()\"id=b>", "<p data-cspkit=\"1\" title=\"a\" id=b>"},
      {"<p onclick=a() onclick=b()>", "<p data-cspkit=\"1\">"},
      {"<p class onclick=\"\" style='color:red'>", "<p data-cspkit=\"1\" class=\" cspkit-1\">"},
      {"<p class=\"a&amp;b\" style='color:red'>", "<p class=\"a&amp;b cspkit-1\">"},
      {"<p class=a&quot;\"b style='color:red'>", "<p class=\"a&quot;&quot;b cspkit-1\">"},
      {"<p style=color:red><p style=\"color:red\">",
       "<p class=\"cspkit-1\"><p class=\"cspkit-1\">"},
      {"<svg><g onclick='a()'/><g/onclick='a()'></g></svg>",
       "<svg><g data-cspkit=\"1\" /><g data-cspkit=\"1\"/ ></g></svg>"},
      {"<p id onclick='a()'=\" x><p data-gone id onclick='a()' ='>",
       "<p data-cspkit=\"1\" id data-gone=\"\"=\" x><p data-cspkit=\"1\" data-gone id "
       "data-gone-=\"\" ='>"},
      {"<script>a()</script>", "<script src=\"p.1.js\"></script>"},
      {"<script defer async crossorigin id=x integrity=y>a()</script>",
       "<script src=\"p.1.js\" id=x></script>"},
      {"<script type=module async>a()</script>",
       "<script src=\"p.1.js\" type=module async></script>"},
      {"<script>a()</script><script>b()</script><script>a()</script>",
       "<script src=\"p.1.js\"></script><script src=\"p.2.js\"></script><script "
       "src=\"p.1.js\"></script>"},
      {"<script type=module>a()</script><script type=module>a()</script>",
       "<script src=\"p.1.js\" type=module></script><script src=\"p.2.js\" type=module></script>"},
      {"<style type=text/css media=print rel=x>p{}</style >",
       "<link rel=\"stylesheet\" href=\"p.1.css\" media=print>"},
      {"<style>p{}", "<link rel=\"stylesheet\" href=\"p.1.css\">"},
      {"<a href=javascript:a()>x</a>", "<a data-cspkit=\"1\" href=#>x</a>"},
      {"<script type=application/json>{}</script><noscript><p onclick=a()></noscript>",
       "<script type=application/json>{}</script><noscript><p onclick=a()></noscript>"},
      {"<textarea><p onclick='a()'></textarea><!-- <p onclick='a()'> -->",
       "<textarea><p onclick='a()'></textarea><!-- <p onclick='a()'> -->"},
  };
  for (const Rewriting& one : cases) EXPECT_EQ(rewritten(one.before), one.after) << one.before;
}

TEST(Page, NamesItsFilesFirstInTheHead) {
  const Rewriting cases[] = {
      {"<p onclick='a()'>", "|<p data-cspkit=\"1\">"},
      {"<!doctype html>\n<html lang=en>\n<head >\n<p onclick='a()'>",
       "<!doctype html>\n<html lang=en>\n<head >|\n<p data-cspkit=\"1\">"},
      {"<!doctype html><!-- c -->\n text<p onclick='a()'>",
       "<!doctype html><!-- c -->\n |text<p data-cspkit=\"1\">"},
      {"<html><body onload='a()'>", "<html>|<body data-cspkit=\"1\">"},
      {"<html><frameset onload='a()'>", "<html>|<frameset data-cspkit=\"1\">"},
  };
  for (const Rewriting& one : cases) {
    std::string expected(one.after);
    expected.replace(expected.find('|'), 1, "<script src=\"p.js\"></script>");
    EXPECT_EQ(externalize(one.before, {.name = "p"})->html, expected);
  }
}

TEST(Page, KeepsItsEncodingWhereBrowsersLookForIt) {
  const std::string html =
      "<head>" + std::string(985, ' ') + "<meta charset=utf-8><p onclick='a()'>";
  const std::string out = externalize(html, {.name = "p"})->html;
  EXPECT_LT(out.find("charset"), 1024u);
  EXPECT_LT(out.find("charset"), out.find("p.js"));
}

struct Staying {
  std::string_view html;
  StayReason reason;
};

TEST(Page, LeavesWhatCannotBeMovedAndSaysWhy) {
  using enum StayReason;
  const Staying cases[] = {
      {"<script>var a = {{ a }};</script>", template_text},
      {"<p onclick='go(<?= 1 ?>)'>", template_text},
      {"<p title='{{ x }}' style='color: {{ y }}'>", template_text},
      {"<script type=importmap>{}</script>", no_external_form},
      {"<script type=speculationrules>{}</script>", no_external_form},
      {"<svg><style>a{}</style></svg>", foreign_element},
      {"<svg><script>a()</script></svg>", foreign_element},
      {"<script>a(document.currentScript.text)</script>", current_script},
      {"<script type=module>a(import.meta.url)</script>", own_url},
      {"<base href=/a/><script>a()</script>", base_element},
      {"<base href=/a/><style>p{}</style>", base_element},
      {"<p onclick='a('>", not_javascript},
      {"<p onclick='} }'>", not_javascript},
      {"<p style='color: red }'>", not_declarations},
      {"<iframe onload='a()'></iframe>", early_event},
      {"<iframe src='about:blank' onload='a()'></iframe>", early_event},
      {"<svg onload='a()'></svg>", early_event},
      {"<div><template shadowrootmode=open><p onclick='a()'></p></template></div>", shadow_root},
      {"<template><script>a()</script></template>", in_template},
      {"<body><body onclick='a()'>", second_root},
      {"<p>x<body style='color:red'>", second_root},
      {"<iframe src='javascript:1'></iframe>", unreached_url},
      {"<form action='javascript:a()'></form>", unreached_url},
      {"<a href='javascript:a()' target=_blank>", other_target},
      {"<a href='javascript:var a = 1'>", global_names},
      {"<iframe srcdoc='<p onclick=\"{{ x }}\">'></iframe>", template_text},
  };
  for (const Staying& one : cases) {
    const auto done = externalize(one.html, {.name = "p"});
    ASSERT_EQ(done->staying.size(), 1u) << one.html;
    EXPECT_EQ(done->staying[0].reason, one.reason)
        << one.html << ": " << stay_reason_info(done->staying[0].reason).name;
    EXPECT_EQ(done->html, one.html);
    EXPECT_TRUE(done->files.empty()) << one.html;
  }
}

TEST(Page, GivesTheHashOfWhatStaysAndIsFixed) {
  const auto done = externalize("<script type=importmap>{}</script><script>{{ a }}</script>");
  EXPECT_EQ(done->staying[0].hash, hash_source("{}"));
  EXPECT_EQ(done->staying[1].hash, "");
}

TEST(Page, HeedsWhereTheFilesAreServed) {
  const ExternalizeOptions assets{.name = "p", .url_prefix = "/assets/"};
  EXPECT_EQ(rewritten("<base href=/a/><script>a()</script>", assets),
            "<base href=/a/><script src=\"/assets/p.1.js\"></script>");
  EXPECT_EQ(rewritten("<base href=//x.test><script>a()</script>", assets),
            "<base href=//x.test><script>a()</script>");
  const auto staying = [&](std::string_view html) {
    const auto done = externalize(html, assets);
    return done->staying.empty() ? std::string_view()
                                 : stay_reason_info(done->staying[0].reason).name;
  };
  EXPECT_EQ(staying("<style>p{background:url(a.png)}</style>"), "relative-url");
  EXPECT_EQ(staying("<style>p{background:url(/a.png)}</style>"), "");
  EXPECT_EQ(staying("<script type=module>import './a.js'</script>"), "relative-import");
}

TEST(Page, ReachesIntoSrcdoc) {
  const auto done = externalize(
      "<iframe srcdoc='<p onclick=&quot;a(&amp;quot;ä&amp;quot;)&quot;>&amp;amp;'></iframe>",
      {.name = "p"});
  EXPECT_EQ(done->html,
            "<iframe srcdoc=\"<script src=&quot;p.1.js&quot;></script><p "
            "data-cspkit=&quot;1&quot;>&amp;amp;\"></iframe>");
}

TEST(Page, WritesFilesInUtf8WhateverItsOwnEncodingIs) {
  const std::string script = "<script>a('\xE4')</script>";
  const auto latin = externalize(script, {.name = "p", .charset = "windows-1252"});
  EXPECT_EQ(latin->files[0].content,
            "\xEF\xBB\xBF"
            "a('\xC3\xA4')");
  const auto utf8 = externalize("<script>a('ä')</script>", {.name = "p", .charset = "utf-8"});
  EXPECT_EQ(utf8->files[0].content, "a('ä')");
  const auto frame = externalize("<iframe srcdoc='<p onclick=a()>\xE4'></iframe>",
                                 {.name = "p", .charset = "windows-1252"});
  EXPECT_NE(frame->html.find("&#xE4;"), std::string::npos);
}

TEST(Page, RefusesEncodingsWhoseBytesItCannotKeep) {
  EXPECT_EQ(externalize(std::string_view("\xFF\xFE<\0p\0>\0", 8)).error(), ExternalizeError::utf16);
}

TEST(Page, ChoosesNamesThatItDoesNotUse) {
  const auto once = externalize("<p onclick='a()'>", {.name = "p"});
  const auto twice = externalize(once->html + "<b onclick='b()'>", {.name = "q"});
  EXPECT_NE(twice->html.find("<b data-cspkit2=\"1\">"), std::string::npos);
}

TEST(Page, TellsTheLineOfAHint) {
  const auto done = externalize("<p>\n<script>\n\neval('1')</script>");
  ASSERT_EQ(done->hints.size(), 1u);
  EXPECT_EQ(done->hints[0].line, 4u);
}

}  // namespace
}  // namespace cspkit
