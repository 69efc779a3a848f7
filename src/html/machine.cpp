// SPDX-License-Identifier: Apache-2.0
#include "html/machine.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "html/find.h"

namespace cspkit {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Whether `<` and this byte begin markup.
bool begins_markup(char c) noexcept {
  return is_ascii_alpha(c) || c == '/' || c == '!' || c == '?';
}

/// What changes the way in which the text behind it is read.
constexpr HtmlTagSet kSwitching = {
    HtmlTag::iframe,   HtmlTag::math,      HtmlTag::noembed, HtmlTag::noframes,
    HtmlTag::noscript, HtmlTag::plaintext, HtmlTag::script,  HtmlTag::style,
    HtmlTag::svg,      HtmlTag::textarea,  HtmlTag::title,   HtmlTag::xmp,
};

}  // namespace

HtmlTokenizer::Machine::Machine(const HtmlTokenizerOptions& options) : options_(options) {
  for (std::size_t i = 1; i < kHtmlTagCount; ++i) {
    const auto tag = static_cast<HtmlTag>(i);
    if (!kSwitching.contains(tag) && !options.interest.start_tags.contains(tag)) continue;
    gate_.let_in(html_tag_name(tag));
  }
  const HtmlInterest& interest = options.interest;
  may_skip_ = interest.text != HtmlTextInterest::all && !interest.end_tags &&
              !interest.start_tags.contains(HtmlTag::other);
  if (options.begin_in == HtmlTextKind::cdata) {
    state_ = State::cdata_section;
  } else if (options.begin_in != HtmlTextKind::data) {
    enter_raw(options.begin_in, options.inside);
  }
}

void HtmlTokenizer::Machine::feed(std::string_view chunk) {
  offset_ += static_cast<std::uint64_t>(end_ - begin_);
  begin_ = p_ = kept_ = chunk.data();
  end_ = begin_ + chunk.size();
}

