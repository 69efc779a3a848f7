// SPDX-License-Identifier: Apache-2.0
//
// URLs in CSS: as much of a tokenizer, and of the grammar of rules, as it takes to know what a URL is for.
#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "cspkit/page.h"
#include "html/append_utf8.h"

namespace cspkit {
namespace {

constexpr bool is_newline(char c) noexcept { return c == '\n' || c == '\r' || c == '\f'; }
constexpr bool is_ident_start(char c) noexcept {
  return is_ascii_alpha(c) || c == '_' || c == '\0' || !is_ascii(c);
}
constexpr bool is_ident(char c) noexcept {
  return is_ident_start(c) || is_ascii_digit(c) || c == '-';
}

class UrlFinder {
 public:
  UrlFinder(std::string_view css, CssText text)
      : css_(css), declarations_(text == CssText::declarations) {}

  std::vector<CssUrl> find() {
    while (at_ < css_.size()) token();
    return std::move(found_);
  }

 private:
  /// What a rule's block holds.
  enum class Block : std::uint8_t { ordinary, font_face };
  /// What stands in front of a block or semicolon.
  enum class Prelude : std::uint8_t { none, selector, import, ignored, font_face };
  /// A parenthesis, bracket or brace that is open within a rule's prelude or a declaration.
  struct Open {
    enum class Function : std::uint8_t { other, url, image_set } function;
    char close;
  };
  using Function = Open::Function;

  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < css_.size() ? css_[at_ + ahead] : ' ';
  }
  [[nodiscard]] bool has(std::size_t ahead) const noexcept { return at_ + ahead < css_.size(); }
  [[nodiscard]] bool is_escape(std::size_t ahead = 0) const noexcept {
    return peek(ahead) == '\\' && has(ahead + 1) && !is_newline(peek(ahead + 1));
  }
  /// Whether an identifier begins here. Source: https://drafts.csswg.org/css-syntax/#would-start-an-identifier
  [[nodiscard]] bool starts_ident(std::size_t ahead = 0) const noexcept {
    if (!has(ahead)) return false;
    if (peek(ahead) == '-') {
      return has(ahead + 1) &&
             (is_ident_start(peek(ahead + 1)) || peek(ahead + 1) == '-' || is_escape(ahead + 1));
    }
    return is_ident_start(peek(ahead)) || is_escape(ahead);
  }

  void token();
  void punctuation(char c);
  void ident_like();
  void at_keyword();
  void url_token();
  void string_token();
  void number();
  void skip_comment();
  void skip_bad_url();
  void skip_blanks() {
    while (has(0) && is_ascii_whitespace(peek())) ++at_;
  }
  void append_escape(std::string& out);
  std::string ident();

  /// A token that is no white space, comment or at-keyword: it begins a prelude where none has begun.
  void begin_something() {
    if (prelude_ != Prelude::none) return;
    prelude_ = Prelude::selector;
    if (blocks_.empty()) imports_count_ = false;
  }
  /// A closing character that answers no open one changes nothing.
  void close(char c) {
    if (!open_.empty() && open_.back().close == c) open_.pop_back();
  }
  void add(std::string url, std::size_t begin, std::size_t end);

