// SPDX-License-Identifier: Apache-2.0
#include "answer_memo.h"

#include <xxhash.h>

#include <utility>

namespace cspkit::cli {
namespace {

constexpr std::size_t kAskedPlaces = 1u << 15;
constexpr std::size_t kShareOfOne = 16;
/// Tells what is asked beside from the text itself: equal ones must not make 0.
constexpr std::size_t kOdd = 0x9E37'79B9'7F4A'7C15;

}  // namespace

AnswerMemo::Question::Question(std::string_view text, std::string_view beside)
    : text_(text),
      beside_(beside),
      hash_(XXH3_64bits(text.data(), text.size()) ^
            XXH3_64bits(beside.data(), beside.size()) * kOdd) {}

AnswerMemo::AnswerMemo(Limits limits) : limits_(limits), asked_once_(kAskedPlaces) {}

const AnswerMemo::Answer* AnswerMemo::find(const Question& question) {
  const auto place = places_.find(question);
  if (place == places_.end()) {
    __builtin_prefetch(&asked_once_[question.hash() % kAskedPlaces], 1);  // for keep()
    return nullptr;
  }
  kept_.splice(kept_.begin(), kept_, place->second);
  return &place->second->answer;
}

// Forgets and mistakes are harmless: an answer is then kept one time later, or earlier.
bool AnswerMemo::asked_before(const Question& question) {
  const auto mark = static_cast<std::uint32_t>(question.hash() >> 32);
  return std::exchange(asked_once_[question.hash() % kAskedPlaces], mark) == mark;
}

void AnswerMemo::keep(const Question& question, std::string_view answer, bool ascii) {
  const std::size_t bytes = question.size() + answer.size();
  if (bytes > limits_.bytes / kShareOfOne || limits_.answers == 0) return;
  if (!asked_before(question)) return;
  while (!kept_.empty() && (kept_.size() >= limits_.answers || bytes_ + bytes > limits_.bytes)) {
    bytes_ -= kept_.back().bytes();
    places_.erase(kept_.back().question);
    kept_.pop_back();
  }
  kept_.emplace_front(question, answer, ascii);
  places_.emplace(kept_.front().question, kept_.begin());
  bytes_ += bytes;
}

}  // namespace cspkit::cli
