// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cspkit::cli {

/// Answers that were given before, for questions that come again and again: of what a crawl of the web finds, half is a
/// handful of texts. Holds a bounded number of answers and of bytes, whatever is asked; what was asked longest ago goes
/// first. A question counts when it comes for the second time, so that those that come once push nothing out.
///
///     const AnswerMemo::Question question(text);
///     if (const auto* known = memo.find(question)) return *known;
///     memo.keep(question, computed);
class AnswerMemo {
 public:
  struct Limits {
    std::size_t answers = 4096;
    std::size_t bytes = 4u << 20;  ///< of questions and answers; one alone may have a sixteenth
  };
  struct Answer {
    std::string text;
    bool ascii = true;
  };

  /// A question with its hash, which takes as long as reading it: a text, and what else decides the answer.
  class Question {
   public:
    explicit Question(std::string_view text, std::string_view beside = {});
    [[nodiscard]] std::size_t hash() const { return hash_; }
    [[nodiscard]] std::size_t size() const { return text_.size() + beside_.size(); }
    friend bool operator==(const Question& a, const Question& b) {
      return a.hash_ == b.hash_ && a.text_ == b.text_ && a.beside_ == b.beside_;
    }

   private:
    friend class AnswerMemo;
    /// The same in other words.
    Question(const Question& asked, std::string_view words)
        : text_(words.substr(0, asked.text_.size())),
          beside_(words.substr(asked.text_.size())),
          hash_(asked.hash_) {}
    std::string_view text_, beside_;
    std::size_t hash_;
  };

  AnswerMemo() : AnswerMemo(Limits{}) {}
  explicit AnswerMemo(Limits limits);

  /// The answer that was kept for the very same question, until the next call of keep(); or nullptr.
  [[nodiscard]] const Answer* find(const Question& question);
  /// Takes note of an answer to a question that find() did not know.
  void keep(const Question& question, std::string_view answer, bool ascii);

  [[nodiscard]] std::size_t size() const { return kept_.size(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Kept {
    Kept(const Question& asked, std::string_view text, bool ascii)
        : words(std::string(asked.text_).append(asked.beside_)),
          question(asked, words),
          answer{std::string(text), ascii} {}
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;
    std::string words;
    Question question;  ///< of these words
    Answer answer;
    [[nodiscard]] std::size_t bytes() const { return words.size() + answer.text.size(); }
  };
  struct HashOf {
    std::size_t operator()(const Question& question) const { return question.hash(); }
  };
  [[nodiscard]] bool asked_before(const Question& question);

  Limits limits_;
  std::list<Kept> kept_;  ///< what was asked last in front
  std::unordered_map<Question, std::list<Kept>::iterator, HashOf> places_;
  std::size_t bytes_ = 0;
  std::vector<std::uint32_t> asked_once_;  ///< parts of hashes, each in its place or overwritten
};

}  // namespace cspkit::cli
