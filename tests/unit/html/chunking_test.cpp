// SPDX-License-Identifier: Apache-2.0
//
// The tokens are the same wherever the stream is cut, and what is asked for is what everything holds of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "cspkit/limits.h"
#include "html/skip_markup.h"
#include "support/html_documents.h"
#include "support/html_tokens.h"

namespace cspkit {
namespace {

using Tokens = std::vector<test::OwnedHtmlToken>;

const HtmlInterest kStamps = HtmlInterest::only({HtmlTag::script, HtmlTag::style});

/// Options under which the tokenizer takes its different ways.
std::vector<HtmlTokenizerOptions> all_options() {
  std::vector<HtmlTokenizerOptions> all;
  HtmlTokenizerOptions with_names;
  with_names.interest.tag_names = true;
  HtmlTokenizerOptions without_scripts{.interest = kStamps};
  without_scripts.scripting = HtmlScripting::disabled;
  HtmlTokenizerOptions texts{.interest = kStamps};
  texts.interest.text = HtmlTextInterest::of_reported_elements;
  HtmlTokenizerOptions no_switches;
  no_switches.switching = HtmlSwitching::none;
  HtmlTokenizerOptions ends;
  ends.interest = HtmlInterest::only({});
  ends.interest.end_tags = ends.interest.doctype = true;
  return {{}, with_names, {.interest = kStamps}, without_scripts, texts, no_switches, ends};
}

void expect_same(const Tokens& expected, const Tokens& actual, std::string_view source,
                 const std::string& where) {
  ASSERT_TRUE(expected == actual) << where << ", source:\n"
                                  << source << "\nin one piece:\n"
                                  << test::describe(expected) << "cut:\n"
                                  << test::describe(actual);
}

TEST(HtmlChunking, EveryCutOfNastyDocumentsGivesTheSameTokens) {
  for (const HtmlTokenizerOptions& options : all_options()) {
    for (const std::string_view source : test::nasty_html()) {
      const Tokens whole = test::html_tokens(source, options);
      for (std::size_t a = 0; a <= source.size(); ++a) {
        expect_same(whole, test::html_tokens(source, options, {a}), source,
                    "cut at " + std::to_string(a));
        // An empty chunk between, and a second cut behind.
        expect_same(whole,
                    test::html_tokens(source, options, {a, a, std::min(a + 2, source.size())}),
                    source, "cut twice at " + std::to_string(a));
        if (HasFatalFailure()) return;
      }
      expect_same(whole, test::html_tokens_bytewise(source, options), source, "byte by byte");
      if (HasFatalFailure()) return;
    }
  }
}

TEST(HtmlChunking, EveryShortTagEndsAtTheSamePlaceInOnePieceAndByteByByte) {
  // What is hopped over in blocks needs bytes behind it.
  constexpr std::string_view kBytes{"a =\"'/>\0", 8};
  constexpr std::size_t kLength = 5;
  const std::string tail = "\"><script>'><script>><script>" + std::string(64, ' ');
  for (const std::string_view prefix : {"<a", "</a", "<a b=c "}) {
    for (std::size_t n = 0; n < std::size_t{1} << 3 * kLength; ++n) {
      std::string source(prefix);
      for (std::size_t i = 0; i < kLength; ++i) source += kBytes[n >> 3 * i & 7];
      source += tail;
      expect_same(test::html_tokens_bytewise(source, {.interest = kStamps}),
                  test::html_tokens(source, {.interest = kStamps}), source, "in one piece");
      if (HasFatalFailure()) return;
    }
  }
}

TEST(HtmlChunking, RandomCutsOfGeneratedDocumentsGiveTheSameTokens) {
  std::mt19937 random(5);
  for (unsigned seed = 0; seed < 1500; ++seed) {
    const std::string source = test::generate_html(seed, 1 + seed % 90);
    for (const HtmlTokenizerOptions& options : all_options()) {
      const Tokens whole = test::html_tokens(source, options);
      std::vector<std::size_t> cuts;
      for (std::size_t n = random() % 12; n > 0; --n)
        cuts.push_back(random() % (source.size() + 1));
      std::sort(cuts.begin(), cuts.end());
      expect_same(whole, test::html_tokens(source, options, cuts), source,
                  "seed " + std::to_string(seed));
      expect_same(whole, test::html_tokens_bytewise(source, options), source, "byte by byte");
      if (HasFatalFailure()) return;
    }
  }
}

/// Those of `all` that `interest` asks for.
Tokens filter(const Tokens& all, const HtmlInterest& interest) {
  Tokens kept;
  bool in_reported_raw = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& token = all[i];
    const bool raw_follows =
        i + 1 < all.size() && all[i + 1].begin == token.end &&
        ((all[i + 1].kind == HtmlTokenKind::text && all[i + 1].text_kind != HtmlTextKind::data &&
          all[i + 1].text_kind != HtmlTextKind::cdata) ||
         (all[i + 1].kind == HtmlTokenKind::end_tag && all[i + 1].tag == token.tag &&
          token.name_space == HtmlNamespace::html));
    if (token.kind == HtmlTokenKind::start_tag && interest.start_tags.contains(token.tag)) {
      kept.push_back(token);
      in_reported_raw = raw_follows;
    } else if (token.kind == HtmlTokenKind::end_tag && in_reported_raw) {
      kept.push_back(token);
      in_reported_raw = false;
    } else if (token.kind == HtmlTokenKind::start_tag) {
      in_reported_raw = false;
    } else if (token.kind == HtmlTokenKind::end) {
      kept.push_back(token);
    }
  }
  return kept;
}

TEST(HtmlInterest, WhatIsAskedForIsWhatEverythingHoldsOfIt) {
  std::size_t tags = 0;
  const auto check = [&](std::string_view source) {
    const Tokens expected = filter(test::html_tokens(source), kStamps);
    const Tokens actual = test::html_tokens(source, {.interest = kStamps});
    expect_same(expected, actual, source, "stamps");
    tags += actual.size() - 1;
  };
  for (const std::string_view source : test::nasty_html()) check(source);
  for (unsigned seed = 0; seed < 6000; ++seed) {
    check(test::generate_html(seed, 1 + seed % 90));
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(tags, 4000u);
}

/// Plain tags, with scripts where they are and where they are none: who takes a value for text, or text for a value, sees
/// too many or too few.
constexpr std::string_view kPlainPage =
    "<ul class=\"menu\"><li id='<script>'><a href=\"/t?a=b&<style>c=d\" title='a > <script> "
    "\"b\"'>It's</a></li>"
    "</ul> 1 -> 2 <script></script><img src=\"/i/7.webp\" alt=\"\" width=320 hidden/><div "
    "data-x='{\"a\":\"<script>\"}'"
    " data-y=\"'\"><script src=\"a.js\" defer></script><!-- x > y "
    "--><p><strong>so</strong><br><input disabled "
    "value = \"><script>\"><style media='print'>p>b{}</style></p></div><svg viewBox=\"0 0 1 "
    "1\"><g/></svg><td>1</td>"
    "<td>2</td><p data-text=\"a value that goes on for longer than a block does, as some values "
    "do: one > two; and then "
    "<script>\"><style></style></p title=\"> <script>\"><u =\"><script></script><u "
    "a=b=\"><script></script><u=\"><script>"
    "</script><u a=\"> <script>\"=\"><script></script><u a=\"b\"=\"><script></script>\">text that "
    "goes on for longer than a block, "
    "since paragraphs do, \"now\" and then</p>";
constexpr std::string_view kBytesThatMatter{"a =\"'/<>!-\n\0", 12};

/// Calls `check` with the page after every change of one byte; cut into blocks at every other place; and changed in several.
template <class Check>
void for_each_changed_page(Check check) {
  std::string page(kPlainPage);
  const auto failed = [&] {
    check(page);
    return testing::Test::HasFatalFailure();
  };
  for (std::size_t i = 0; i < kPlainPage.size(); ++i) {
    for (const char c : kBytesThatMatter) {
      page[i] = c;
      if (failed()) return;
    }
    page = kPlainPage;
    for (int n = 1; n < 64; ++n) {
      page.insert(i, 1, 'x');
      if (failed()) return;
    }
    page = kPlainPage;
  }
  std::mt19937 random(7);
  for (int n = 0; n < 10'000; ++n) {
    page.insert(random() % page.size(), random() % 64, 'x');
    for (auto changes = random() % 6; changes > 0; --changes)
      page[random() % page.size()] = kBytesThatMatter[random() % kBytesThatMatter.size()];
    if (failed()) return;
    page = kPlainPage;
  }
}

TEST(HtmlSkipping, SeesEveryTagOfAPlainPageWhateverByteIsChanged) {
  // Names of one letter, and of more.
  const HtmlInterest links = HtmlInterest::only({HtmlTag::a, HtmlTag::img, HtmlTag::input});
  for_each_changed_page([&](const std::string& page) {
    const Tokens all = test::html_tokens(page);
    for (const HtmlInterest& interest : {kStamps, links}) {
      expect_same(filter(all, interest), test::html_tokens(page, {.interest = interest}), page,
                  "what is asked for");
    }
  });
}

TEST(HtmlSkipping, StopsAtTheSamePlacesWhateverTheProcessorCan) {
  html::TagGate gate;
  gate.let_in("script");
  const auto ways = html::ways_to_skip_markup();
  std::size_t stops = 0;
  const auto check = [&](const std::string& source) {
    const char* const end = source.data() + source.size();
    std::uint64_t steps = 0;
    for (const char* p = source.data(); p != end; ++p, ++stops) {
      const char* const here = html::skip_markup(p, end, gate, steps);
      for (const auto skip : ways) {
        ASSERT_EQ(here - source.data(), skip(p, end, gate, steps) - source.data()) << source;
      }
      p = here;
      if (p == end) break;
    }
  };
  for_each_changed_page(check);
  for (unsigned seed = 0; seed < 3000; ++seed) check(test::generate_html(seed, 60));
  EXPECT_GT(stops, 20'000u);
}

TEST(HtmlWork, GrowsInProportionToTheInput) {
  constexpr std::string_view kRepeated[] = {
      "<",
      "</",
      "<!",
      "<!-",
      "<!--",
      "--",
      "-->",
      "<![CDATA[",
      "]",
      "<a",
      "<a b",
      "<a b='",
      "<a b=\"",
      "=\"",
      "\"",
      "'",
      "=",
      "<p x=\"y",
      " a",
      " a=b",
      "&",
      "&#1",
      "&notin",
      "<svg>",
      "<svg><desc>",
      "<b>",
      "</b>",
      "<svg><desc><b>",
      "<script>",
      "<script><!--",
      "<script><!--<script>",
      "</scrip",
      "</script",
      "<title>",
      "<!doctype ",
      "<p>a</p>",
      "\r",
  };
  const auto work = [](std::string_view prefix, std::string_view piece, std::size_t times,
                       std::size_t chunk_size, const HtmlInterest& interest) {
    std::string source(prefix);
    while (times-- > 0) source += piece;
    HtmlTokenizer tokenizer({.interest = interest});
    for (std::size_t fed = 0;;) {
      const HtmlTokenKind kind = tokenizer.next().kind;
      if (kind == HtmlTokenKind::end) return tokenizer.steps();
      if (kind != HtmlTokenKind::need_input) continue;
      const std::string_view chunk = std::string_view(source).substr(fed, chunk_size);
      chunk.empty() ? tokenizer.finish() : tokenizer.feed(chunk);
      fed += chunk.size();
    }
  };
  for (const std::string_view prefix : {"", "<svg>", "<script>", "<p a=\""}) {
    for (const std::string_view piece : kRepeated) {
      for (const std::size_t chunk_size : {1u, 64u, 1u << 30}) {
        for (const HtmlInterest& interest : {HtmlInterest{}, kStamps}) {
          const auto once = work(prefix, piece, 4000, chunk_size, interest);
          const auto twice = work(prefix, piece, 8000, chunk_size, interest);
          EXPECT_LE(twice, 2 * once + once / 8 + 64)
              << prefix << " and " << piece << " in " << chunk_size;
          EXPECT_LE(twice, 8 * 8000 * piece.size() + 64) << prefix << " and " << piece;
        }
      }
    }
  }
}

TEST(HtmlLimits, ALongTagIsReportedAsFarAsTheLimitGoesWhereverItIsCut) {
  const std::string value(limits::kMaxHtmlTagBytes, 'x');
  const std::string source = "<img alt=a src=\"" + value + "\" id=b><script>c</script><b>";
  for (const std::vector<std::size_t>& cuts :
       {std::vector<std::size_t>{}, {5}, {20, 3000, limits::kMaxHtmlTagBytes + 19}}) {
    const Tokens tokens = test::html_tokens(source, {}, cuts);
    ASSERT_EQ(tokens.size(), 6u);
    EXPECT_EQ(tokens[0].tag, HtmlTag::img);
    EXPECT_FALSE(tokens[0].complete);
    ASSERT_EQ(tokens[0].attributes.size(), 1u);
    EXPECT_EQ(tokens[0].attributes[0].name, "alt");
    EXPECT_EQ(tokens[1].tag, HtmlTag::script);
    EXPECT_EQ(tokens[1].begin, source.find("<script>"));
    EXPECT_EQ(tokens[2].text, "c");
    EXPECT_TRUE(tokens[4].complete);
  }
}

TEST(HtmlLimits, TheLastByteWithinTheLimitCounts) {
  // `<p a="…">`: six bytes before the value, the closing quote is the limit's last byte.
  for (const std::size_t beyond : {0u, 1u}) {
    const std::string source =
        "<p a=\"" + std::string(limits::kMaxHtmlTagBytes - 7 + beyond, 'x') + "\">";
    for (const Tokens& tokens : {test::html_tokens(source), test::html_tokens(source, {}, {100})}) {
      EXPECT_EQ(tokens[0].complete, beyond == 0);
      EXPECT_EQ(tokens[0].attributes.size(), 1 - beyond);
    }
  }
}

TEST(HtmlLimits, AttributesBeyondTheLimitAreLeftOut) {
  std::string source = "<p";
  for (std::size_t i = 0; i <= limits::kMaxHtmlAttributes; ++i)
    source += " a" + std::to_string(i % 1000);
  const Tokens tokens = test::html_tokens(source + ">");
  EXPECT_EQ(tokens[0].attributes.size(), limits::kMaxHtmlAttributes);
  EXPECT_FALSE(tokens[0].complete);
  for (std::size_t i = 0; i < limits::kMaxHtmlAttributes; ++i) {
    EXPECT_EQ(tokens[0].attributes[i].duplicate, i >= 1000) << i;
  }
}

}  // namespace
}  // namespace cspkit
