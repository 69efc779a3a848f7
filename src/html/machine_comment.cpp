// SPDX-License-Identifier: Apache-2.0
//
// `<!` and what follows it: comments, DOCTYPE, CDATA.
#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "html/find.h"
#include "html/machine.h"

namespace cspkit {
namespace {

constexpr std::string_view kComment = "--";
constexpr std::string_view kDoctype = "doctype";
constexpr std::string_view kCdata = "[CDATA[";

enum class Declaration : std::uint8_t { undecided, comment, doctype, cdata, none };

bool begin_alike_in_any_case(std::string_view text, std::string_view word) {
  const std::size_t n = std::min(text.size(), word.size());
  return equals_ignoring_ascii_case(text.substr(0, n), word.substr(0, n));
}

Declaration declaration_of(std::string_view behind) {
  if (behind.starts_with(kComment)) return Declaration::comment;
  if (behind.starts_with(kCdata)) return Declaration::cdata;
  if (begin_alike_in_any_case(behind, kDoctype)) {
    return behind.size() < kDoctype.size() ? Declaration::undecided : Declaration::doctype;
  }
  const bool may_become = kComment.starts_with(behind) || kCdata.starts_with(behind);
  return may_become ? Declaration::undecided : Declaration::none;
}

}  // namespace

// Source: https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::markup_declaration_open() {
  if (token_begin_ >= offset_) return declaration({p_, static_cast<std::size_t>(end_ - p_)});
  carry_to(p_);
  // Bytes of an earlier chunk come first, at most as many as the longest word has.
  const std::string_view before = std::string_view(carried_).substr(2);
  std::array<char, 8> behind{};
  const std::size_t n =
      std::min(behind.size() - before.size(), static_cast<std::size_t>(end_ - p_));
  std::copy_n(p_, n, std::copy(before.begin(), before.end(), behind.begin()));
  return declaration({behind.data(), before.size() + n});
}