const HtmlToken& HtmlTokenizer::Machine::next() {
  if (release_carried_) {
    carried_.clear();
    release_carried_ = false;
  }
  for (;;) {
    const Step step = p_ != end_ ? run() : Step::more;
    if (step == Step::report) return token_;
    if (step == Step::more) {
      if (!finished_) {
        new_token(HtmlTokenKind::need_input, fed(), fed());
      } else if (state_ == State::done || at_end() != Step::report) {
        state_ = State::done;
        new_token(HtmlTokenKind::end, fed(), fed());
      }
      return token_;
    }
  }
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::run() {
  switch (state_) {
    case State::byte_order_mark: return byte_order_mark();
    case State::data: return data();
    case State::raw: return raw();
    case State::raw_candidate: return raw_candidate();
    case State::cdata_section: return cdata_section();
    case State::tag_open: return tag_open();
    case State::end_tag_open: return end_tag_open();
    case State::tag_name:
    case State::tag_name_end: return tag();
    case State::before_attribute_name:
    case State::attribute_name:
    case State::after_attribute_name:
    case State::before_attribute_value:
    case State::attribute_value_quoted:
    case State::attribute_value_unquoted:
    case State::self_closing_start_tag: return attributes();
    case State::markup_declaration_open: return markup_declaration_open();
    case State::bogus_comment: return bogus_comment();
    case State::comment_start:
    case State::comment_start_dash:
    case State::comment:
    case State::comment_end_dash:
    case State::comment_end:
    case State::comment_end_bang: return comment();
    case State::doctype: return doctype();
    case State::done: break;
  }
  return Step::more;
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::byte_order_mark() {
  while (carried_.size() < kByteOrderMark.size() && p_ != end_) {
    if (*p_ != kByteOrderMark[carried_.size()]) {
      state_ = State::data;
      return report_carried_text(HtmlTextKind::data);
    }
    carried_ += *p_++;
  }
  if (carried_.size() == kByteOrderMark.size()) {
    carried_.clear();
    state_ = State::data;
  }
  return Step::again;
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::data() {
  const bool wants_text = options_.interest.text == HtmlTextInterest::all;
  for (;;) {
    if (may_skip_ && foreign_.empty()) {
      std::uint64_t tags = 0;
      p_ = hop(p_, html::skip_markup(p_, end_, gate_, tags));
      steps_ += tags;
    }
    const char* lt = p_;
    for (;;) {
      lt = hop(lt, html::find_near(lt, end_, '<'));
      if (end_ - lt < 2 || begins_markup(lt[1])) break;
      ++lt;
    }
    if (lt != p_ && wants_text) {
      const char* const begin = std::exchange(p_, lt);
      return report_text(begin, lt, HtmlTextKind::data);
    }
    p_ = lt;
    if (p_ == end_) return Step::more;
    begin_tag(p_++, HtmlTokenKind::start_tag);
    state_ = State::tag_open;
    if (p_ == end_) return suspend();
    const Step step = tag_open();
    if (step != Step::again || state_ != State::data) return step;
  }
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::tag_open() {
  const char c = *p_;
  if (is_ascii_alpha(c)) {
    state_ = State::tag_name;
    return tag();
  }
  if (c == '/') {
    ++p_;
    state_ = State::end_tag_open;
    return p_ != end_ ? end_tag_open() : suspend();
  }
  if (c == '!') {
    ++p_;
    state_ = State::markup_declaration_open;
    return p_ != end_ ? markup_declaration_open() : suspend();
  }
  if (c == '?') {
    state_ = State::bogus_comment;
    carried_.clear();
    return Step::again;
  }
  // Only the first byte of a chunk comes here.
  state_ = State::data;
  return report_carried_text(HtmlTextKind::data);
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::end_tag_open() {
  if (is_ascii_alpha(*p_)) {
    tag_kind_ = HtmlTokenKind::end_tag;
    state_ = State::tag_name;
    return tag();
  }
  carried_.clear();
  if (*p_ == '>') {
    // missing-end-tag-name: `</>` is nothing.
    ++p_;
    state_ = State::data;
  } else {
    state_ = State::bogus_comment;
  }
  return Step::again;
}

// The stream ends in this state.
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::at_end() {
  const State state = std::exchange(state_, State::done);
  switch (state) {
    case State::byte_order_mark:
    case State::tag_open:
    case State::end_tag_open: return report_carried_text(HtmlTextKind::data);
    case State::raw_candidate: return report_carried_text(raw_.kind());
    case State::cdata_section:
      if (pending_.empty() || options_.interest.text != HtmlTextInterest::all) return Step::more;
      new_token(HtmlTokenKind::text, fed() - pending_.size(), fed()).text = pending_;
      token_.text_kind = HtmlTextKind::cdata;
      token_.name_space = foreign_.name_space();
      return Step::report;
    case State::markup_declaration_open:
      release_carried_ = true;
      return report_comment(std::string_view(carried_).substr(2), fed());
    case State::bogus_comment:
    case State::comment_start:
    case State::comment_start_dash:
    case State::comment:
    case State::comment_end_dash:
    case State::comment_end:
    case State::comment_end_bang: return report_comment({}, fed());
    case State::doctype:
      if (!options_.interest.doctype) return Step::more;
      new_token(HtmlTokenKind::doctype, token_begin_, fed()).text = carried_;
      token_.complete = complete_;
      return Step::report;
    default: return Step::more;  // A tag that is not finished is none.
  }
}

HtmlToken& HtmlTokenizer::Machine::new_token(HtmlTokenKind kind, std::uint64_t begin,
                                             std::uint64_t end) {
  token_ = {};
  token_.kind = kind;
  token_.begin = begin;
  token_.end = end;
  return token_;
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::report_text(const char* begin, const char* end,
                                                                 HtmlTextKind kind) {
  new_token(HtmlTokenKind::text, offset(begin), offset(end));
  token_.text = {begin, static_cast<std::size_t>(end - begin)};
  token_.text_kind = kind;
  return Step::report;
}

// What might have been markup is text after all.
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::report_carried_text(HtmlTextKind kind) {
  const bool wanted = options_.interest.text == HtmlTextInterest::all ||
                      (options_.interest.text == HtmlTextInterest::of_reported_elements &&
                       kind != HtmlTextKind::data && raw_reported_);
  if (!wanted || carried_.empty()) {
    carried_.clear();
    return Step::again;
  }
  const std::uint64_t end = offset(p_);
  new_token(HtmlTokenKind::text, end - carried_.size(), end).text = carried_;
  token_.text_kind = kind;
  release_carried_ = true;
  return Step::report;
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::suspend() {
  if (carries_) carry_to(end_);
  p_ = end_;
  return Step::more;
}

void HtmlTokenizer::Machine::carry_to(const char* to) {
  const char* from = kept_;
  if (token_begin_ > offset(from)) from = begin_ + (token_begin_ - offset_);
  const auto room = limits::kMaxHtmlTagBytes - carried_.size();
  carried_.append(from, std::min(static_cast<std::size_t>(to - from), room));
  kept_ = to;
}

std::string_view HtmlTokenizer::Machine::source_to(const char* end) {
  if (token_begin_ >= offset_) {
    const char* const from = begin_ + (token_begin_ - offset_);
    return {from, std::min(static_cast<std::size_t>(end - from), limits::kMaxHtmlTagBytes)};
  }
  carry_to(end);
  return carried_;
}

HtmlTokenizer::HtmlTokenizer(const HtmlTokenizerOptions& options)
    : machine_(std::make_unique<Machine>(options)) {}
HtmlTokenizer::~HtmlTokenizer() = default;
HtmlTokenizer::HtmlTokenizer(HtmlTokenizer&&) noexcept = default;
HtmlTokenizer& HtmlTokenizer::operator=(HtmlTokenizer&&) noexcept = default;
void HtmlTokenizer::feed(std::string_view chunk) { machine_->feed(chunk); }
void HtmlTokenizer::finish() { machine_->finish(); }
const HtmlToken& HtmlTokenizer::next() { return machine_->next(); }
std::uint64_t HtmlTokenizer::fed() const noexcept { return machine_->fed(); }
std::uint64_t HtmlTokenizer::steps() const noexcept { return machine_->steps(); }

const HtmlAttribute* HtmlToken::find(std::string_view name) const noexcept {
  for (const HtmlAttribute& attribute : attributes) {
    if (equals_ignoring_ascii_case(attribute.name, name)) return &attribute;
  }
  return nullptr;
}

}  // namespace cspkit
