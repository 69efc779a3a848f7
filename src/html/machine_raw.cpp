// SPDX-License-Identifier: Apache-2.0
//
// Raw text and CDATA sections.
#include <utility>

#include "html/find.h"
#include "html/machine.h"

namespace cspkit {

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::raw() {
  const bool wants_text =
      options_.interest.text == HtmlTextInterest::all ||
      (options_.interest.text == HtmlTextInterest::of_reported_elements && raw_reported_);
  const char* const text = p_;
  // Hands out the text up to `p`, and has this function called again to go on from there.
  const auto report_to = [&](const char* p) {
    p_ = p;
    return report_text(text, p, raw_.kind());
  };
  const char* p = p_;
  for (;;) {
    const bool plain = raw_.is_plain();
    p = plain ? hop(p, html::find_near(p, end_, '<')) : hop(p, raw_.skip_escaped(p, end_));
    if (p == end_) {
      if (wants_text && p != text) return report_to(p);
      p_ = p;
      return Step::more;
    }
    if (!plain && *p != '<') continue;  // behind the `-->`
    using Mark = html::RawText::Mark;
    const Mark mark = raw_.mark({p + 1, static_cast<std::size_t>(end_ - p - 1)});
    if (mark == Mark::nothing) {
      raw_.apply_nothing();
      ++p;
    } else if (mark == Mark::change) {
      p += raw_.apply();
    } else if (wants_text && p != text) {
      return report_to(p);
    } else if (mark == Mark::end_tag) {
      begin_raw_end_tag(offset(p));
      p_ = p + 2 + raw_.name().size();
      return Step::again;
    } else {
      carried_.assign(p, end_);
      p_ = end_;
      state_ = State::raw_candidate;
      return Step::more;
    }
  }
}

// A `<` before the chunk, about which more bytes decide.
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::raw_candidate() {
  using Mark = html::RawText::Mark;
  while (p_ != end_) {
    carried_ += *p_;
    ++steps_;
    const Mark mark = raw_.mark(std::string_view(carried_).substr(1));
    if (mark == Mark::undecided) {
      ++p_;
      continue;
    }
    if (mark == Mark::end_tag) {
      carried_.pop_back();
      kept_ = p_;
      begin_raw_end_tag(offset(p_) - carried_.size());
      return Step::again;
    }
    state_ = State::raw;
    if (mark == Mark::change) {
      ++p_;
      raw_.apply();
    } else {
      carried_.pop_back();
      raw_.apply_nothing();
    }
    return report_carried_text(raw_.kind());
  }
  return Step::more;
}

void HtmlTokenizer::Machine::begin_raw_end_tag(std::uint64_t begin) {
  token_begin_ = begin;
  tag_kind_ = HtmlTokenKind::end_tag;
  tag_ = raw_tag_;
  ends_raw_ = true;
  has_attribute_ = false;
  name_end_ = begin + 2 + raw_.name().size();
  reported_ = options_.interest.end_tags || raw_reported_;
  collects_ = self_closing_ = false;
  carries_ = reported_;
  complete_ = true;
  state_ = State::tag_name_end;
}

// Source: https://html.spec.whatwg.org/multipage/parsing.html#cdata-section-state
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::cdata_section() {
  const bool wants_text = options_.interest.text == HtmlTextInterest::all;
  const char* const text = p_;
  const auto report = [&](std::string_view piece, std::uint64_t begin) {
    new_token(HtmlTokenKind::text, begin, begin + piece.size()).text = piece;
    token_.text_kind = HtmlTextKind::cdata;
    token_.name_space = foreign_.name_space();
    return Step::report;
  };
  // The section's text up to here, less so many brackets that end it or may.
  const auto report_up_to = [&](const char* p, std::size_t brackets) {
    const auto n = static_cast<std::size_t>(p - text);
    if (!wants_text || n <= brackets) return Step::again;
    return report({text, n - brackets}, offset(text));
  };
  for (const char* p = text; p != end_; ++p) {
    ++steps_;
    if (brackets_ == 0) {
      p = hop(p, html::find_near(p, end_, ']'));
      if (p == end_) break;
      brackets_ = 1;
    } else if (*p == ']' && brackets_ == 1) {
      brackets_ = 2;
    } else if (*p == '>' && brackets_ == 2) {
      p_ = p + 1;
      brackets_ = 0;
      pending_ = {};
      state_ = State::data;
      return report_up_to(p, 2);
    } else if (*p == ']' && pending_.size() != 1) {
      if (pending_.empty()) continue;
      // Three brackets, two of them before this chunk: the first is text.
      p_ = p + 1;
      if (wants_text) return report(pending_.substr(1), offset(p) - 2);
      return Step::again;
    } else if (!pending_.empty()) {
      // What ended the chunk before is text.
      const std::string_view piece = std::exchange(pending_, {});
      brackets_ = 0;
      if (wants_text) return report(piece, offset(text) - piece.size());
      return Step::again;
    } else {
      brackets_ = 0;
    }
  }
  p_ = end_;
  pending_ = std::string_view("]]").substr(0, brackets_);
  const Step step = report_up_to(end_, brackets_);
  return step == Step::report ? step : Step::more;
}

}  // namespace cspkit