// `behind` are the bytes behind `<!`; those of this chunk begin at p_.
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::declaration(std::string_view behind) {
  const std::size_t carried = token_begin_ >= offset_ ? 0 : carried_.size() - 2;
  switch (declaration_of(behind)) {
    case Declaration::undecided: return suspend();
    case Declaration::comment:
      p_ += kComment.size() - carried;
      state_ = State::comment_start;
      break;
    case Declaration::doctype:
      state_ = State::doctype;
      complete_ = true;
      return Step::again;  // its source is asked for: carried_ stays
    case Declaration::cdata:
      if (foreign_.is_foreign()) {
        p_ += kCdata.size() - carried;
        state_ = State::cdata_section;
        break;
      }
      [[fallthrough]];
    case Declaration::none:
      state_ = State::bogus_comment;
      if (carried == 0 || !options_.interest.comments) break;
      new_token(HtmlTokenKind::comment_text, token_begin_ + 2, offset(p_)).text =
          std::string_view(carried_).substr(2);
      release_carried_ = true;
      return Step::report;
  }
  carried_.clear();
  return Step::again;
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::report_comment_text(std::string_view text,
                                                                         std::uint64_t begin) {
  if (!options_.interest.comments || text.empty()) return Step::again;
  new_token(HtmlTokenKind::comment_text, begin, begin + text.size()).text = text;
  return Step::report;
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::report_comment(std::string_view rest,
                                                                    std::uint64_t end) {
  if (!options_.interest.comments) return Step::again;
  new_token(HtmlTokenKind::comment, token_begin_, end).text = rest;
  return Step::report;
}

// Source: https://html.spec.whatwg.org/multipage/parsing.html#bogus-comment-state
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::bogus_comment() {
  const char* const text = p_;
  const char* const gt = hop(p_, html::find_near(p_, end_, '>'));
  const std::string_view piece(text, static_cast<std::size_t>(gt - text));
  if (gt == end_) {
    p_ = end_;
    return report_comment_text(piece, offset(text));
  }
  p_ = gt + 1;
  state_ = State::data;
  return report_comment(piece, offset(p_));
}

// From comment start state to comment end bang state. The states of `<!--` within a comment only tell of errors. What may
// be the comment's end when the chunk ends becomes pending_, and either is it or is handed out then.
// Source: https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::comment() {
  const char* const text = p_;
  const char* p = text;
  for (; p != end_; ++p) {
    ++steps_;
    const char c = *p;
    switch (state_) {
      case State::comment_start:
        if (c == '>') return leave_comment(p, 0);
        state_ = c == '-' ? State::comment_start_dash : State::comment;
        break;
      case State::comment_start_dash:
        if (c == '>') return leave_comment(p, 1);
        if (c == '-') {
          state_ = State::comment_end;
          break;
        }
        if (!pending_.empty()) return flush_comment(text);
        state_ = State::comment;
        break;
      case State::comment:
        p = hop(p, html::find_near(p, end_, '-'));
        if (p == end_) return hold_comment(text, {});
        state_ = State::comment_end_dash;
        break;
      case State::comment_end_dash:
        if (c == '-') {
          state_ = State::comment_end;
          break;
        }
        if (!pending_.empty()) return flush_comment(text);
        state_ = State::comment;
        break;
      case State::comment_end:
        if (c == '>') return leave_comment(p, 2);
        if (c == '!') {
          state_ = State::comment_end_bang;
          break;
        }
        if (c == '-' && pending_.size() == 2) {
          // Three dashes, two of them before this chunk: the first is content.
          p_ = p + 1;
          return report_comment_text(pending_.substr(1), offset(p) - 2);
        }
        if (!pending_.empty()) return flush_comment(text);
        if (c != '-') state_ = State::comment;
        break;
      case State::comment_end_bang:
        if (c == '>') return leave_comment(p, 3);
        if (!pending_.empty()) return flush_comment(text);
        state_ = c == '-' ? State::comment_end_dash : State::comment;
        break;
      default: return Step::again;
    }
  }
  switch (state_) {
    case State::comment_start_dash:
    case State::comment_end_dash: return hold_comment(text, "-");
    case State::comment_end: return hold_comment(text, "--");
    case State::comment_end_bang: return hold_comment(text, "--!");
    default: return hold_comment(text, {});
  }
}

// The comment ends at this `>` and so many bytes before it.
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::leave_comment(const char* gt,
                                                                   std::size_t terminator) {
  const char* const text = p_;
  const auto n = static_cast<std::size_t>(gt - text);
  p_ = gt + 1;
  state_ = State::data;
  pending_ = {};
  return report_comment({text, n > terminator ? n - terminator : 0}, offset(p_));
}

// The chunk ends, and with it, perhaps, the beginning of the comment's end.
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::hold_comment(const char* text,
                                                                  std::string_view pending) {
  pending_ = pending;
  p_ = end_;
  const auto n = static_cast<std::size_t>(end_ - text);
  if (n <= pending.size()) return Step::more;
  return report_comment_text({text, n - pending.size()}, offset(text));
}

// What the chunk before ended with is content, and this chunk is read anew.
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::flush_comment(const char* text) {
  p_ = text;
  state_ = State::comment;
  const std::string_view piece = std::exchange(pending_, {});
  return report_comment_text(piece, offset(text) - piece.size());
}

// In every state of a DOCTYPE a `>` ends it, in quotes too.
// Source: https://html.spec.whatwg.org/multipage/parsing.html#doctype-state
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::doctype() {
  const char* const gt = hop(p_, html::find_near(p_, end_, '>'));
  carries_ = options_.interest.doctype;
  if (gt == end_) return suspend();
  p_ = gt + 1;
  state_ = State::data;
  if (!carries_) {
    carried_.clear();
    return Step::again;
  }
  new_token(HtmlTokenKind::doctype, token_begin_, offset(p_)).text = source_to(p_);
  token_.complete = token_.end - token_begin_ <= limits::kMaxHtmlTagBytes;
  release_carried_ = true;
  return Step::report;
}

}  // namespace cspkit
