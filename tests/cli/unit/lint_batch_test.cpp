// SPDX-License-Identifier: Apache-2.0
#include "lint_batch.h"

#include <cspkit/limits.h>
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace cspkit::cli {
namespace {

namespace json = boost::json;

// The answer to a row as `--batch` writes it, or why there is none.
std::string answer_to(const RowWriter& writer, const json::object& row) {
  JsonWriter answer;
  answer.begin_object();
  answer.member("id", row.contains("id") ? row.at("id") : json::value(nullptr));
  try {
    writer(row, answer);
  } catch (const RowError& error) {
    return error.what();
  }
  answer.end_object();
  return std::string(answer.text());
}

// The same row, read without a parser where it is plain; nullopt where it is not.
std::optional<std::string> answer_to_plain(const RowWriter& writer, const json::object& row) {
  const std::string line = json::serialize(row);
  PlainRow plain;
  if (!plain.read(line)) return std::nullopt;
  JsonWriter answer;
  answer.begin_object();
  Fields(plain).write_id(answer);
  try {
    writer(plain, answer);
  } catch (const RowError& error) {
    return error.what();
  }
  answer.end_object();
  return std::string(answer.text());
}

// Few texts, so that rows repeat; some of them malformed, some without an answer. The last is beyond a limit.
std::vector<std::string> policies() {
  std::vector<std::string> all{
      "",
      "upgrade-insecure-requests",
      "default-src 'self'; script-src 'self' 'unsafe-inline' https:",
      "script-src 'nonce-abcdefghijklmnopqrstuv' 'strict-dynamic'; object-src 'none'",
      "img-src *, img-src 'self' \"quoted\\\" \t",
      "img-src b\xC3\xBC"
      "cher.example; script-src \xFF",
      "sandbox allow-scripts allow-same-origin; report-uri http://a.test",
  };
  for (int i = 0; i < 40; ++i) all.push_back("img-src https://h" + std::to_string(i) + ".test");
  all.emplace_back(limits::kMaxPolicyBytes + 1, 'a');
  return all;
}

class Rows {
 public:
  json::object next() {
    static const std::vector<std::string> texts = policies();
    json::object row;
    static const json::value ids[] = {
        7, -1, 1.5, "a\"b", "\xC3\xA9", nullptr, true, {1, "x"}, json::object{{"k", 1}}};
    if (const std::size_t id = below(10); id < std::size(ids)) row["id"] = ids[id];
    // The front ones most, as in a crawl; the long last one rarely.
    row["policy"] = texts[below(300) == 0 ? texts.size() - 1 : below(below(texts.size() - 1) + 1)];
    if (below(4) == 0) row["delivery"] = below(8) == 0 ? "mail" : "meta";
    if (below(4) == 0) row["disposition"] = "report";
    if (below(4) == 0) row["document_url"] = below(2) == 0 ? "http://a.test/" : "nonsense";
    if (below(50) == 0) row["policy"] = 1;
    if (below(50) == 0) row.erase("policy");
    return row;
  }

 private:
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  std::mt19937_64 random_{1};
};

TEST(LintBatch, AnAnswerFromMemoryIsTheComputedOneByteForByte) {
  for (const LintProfile profile : {LintProfile::balanced, LintProfile::strict,
                                    LintProfile::evaluator, LintProfile::observatory}) {
    const RowWriter computed = lint_row_writer(profile, {.answers = 0, .bytes = 0});
    const RowWriter remembered = lint_row_writer(profile);
    // So little room that what is kept has to go again and again.
    const RowWriter evicting = lint_row_writer(profile, {.answers = 5, .bytes = 100'000});
    Rows rows;
    std::size_t plain = 0;
    for (int i = 0; i < 1'000; ++i) {
      const json::object row = rows.next();
      const std::string expected = answer_to(computed, row);
      ASSERT_EQ(answer_to(remembered, row), expected) << i;
      ASSERT_EQ(answer_to(evicting, row), expected) << i;
      if (const auto answer = answer_to_plain(remembered, row)) {
        ++plain;
        ASSERT_EQ(*answer, expected) << i;
      }
    }
    EXPECT_GT(plain, 100u);
  }
}

// Questions that would read alike if their parts were only put one behind the other.
TEST(LintBatch, QuestionsThatDifferInAnyPartAreDifferentQuestions) {
  const json::object rows[] = {
      {{"policy", "img-src *"}},
      {{"policy", "img-src *"}, {"delivery", "meta"}},
      {{"policy", "img-src *"}, {"disposition", "report"}},
      {{"policy", "img-src *"}, {"document_url", "http://a.test/"}},
      {{"policy", "/img-src *"}, {"document_url", "http://a.test"}},
      {{"policy", "img-src *"}, {"document_url", ""}},
  };
  const RowWriter computed = lint_row_writer(LintProfile::balanced, {.answers = 0, .bytes = 0});
  const RowWriter remembered = lint_row_writer(LintProfile::balanced);
  for (int round = 0; round < 4; ++round) {
    for (const json::object& row : rows) {
      EXPECT_EQ(answer_to(remembered, row), answer_to(computed, row)) << json::serialize(row);
    }
  }
}

TEST(AnswerMemo, KeepsWhatIsAskedTwiceWithinItsBounds) {
  constexpr AnswerMemo::Limits kLimits{.answers = 50, .bytes = 4'000};
  AnswerMemo memo(kLimits);
  std::mt19937_64 random(1);
  std::size_t found = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::size_t drawn = random() % 200;
    const std::string question = "q" + std::to_string(drawn);
    const std::string answer(drawn, 'a');
    if (const AnswerMemo::Answer* known = memo.find(AnswerMemo::Question(question))) {
      ++found;
      ASSERT_EQ(known->text, answer);
    } else {
      memo.keep(AnswerMemo::Question(question), answer, true);
    }
    ASSERT_LE(memo.size(), kLimits.answers);
    ASSERT_LE(memo.bytes(), kLimits.bytes);
  }
  EXPECT_GT(found, 1'000u);
}

TEST(AnswerMemo, ForgetsWhatWasAskedLongestAgo) {
  AnswerMemo memo({.answers = 2, .bytes = 1'000});
  const auto ask_twice = [&](std::string_view question) {
    memo.keep(AnswerMemo::Question(question), "answer", true);
    memo.keep(AnswerMemo::Question(question), "answer", true);
  };
  ask_twice("a");
  ask_twice("b");
  EXPECT_NE(memo.find(AnswerMemo::Question("a")), nullptr);
  ask_twice("c");
  EXPECT_NE(memo.find(AnswerMemo::Question("a")), nullptr);
  EXPECT_EQ(memo.find(AnswerMemo::Question("b")), nullptr);
  EXPECT_NE(memo.find(AnswerMemo::Question("c")), nullptr);
}

TEST(AnswerMemo, TellsApartWhatIsAskedBeside) {
  AnswerMemo memo;
  const AnswerMemo::Question asked("policy", "e");
  for (int i = 0; i < 2; ++i) memo.keep(asked, "answer", true);
  EXPECT_NE(memo.find(asked), nullptr);
  EXPECT_NE(memo.find(AnswerMemo::Question("policy", std::string("e"))), nullptr);
  for (const AnswerMemo::Question& other :
       {AnswerMemo::Question("policy", "r"), AnswerMemo::Question("policye"),
        AnswerMemo::Question("polic", "ye"), AnswerMemo::Question("policy")}) {
    EXPECT_EQ(memo.find(other), nullptr);
  }
}

TEST(AnswerMemo, WhatIsAskedOnceOrIsTooLargeIsNotKept) {
  AnswerMemo memo({.answers = 10, .bytes = 1'600});
  memo.keep(AnswerMemo::Question("once"), "answer", true);
  EXPECT_EQ(memo.size(), 0u);
  for (int i = 0; i < 3; ++i) memo.keep(AnswerMemo::Question("large"), std::string(100, 'a'), true);
  EXPECT_EQ(memo.size(), 0u);
  memo.keep(AnswerMemo::Question("once"), "answer", true);
  EXPECT_EQ(memo.size(), 1u);
}

}  // namespace
}  // namespace cspkit::cli
