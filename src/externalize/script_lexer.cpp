// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "externalize/script_text.h"
#include "externalize/script_words.h"

namespace cspkit::externalize_detail {
namespace {

// Longest first among those with one beginning.
constexpr std::array<std::string_view, 33> kPunctuators = {
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?\?=",
    "=>",   "==",  "!=",  "<=",  ">=",  "&&",  "||",  "??",  "?.",  "++",  "--",
    "+=",   "-=",  "*=",  "/=",  "%=",  "&=",  "|=",  "^=",  "<<",  ">>",  "**"};

constexpr bool is_name_byte(char c) noexcept {
  return is_ascii_alphanumeric(c) || c == '_' || c == '$' || c == '\\' || c == '#' || !is_ascii(c);
}

/// U+2028 or U+2029, which end a line too.
bool is_separator(std::string_view s, std::size_t at) noexcept {
  const std::string_view three = s.substr(at, 3);
  return three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9";
}
bool ends_line(std::string_view s, std::size_t at) noexcept {
  return s[at] == '\n' || s[at] == '\r' || (s[at] == '\xE2' && is_separator(s, at));
}

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  ScriptTokens run() {
    while (skip_blanks(), at_ < source_.size()) read_token();
    if (!open_.empty() || wants_operand()) break_off();
    return std::move(out_);
  }

 private:
  struct Bracket {
    char open;           // ( [ { or $ for the ${ of a template
    bool heads = false;  // of `if (`: what follows the `)` is a statement
    bool block = false;  // of {: what follows the } is a statement
  };
  /// What the token before makes of the next one.
  enum class Before : std::uint8_t { start, operand, binary, other };

  void break_off() { out_.shape = ScriptShape::broken; }
  [[nodiscard]] bool wants_operand() const { return before_ == Before::binary; }
  [[nodiscard]] std::string_view last() const {
    return out_.tokens.empty() ? std::string_view() : out_.tokens.back().text;
  }
  [[nodiscard]] bool starts_with(std::string_view text) const {
    return source_.substr(at_).starts_with(text);
  }

  void skip_line() {
    while (at_ < source_.size() && !ends_line(source_, at_)) ++at_;
  }
  void skip_blanks() {
    while (at_ < source_.size()) {
      if (ends_line(source_, at_)) {
        line_ = true;
        at_ += source_[at_] == '\xE2' ? 3 : 1;
      } else if (is_ascii_whitespace(source_[at_]) || source_[at_] == '\v') {
        ++at_;
      } else if (starts_with("//") || starts_with("<!--") ||
                 (starts_with("-->") && (line_ || out_.tokens.empty()))) {
        skip_line();
      } else if (starts_with("/*")) {
        skip_comment();
      } else {
        return;
      }
    }
  }
  void skip_comment() {
    const std::size_t end = source_.find("*/", at_ + 2);
    if (end == std::string_view::npos) break_off();
    const std::string_view comment = source_.substr(at_, end - at_);
    if (comment.find_first_of("\r\n") != std::string_view::npos) line_ = true;
    at_ = end == std::string_view::npos ? source_.size() : end + 2;
  }

  void push(ScriptTokenKind kind, std::size_t begin, Before before) {
    out_.tokens.push_back({kind, source_.substr(begin, at_ - begin), line_});
    before_ = before;
    line_ = false;
  }

  void read_token() {
    const char c = source_[at_];
    if (is_ascii_digit(c) ||
        (c == '.' && at_ + 1 < source_.size() && is_ascii_digit(source_[at_ + 1]))) {
      read_number();
    } else if (is_name_byte(c)) {
      read_name();
    } else if (c == '"' || c == '\'') {
      read_string(c);
    } else if (c == '`') {
      ++at_;
      read_template(at_ - 1);
    } else if (c == '/' && before_ != Before::operand) {
      read_regex();
    } else {
      read_punctuator();
    }
  }

  /// Two operands on one line have something between them.
  void begin_operand() {
    if (before_ == Before::operand && !line_ && !may_stand_before_operand(last())) break_off();
  }

  void read_name() {
    const std::size_t begin = at_;
    while (at_ < source_.size() && is_name_byte(source_[at_]) && !ends_line(source_, at_)) ++at_;
    const std::string_view name = source_.substr(begin, at_ - begin);
    const bool property = last() == "." || last() == "?.";
    if (!property && is_between_operands(name)) {
      push(ScriptTokenKind::name, begin, Before::other);
      return;
    }
    if (!property) begin_operand();
    const bool operand = property || !is_statement_word(name);
    push(ScriptTokenKind::name, begin, operand ? Before::operand : Before::other);
  }

  void read_number() {
    begin_operand();
    const std::size_t begin = at_;
    const bool has_base =
        source_[begin] == '0' && at_ + 1 < source_.size() &&
        std::string_view("xXoObB").find(source_[at_ + 1]) != std::string_view::npos;
    bool whole = !has_base;  // neither a point nor an exponent was seen
    for (; at_ < source_.size(); ++at_) {
      const char c = source_[at_];
      const bool exponent = !has_base && ascii_lower(c) == 'e';
      if (is_ascii_alpha(c) && !has_base && c != 'n' && !exponent) break_off();
      if (exponent && at_ + 1 < source_.size() &&
          (source_[at_ + 1] == '+' || source_[at_ + 1] == '-'))
        ++at_;
      if (!is_ascii_alphanumeric(c) && c != '_' && !(c == '.' && whole)) break;
      if (c == '.' || exponent) whole = false;
    }
    push(ScriptTokenKind::number, begin, Before::operand);
  }

