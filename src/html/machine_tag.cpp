// SPDX-License-Identifier: Apache-2.0
//
// Tags: names, attributes, and what a start tag does to the text behind it.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "html/duplicates.h"
#include "html/find.h"
#include "html/machine.h"
#include "html/skip_attributes.h"

namespace cspkit {

void HtmlTokenizer::Machine::begin_tag(const char* lt, HtmlTokenKind kind) {
  token_begin_ = offset(lt);
  tag_kind_ = kind;
  carries_ = true;
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::tag() {
  if (state_ == State::tag_name) {
    const char* const p = hop(p_, html::find_class<html::kEndsTagName>(p_, end_));
    if (p == end_) return suspend();
    return end_name(p);
  }
  // tag_name_end
  if (*p_ == '>') return end_tag_at(p_);
  state_ = State::before_attribute_name;
  return attributes();
}

// The tag's name is known: whether it matters decides how closely the rest is looked at.
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::end_name(const char* p) {
  const bool is_end = tag_kind_ == HtmlTokenKind::end_tag;
  const std::size_t skipped = is_end ? 2 : 1;
  std::string_view name = source_to(p).substr(skipped);
  name_end_ = offset(p);
  p_ = p;
  ends_raw_ = self_closing_ = false;
  complete_ = name_end_ - token_begin_ <= limits::kMaxHtmlTagBytes;
  has_attribute_ = false;
  spans_.clear();
  state_ = State::tag_name_end;

  const HtmlInterest& interest = options_.interest;
  tag_ = HtmlTag::other;
  const bool may_matter = gate_.lets_in(name);
  if (may_matter || !foreign_.empty() || interest.start_tags.contains(HtmlTag::other)) {
    tag_ = find_html_tag(name);
  }
  if (is_end) {
    reported_ = interest.end_tags;
    collects_ = false;
    carries_ = reported_ || !foreign_.empty();
  } else {
    reported_ = interest.start_tags.contains(tag_);
    collects_ = carries_ =
        reported_ || !foreign_.empty() || tag_ == HtmlTag::svg || tag_ == HtmlTag::math;
    if (reported_ && interest.tag_names) {
      new_token(HtmlTokenKind::tag_name, token_begin_, name_end_);
      token_.text = name;
      token_.tag = tag_;
      token_.name_end = name_end_;
      token_.complete = complete_;
      return Step::report;
    }
  }
  if (*p == '>') return end_tag_at(p);
  state_ = State::before_attribute_name;
  return attributes();
}

// From before attribute name state to self-closing start tag state. After attribute value (quoted) state differs from
// before attribute name state in a parse error only.
// Source: https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::attributes() {
  const char* p = p_;
  const auto begin_attribute = [&] {
    has_attribute_ = true;
    attribute_begin_ = offset(p);
    attribute_quote_ = HtmlQuote::absent;
    // An equals sign that begins a name is part of it.
    ++p;
    state_ = State::attribute_name;
  };
  for (;;) {
    switch (state_) {
      case State::before_attribute_name:
        if (!collects_) {
          const html::Skipped skipped = html::skip_attributes(p, end_);
          p = hop(p, skipped.p);
          if (skipped.at_end) return end_tag_at(p);
        }
        p = html::skip_space(p, end_);
        if (p == end_) return suspend();
        if (*p == '>') return end_tag_at(p);
        if (*p == '/') {
          ++p;
          state_ = State::self_closing_start_tag;
          continue;
        }
        begin_attribute();
        [[fallthrough]];

      case State::attribute_name:
        p = hop(p, html::find_class<html::kEndsAttributeName>(p, end_));
        if (p == end_) return suspend();
        attribute_name_end_ = offset(p);
        if (*p != '=') {
          state_ = State::after_attribute_name;
          continue;
        }
        ++p;
        state_ = State::before_attribute_value;
        [[fallthrough]];

      case State::before_attribute_value:
        p = hop(p, html::skip_space(p, end_));
        if (p == end_) return suspend();
        if (*p == '"' || *p == '\'') {
          quote_ = *p++;
          attribute_quote_ = quote_ == '"' ? HtmlQuote::double_quote : HtmlQuote::single_quote;
          value_begin_ = offset(p);
          state_ = State::attribute_value_quoted;
        } else {
          attribute_quote_ = HtmlQuote::none;
          value_begin_ = offset(p);
          state_ = State::attribute_value_unquoted;
          continue;
        }
        [[fallthrough]];

      case State::attribute_value_quoted:
        p = hop(p, html::find_near(p, end_, quote_));
        if (p == end_) return suspend();
        commit_attribute(offset(p));
        ++p;
        state_ = State::before_attribute_name;
        continue;

      case State::attribute_value_unquoted:
        p = hop(p, html::find_class<html::kEndsUnquotedValue>(p, end_));
        if (p == end_) return suspend();
        commit_attribute(offset(p));
        state_ = State::before_attribute_name;
        continue;

      case State::after_attribute_name:
        p = hop(p, html::skip_space(p, end_));
        if (p == end_) return suspend();
        if (*p == '=') {
          ++p;
          state_ = State::before_attribute_value;
          continue;
        }
        commit_attribute(attribute_name_end_);
        state_ = State::before_attribute_name;
        continue;

      case State::self_closing_start_tag:
        if (p == end_) return suspend();
        if (*p == '>') {
          self_closing_ = true;
          return end_tag_at(p);
        }
        state_ = State::before_attribute_name;
        continue;

      default: return Step::again;
    }
  }
}

void HtmlTokenizer::Machine::commit_attribute(std::uint64_t end) {
  ++steps_;
  if (!std::exchange(has_attribute_, false) || !collects_) return;
  // A quoted value is within the limit if its closing quote is, which no view holds.
  const bool quoted =
      attribute_quote_ == HtmlQuote::double_quote || attribute_quote_ == HtmlQuote::single_quote;
  if (end + quoted - token_begin_ > limits::kMaxHtmlTagBytes ||
      spans_.size() == limits::kMaxHtmlAttributes) {
    complete_ = false;
    return;
  }
  const auto relative = [&](std::uint64_t at) {
    return static_cast<std::uint32_t>(at - token_begin_);
  };
  const bool has_value = attribute_quote_ != HtmlQuote::absent;
  spans_.push_back({relative(attribute_begin_), relative(attribute_name_end_),
                    has_value ? relative(value_begin_) : 0, has_value ? relative(end) : 0,
                    attribute_quote_});
}

// The tag's `>`.
HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::end_tag_at(const char* gt) {
  p_ = gt + 1;
  state_ = State::data;
  Step step = Step::again;
  if (carries_) {
    step = tag_kind_ == HtmlTokenKind::end_tag ? emit_end_tag() : emit_start_tag();
  } else if (tag_kind_ == HtmlTokenKind::start_tag && tag_ != HtmlTag::other) {
    step = emit_start_tag();
  }
  if (step == Step::report) {
    release_carried_ = true;
  } else {
    carried_.clear();
  }
  return step;
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::emit_start_tag() {
  std::string_view source;
  std::string_view name;
  if (carries_) {
    source = source_to(p_);
    name = source.substr(1, name_end_ - token_begin_ - 1);
    make_attributes(source);
  } else {
    name = html_tag_name(tag_);
    attributes_.clear();
  }
  HtmlNamespace name_space = HtmlNamespace::html;
  if (options_.switching == HtmlSwitching::by_tags) {
    if (!foreign_.empty() || tag_ == HtmlTag::svg || tag_ == HtmlTag::math) {
      name_space = foreign_.start(name, attributes_, self_closing_);
    }
    if (name_space == HtmlNamespace::html) follow(tag_);
  }
  if (!reported_) return Step::again;
  new_token(HtmlTokenKind::start_tag, token_begin_, offset(p_));
  token_.tag = tag_;
  token_.name_space = name_space;
  token_.self_closing = self_closing_;
  token_.complete = complete_;
  token_.name_end = name_end_;
  token_.text = name;
  token_.attributes = attributes_;
  return Step::report;
}

HtmlTokenizer::Machine::Step HtmlTokenizer::Machine::emit_end_tag() {
  const std::string_view name = source_to(p_).substr(2, name_end_ - token_begin_ - 2);
  const HtmlNamespace name_space = ends_raw_ ? HtmlNamespace::html : foreign_.name_space();
  if (!foreign_.empty() && !ends_raw_) foreign_.end(name);
  if (!reported_) return Step::again;
  new_token(HtmlTokenKind::end_tag, token_begin_, offset(p_));
  token_.tag = tag_;
  token_.name_space = name_space;
  token_.complete = complete_;
  token_.name_end = name_end_;
  token_.text = name;
  return Step::report;
}

void HtmlTokenizer::Machine::make_attributes(std::string_view source) {
  attributes_.clear();
  for (const Span& span : spans_) {
    HtmlAttribute& attribute = attributes_.emplace_back();
    attribute.name = source.substr(span.name_begin, span.name_end - span.name_begin);
    attribute.name_offset = token_begin_ + span.name_begin;
    attribute.quote = span.quote;
    if (span.quote == HtmlQuote::absent) continue;
    attribute.value = source.substr(span.value_begin, span.value_end - span.value_begin);
    attribute.value_offset = token_begin_ + span.value_begin;
  }
  steps_ += html::mark_duplicates(attributes_);
}

// What a tree builder tells the tokenizer at a start tag that makes an HTML element.
void HtmlTokenizer::Machine::follow(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::title:
    case HtmlTag::textarea: enter_raw(HtmlTextKind::rcdata, html_tag_name(tag)); break;
    case HtmlTag::style:
    case HtmlTag::xmp:
    case HtmlTag::iframe:
    case HtmlTag::noembed:
    case HtmlTag::noframes: enter_raw(HtmlTextKind::rawtext, html_tag_name(tag)); break;
    case HtmlTag::script: enter_raw(HtmlTextKind::script, html_tag_name(tag)); break;
    case HtmlTag::plaintext: enter_raw(HtmlTextKind::plaintext, html_tag_name(tag)); break;
    case HtmlTag::noscript:
      if (options_.scripting == HtmlScripting::enabled) {
        enter_raw(HtmlTextKind::rawtext, html_tag_name(tag));
      }
      break;
    default: return;
  }
  raw_reported_ = reported_;
}

void HtmlTokenizer::Machine::enter_raw(HtmlTextKind kind, std::string_view name) {
  raw_.enter(kind, name);
  raw_tag_ = find_html_tag(name);
  state_ = State::raw;
}

}  // namespace cspkit
