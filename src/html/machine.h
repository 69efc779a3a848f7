// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/html.h>

#include <string>
#include <vector>

#include "html/foreign.h"
#include "html/raw_text.h"
#include "html/skip_markup.h"

namespace cspkit {

/// The tokenizer's states and what they share. Each state's function goes on from p_ and stores nothing but the state
/// itself when the chunk ends, so that it can go on in the next one.
///
/// Files: machine.cpp (input, text between tags), machine_tag.cpp, machine_comment.cpp (`<!` and what follows),
/// machine_raw.cpp (raw text, CDATA).
class HtmlTokenizer::Machine {
 public:
  explicit Machine(const HtmlTokenizerOptions& options);

  void feed(std::string_view chunk);
  void finish() noexcept { finished_ = true; }
  const HtmlToken& next();
  [[nodiscard]] std::uint64_t fed() const noexcept { return offset(end_); }
  [[nodiscard]] std::uint64_t steps() const noexcept { return steps_; }

 private:
  /// Named for the Standard's states. Not there: those that only tell one parse error from another; the states of
  /// character references, which HtmlTextDecoder and decode_html_attribute() have; those of the inside of a DOCTYPE,
  /// which parse_html_doctype() has; and those in which raw text may end, which are raw_candidate and html::RawText.
  enum class State : std::uint8_t {
    byte_order_mark,
    data,
    raw,
    raw_candidate,
    cdata_section,
    tag_open,
    end_tag_open,
    tag_name,
    tag_name_end,
    before_attribute_name,
    attribute_name,
    after_attribute_name,
    before_attribute_value,
    attribute_value_quoted,
    attribute_value_unquoted,
    self_closing_start_tag,
    markup_declaration_open,
    bogus_comment,
    comment_start,
    comment_start_dash,
    comment,
    comment_end_dash,
    comment_end,
    comment_end_bang,
    doctype,
    done,
  };
  /// What a state's function leaves behind: go on with state_, hand out token_, or get more input.
  enum class Step : std::uint8_t { again, report, more };

  /// An attribute by offsets from the tag's begin, all within kMaxHtmlTagBytes.
  struct Span {
    std::uint32_t name_begin, name_end, value_begin, value_end;
    HtmlQuote quote;
  };

  // machine.cpp
  Step run();
  Step byte_order_mark();
  Step data();
  Step tag_open();
  Step end_tag_open();
  Step at_end();
  Step report_text(const char* begin, const char* end, HtmlTextKind kind);
  Step report_carried_text(HtmlTextKind kind);
  HtmlToken& new_token(HtmlTokenKind kind, std::uint64_t begin, std::uint64_t end);

  // machine_tag.cpp
  void begin_tag(const char* lt, HtmlTokenKind kind);
  Step tag();
  Step attributes();
  Step end_name(const char* name_end);
  void choose_collecting(std::string_view name);
  void commit_attribute(std::uint64_t end);
  Step end_tag_at(const char* gt);
  Step emit_start_tag();
  Step emit_end_tag();
  void make_attributes(std::string_view source);
  void mark_duplicates();
  void follow(HtmlTag tag);
  void enter_raw(HtmlTextKind kind, std::string_view name);

  // machine_comment.cpp
  Step markup_declaration_open();
  Step declaration(std::string_view behind);
  Step bogus_comment();
  Step comment();
  Step leave_comment(const char* gt, std::size_t terminator);
  Step hold_comment(const char* text, std::string_view pending);
  Step flush_comment(const char* text);
  Step report_comment_text(std::string_view text, std::uint64_t begin);
  Step report_comment(std::string_view rest, std::uint64_t end);
  Step doctype();

  // machine_raw.cpp
  Step raw();
  Step raw_candidate();
  void begin_raw_end_tag(std::uint64_t begin);
  Step cdata_section();

  [[nodiscard]] std::uint64_t offset(const char* p) const noexcept {
    return offset_ + static_cast<std::uint64_t>(p - begin_);
  }
  /// Counts the way from one place to the next as work, and goes it.
  const char* hop(const char* from, const char* to) noexcept {
    steps_ += 1 + static_cast<std::uint64_t>(to - from) / 16;
    return to;
  }
  /// The construct at token_begin_ is cut by the chunk's end.
  Step suspend();
  void carry_to(const char* to);
  /// The construct's source, from token_begin_ to `end`; carried_ where a boundary cut it.
  std::string_view source_to(const char* end);

  HtmlTokenizerOptions options_;
  html::TagGate gate_;
  bool may_skip_ = false;  // text, end tags and the start tags that gate_ does not let in

  const char* begin_ = nullptr;  // the chunk
  const char* p_ = nullptr;
  const char* end_ = nullptr;
  std::uint64_t offset_ = 0;  // of begin_ in the stream
  bool finished_ = false;
  std::uint64_t steps_ = 0;

  State state_ = State::byte_order_mark;
  HtmlToken token_;

  // The construct that is being read.
  std::uint64_t token_begin_ = 0;
  std::string carried_;           // its bytes from earlier chunks
  const char* kept_ = nullptr;    // the chunk's bytes before this are in carried_
  bool carries_ = true;           // whether its bytes will be asked for
  bool release_carried_ = false;  // once the token that looks into it is done with
  std::string_view
      pending_;  // `-`, `--`, `--!`, `]`, `]]` at the end of earlier chunks: content, or the end of it

  // The tag that is being read.
  HtmlTokenKind tag_kind_ = HtmlTokenKind::start_tag;
  HtmlTag tag_ = HtmlTag::other;
  std::uint64_t name_end_ = 0;
  bool reported_ = false;
  bool collects_ = false;  // its attributes
  bool ends_raw_ = false;  // an end tag, of an element whose text is raw
  bool self_closing_ = false;
  bool complete_ = true;
  char quote_ = '"';
  bool has_attribute_ = false;  // the one below, not committed
  std::uint64_t attribute_begin_ = 0, attribute_name_end_ = 0, value_begin_ = 0;
  HtmlQuote attribute_quote_ = HtmlQuote::absent;
  std::vector<Span> spans_;
  std::vector<HtmlAttribute> attributes_;

  // The text around it.
  html::RawText raw_;
  HtmlTag raw_tag_ = HtmlTag::other;
  bool raw_reported_ = false;
  unsigned brackets_ = 0;  // `]` that a CDATA section may end with
  html::ForeignStack foreign_;
};

}  // namespace cspkit