  void read_string(char quote) {
    begin_operand();
    const std::size_t begin = at_++;
    for (;; ++at_) {
      if (at_ >= source_.size() || source_[at_] == '\n' || source_[at_] == '\r') {
        break_off();
        break;
      }
      if (source_[at_] == '\\') {
        const bool crlf = source_.substr(at_ + 1, 2) == "\r\n";
        at_ = std::min(at_ + (crlf ? 2 : 1), source_.size() - 1);
      } else if (source_[at_] == quote) {
        ++at_;
        break;
      }
    }
    at_ = std::min(at_, source_.size());
    push(ScriptTokenKind::string, begin, Before::operand);
  }

  void read_template(std::size_t begin) {
    for (; at_ < source_.size(); ++at_) {
      if (source_[at_] == '\\') {
        ++at_;
      } else if (source_[at_] == '`') {
        ++at_;
        push(ScriptTokenKind::template_text, begin, Before::operand);
        return;
      } else if (starts_with("${")) {
        at_ += 2;
        open_.push_back({.open = '$'});
        push(ScriptTokenKind::template_text, begin, Before::start);
        return;
      }
    }
    at_ = source_.size();
    break_off();
    push(ScriptTokenKind::template_text, begin, Before::operand);
  }

  void read_regex() {
    const std::size_t begin = at_++;
    bool in_class = false;
    for (;; ++at_) {
      if (at_ >= source_.size() || ends_line(source_, at_)) {
        break_off();
        break;
      }
      const char c = source_[at_];
      if (c == '\\') {
        ++at_;
      } else if (c == '[') {
        in_class = true;
      } else if (c == ']') {
        in_class = false;
      } else if (c == '/' && !in_class) {
        ++at_;
        break;
      }
    }
    at_ = std::min(at_, source_.size());
    while (at_ < source_.size() && is_ascii_alpha(source_[at_])) ++at_;
    push(ScriptTokenKind::regex, begin, Before::operand);
  }

  void read_punctuator() {
    const std::size_t begin = at_;
    const char c = source_[at_];
    if (c == '(' || c == '[' || c == '{') {
      open(c);
    } else if (c == ')' || c == ']' || c == '}') {
      close(c);
    } else {
      read_operator(begin);
    }
  }

  void open(char c) {
    Bracket bracket{.open = c};
    if (c == '(') {
      const std::string_view word = last();
      bracket.heads = word == "if" || word == "while" || word == "for" || word == "with";
    } else if (c == '{') {
      const std::string_view word = last();
      bracket.block = before_ != Before::binary && word != "(" && word != "[" && word != "," &&
                      word != "return";
    }
    open_.push_back(bracket);
    push_one(Before::start);
  }

  void close(char c) {
    if (wants_operand()) break_off();
    const char open = c == ')' ? '(' : c == ']' ? '[' : '{';
    if (c == '}' && !open_.empty() && open_.back().open == '$') {
      open_.pop_back();
      const std::size_t begin = at_++;
      read_template(begin);
      return;
    }
    if (open_.empty() || open_.back().open != open) {
      break_off();
      push_one(Before::other);
      return;
    }
    const Bracket bracket = open_.back();
    open_.pop_back();
    const bool statement = bracket.heads || (c == '}' && bracket.block);
    push_one(statement ? Before::other : Before::operand);
  }

  void push_one(Before before) {
    const std::size_t begin = at_++;
    push(ScriptTokenKind::punctuator, begin, before);
  }

  void read_operator(std::size_t begin) {
    const auto known =
        std::ranges::find_if(kPunctuators, [&](auto text) { return starts_with(text); });
    const std::string_view text = known != kPunctuators.end() ? *known : source_.substr(begin, 1);
    at_ += text.size();
    if (text == ";" || text == "," || text == ":") {
      if (wants_operand()) break_off();
      push(ScriptTokenKind::punctuator, begin, Before::start);
    } else if (text == "++" || text == "--") {
      push(ScriptTokenKind::punctuator, begin,
           before_ == Before::operand && !line_ ? Before::operand : Before::other);
    } else if (text == "!" || text == "~" || text == "..." || text == "@") {
      if (before_ == Before::operand && !line_) break_off();
      push(ScriptTokenKind::punctuator, begin, Before::binary);
    } else {
      const bool prefix = text == "+" || text == "-" || text == "*";
      if (!prefix && (before_ == Before::binary || before_ == Before::start)) break_off();
      push(ScriptTokenKind::punctuator, begin, Before::binary);
    }
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool line_ = false;
  Before before_ = Before::start;
  std::vector<Bracket> open_;
  ScriptTokens out_;
};

}  // namespace

ScriptTokens read_script(std::string_view script) { return Lexer(script).run(); }

}  // namespace cspkit::externalize_detail