  std::string_view css_;
  bool declarations_;
  std::size_t at_ = 0;
  bool imports_count_ = true;  // no rule has come that ends them
  Prelude prelude_ = Prelude::none;
  std::vector<Block> blocks_;
  std::vector<Open> open_;
  std::vector<CssUrl> found_;
};

// Source: https://drafts.csswg.org/css-syntax/#consume-token
void UrlFinder::token() {
  const char c = css_[at_];
  if (is_ascii_whitespace(c)) {
    ++at_;
  } else if (c == '/' && peek(1) == '*') {
    skip_comment();
  } else if (c == '"' || c == '\'') {
    begin_something();
    string_token();
  } else if (c == '@' && starts_ident(1)) {
    at_keyword();
  } else if (css_.substr(at_).starts_with("<!--")) {
    at_ += 4;
  } else if (css_.substr(at_).starts_with("-->")) {
    at_ += 3;
  } else if (is_ascii_digit(c) ||
             ((c == '+' || c == '-' || c == '.') && has(1) && is_ascii_digit(peek(1)))) {
    begin_something();
    number();
  } else if (starts_ident()) {
    begin_something();
    ident_like();
  } else if (c == '#' && has(1) && (is_ident(peek(1)) || is_escape(1))) {
    begin_something();
    ++at_;
    static_cast<void>(ident());
  } else {
    punctuation(c);
  }
}

void UrlFinder::punctuation(char c) {
  ++at_;
  switch (c) {
    case '{':
      if (!open_.empty()) return open_.push_back({Function::other, '}'});
      if (blocks_.empty()) imports_count_ = false;
      blocks_.push_back(prelude_ == Prelude::font_face ? Block::font_face : Block::ordinary);
      prelude_ = Prelude::none;
      return;
    case '}':
      if (!open_.empty()) return close(c);
      if (!blocks_.empty()) blocks_.pop_back();
      prelude_ = Prelude::none;
      return;
    case ';':
      if (open_.empty()) prelude_ = Prelude::none;
      return;
    case '(': begin_something(); return open_.push_back({Function::other, ')'});
    case '[': begin_something(); return open_.push_back({Function::other, ']'});
    case ')':
    case ']': return close(c);
    default: begin_something();
  }
}

void UrlFinder::at_keyword() {
  ++at_;
  const std::string name = ascii_lower(ident());
  if (!open_.empty() || prelude_ != Prelude::none) return;
  if (name == "import") {
    prelude_ =
        blocks_.empty() && imports_count_ && !declarations_ ? Prelude::import : Prelude::ignored;
    return;
  }
  // A @layer that names layers may stand before @import; with a block, it is a rule like others.
  if (blocks_.empty() && name != "charset" && name != "layer") imports_count_ = false;
  prelude_ = name == "font-face" ? Prelude::font_face : Prelude::ignored;
}

void UrlFinder::ident_like() {
  const std::string name = ascii_lower(ident());
  if (!has(0) || peek() != '(') return;
  ++at_;
  const bool is_url = name == "url";
  if (is_url) {
    // Source: https://drafts.csswg.org/css-syntax/#consume-ident-like-token
    std::size_t ahead = 0;
    while (has(ahead) && is_ascii_whitespace(peek(ahead))) ++ahead;
    const bool quoted = has(ahead) && (peek(ahead) == '"' || peek(ahead) == '\'');
    if (!quoted) return url_token();
  }
  const bool is_set = name == "image-set" || name == "-webkit-image-set";
  open_.push_back({is_url || name == "src" ? Function::url
                   : is_set                ? Function::image_set
                                           : Function::other,
                   ')'});
}

// Source: https://drafts.csswg.org/css-syntax/#consume-url-token
void UrlFinder::url_token() {
  skip_blanks();
  const std::size_t begin = at_;
  std::string url;
  while (has(0)) {
    const char c = peek();
    if (c == ')') {
      add(std::move(url), begin, at_);
      ++at_;
      return;
    }
    if (is_ascii_whitespace(c)) {
      const std::size_t end = at_;
      skip_blanks();
      if (has(0) && peek() != ')') return skip_bad_url();
      add(std::move(url), begin, end);
      if (has(0)) ++at_;
      return;
    }
    const auto u = static_cast<unsigned char>(c);
    const bool is_unprintable = (u < 0x20 && u != 0) || u == 0x7F;
    if (c == '"' || c == '\'' || c == '(' || is_unprintable) return skip_bad_url();
    if (c == '\\') {
      if (!is_escape()) return skip_bad_url();
      append_escape(url);
    } else if (c == '\0') {
      url += html::kReplacement;
      ++at_;
    } else {
      url += c;
      ++at_;
    }
  }
  add(std::move(url), begin, at_);
}

// Source: https://drafts.csswg.org/css-syntax/#consume-remnants-of-bad-url
void UrlFinder::skip_bad_url() {
  while (has(0)) {
    if (peek() == ')') {
      ++at_;
      return;
    }
    at_ += is_escape() ? 2 : 1;
  }
}

// Source: https://drafts.csswg.org/css-syntax/#consume-string-token
void UrlFinder::string_token() {
  const std::size_t begin = at_;
  const char quote = css_[at_++];
  std::string text;
  while (has(0)) {
    const char c = peek();
    if (c == quote) break;
    if (is_newline(c)) return;  // a bad string
    if (c == '\\') {
      if (!has(1)) {
        ++at_;
      } else if (is_newline(peek(1))) {
        at_ += peek(1) == '\r' && peek(2) == '\n' && has(2) ? 3 : 2;
      } else {
        append_escape(text);
      }
    } else if (c == '\0') {
      text += html::kReplacement;
      ++at_;
    } else {
      text += c;
      ++at_;
    }
  }
  if (has(0)) ++at_;
  const bool is_url =
      open_.empty() ? prelude_ == Prelude::import : open_.back().function != Function::other;
  if (!is_url) return;
  // What follows in url() are modifiers.
  if (!open_.empty() && open_.back().function == Function::url)
    open_.back().function = Function::other;
  add(std::move(text), begin, at_);
}

void UrlFinder::number() {
  ++at_;
  while (has(0) && (is_ascii_digit(peek()) || (peek() == '.' && is_ascii_digit(peek(1))))) ++at_;
  if ((peek() | 0x20) == 'e' && has(0)) {
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (is_ascii_digit(peek(1 + sign))) {
      at_ += 1 + sign;
      while (has(0) && is_ascii_digit(peek())) ++at_;
    }
  }
  if (starts_ident()) static_cast<void>(ident());  // the unit
}

void UrlFinder::skip_comment() {
  const std::size_t end = css_.find("*/", at_ + 2);
  at_ = end == std::string_view::npos ? css_.size() : end + 2;
}

// Source: https://drafts.csswg.org/css-syntax/#consume-escaped-code-point
void UrlFinder::append_escape(std::string& out) {
  ++at_;
  if (!is_ascii_hex_digit(peek())) {
    // The rest of a code point of several bytes follows as it is.
    if (peek() == '\0') {
      out += html::kReplacement;
    } else {
      out += peek();
    }
    ++at_;
    return;
  }
  std::uint32_t value = 0;
  for (int digits = 0; digits < 6 && has(0) && is_ascii_hex_digit(peek()); ++digits, ++at_) {
    value = value * 16 + hex_value(peek());
  }
  if (has(0) && is_ascii_whitespace(peek()))
    at_ += peek() == '\r' && peek(1) == '\n' && has(1) ? 2 : 1;
  const bool is_scalar_value =
      value != 0 && value < 0x11'0000 && (value < 0xD800 || value > 0xDFFF);
  if (is_scalar_value) {
    html::append_utf8(value, out);
  } else {
    out += html::kReplacement;
  }
}

// Source: https://drafts.csswg.org/css-syntax/#consume-name
std::string UrlFinder::ident() {
  std::string name;
  while (has(0)) {
    if (is_ident(peek())) {
      name += css_[at_++];
    } else if (is_escape()) {
      append_escape(name);
    } else {
      break;
    }
  }
  return name;
}

void UrlFinder::add(std::string url, std::size_t begin, std::size_t end) {
  std::optional<Destination> destination;
  if (blocks_.empty() && !declarations_) {
    if (prelude_ == Prelude::import) {
      destination = Destination::style;
      prelude_ = Prelude::ignored;
    }
  } else if (prelude_ != Prelude::ignored && prelude_ != Prelude::font_face) {
    const bool in_font_face = !blocks_.empty() && blocks_.back() == Block::font_face;
    destination = in_font_face ? Destination::font : Destination::image;
  }
  if (!destination || url.empty() || url[0] == '#') return;
  found_.push_back({*destination, std::move(url), begin, end});
}

}  // namespace

std::vector<CssUrl> find_css_urls(std::string_view css, CssText text) {
  return UrlFinder(css, text).find();
}

}  // namespace cspkit
