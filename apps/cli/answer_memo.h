// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
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

  AnswerMemo() : AnswerMemo(Limits{}) {}
  explicit AnswerMemo(Limits limits);

  /// The answer that was kept for the very same question, until the next call of keep(); or nullptr.
  [[nodiscard]] const Answer* find(std::string_view question);
  /// Takes note of an answer to a question that find() did not know.
  void keep(std::string_view question, std::string_view answer, bool ascii);

  [[nodiscard]] std::size_t size() const { return kept_.size(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Kept {
    std::string question;
    Answer answer;
    [[nodiscard]] std::size_t bytes() const { return question.size() + answer.text.size(); }
  };
  [[nodiscard]] bool asked_before(std::string_view question);

  Limits limits_;
  std::list<Kept> kept_;  ///< what was asked last in front
  std::unordered_map<std::string_view, std::list<Kept>::iterator> places_;
  std::size_t bytes_ = 0;
  std::vector<std::uint32_t> asked_once_;  ///< parts of hashes, each in its place or overwritten
};

}  // namespace cspkit::cli
