// SPDX-License-Identifier: Apache-2.0
#include "html/meta_policies.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"

namespace cspkit::html {
namespace {

struct Reference {
  std::string_view name;
  std::string_view text;
};
constexpr std::array<Reference, 6> kReferences = {
    {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\xC2\xA0"}}};

/// Elements whose content is text up to their own end tag.
constexpr std::array<std::string_view, 9> kRawText = {
    "script", "style", "title", "textarea", "noscript", "noframes", "iframe", "xmp", "template"};
/// Start tags that leave the parser in `<head>`.
constexpr std::array<std::string_view, 13> kHeadTags = {
    "html",   "head",     "meta",     "link",     "base",    "title",   "style",
    "script", "noscript", "template", "basefont", "bgsound", "noframes"};

template <typename List>
bool contains(const List& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

void append_utf8(std::string& text, std::uint32_t value) {
  // Source: https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | value >> 6);
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | value >> 12);
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | value >> 18);
    put(0x80 | (value >> 12 & 0x3F));
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

/// Resolves the reference behind an ampersand at the head of `text`; answers how many bytes it took, 0 for none.
std::size_t resolve(std::string_view text, std::string& result) {
  if (text.starts_with("&#")) {
    const bool hex = text.size() > 2 && (text[2] | 0x20) == 'x';
    std::size_t i = hex ? 3 : 2;
    const std::size_t first = i;
    std::uint32_t value = 0;
    while (i < text.size() && (hex ? is_ascii_hex_digit(text[i]) : is_ascii_digit(text[i]))) {
      value = std::min<std::uint32_t>(value * (hex ? 16 : 10) + hex_value(text[i]), 0x110000);
      ++i;
    }
    if (i == first) return 0;
    append_utf8(result, value);
    return i < text.size() && text[i] == ';' ? i + 1 : i;
  }
  for (const Reference& reference : kReferences) {
    if (!text.substr(1).starts_with(reference.name)) continue;
    const std::size_t end = 1 + reference.name.size();
    if (end >= text.size() || text[end] != ';') continue;
    result += reference.text;
    return end + 1;
  }
  return 0;
}

std::string attribute_value(std::string_view raw) {
  std::string result;
  for (std::size_t i = 0; i < raw.size();) {
    const std::size_t taken = raw[i] == '&' ? resolve(raw.substr(i), result) : 0;
    if (taken == 0) result += raw[i];
    i += std::max<std::size_t>(taken, 1);
  }
  return result;
}

struct Tag {
  std::string name;
  bool end = false;
  std::optional<std::string> http_equiv;
  std::optional<std::string> content;
};

class Finder {
 public:
  explicit Finder(std::string_view html) : html_(html) {}

  std::vector<MetaPolicy> find() {
    if (html_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (at_ < html_.size()) {
      if (html_[at_] != '<') {
        in_head_ = in_head_ && is_ascii_whitespace(html_[at_]);
        ++at_;
      } else {
        markup();
      }
    }
    return std::move(found_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < html_.size() ? html_[at_ + ahead] : '\0';
  }

  void go_behind(std::string_view what) {
    const std::size_t found = html_.find(what, at_);
    at_ = found == std::string_view::npos ? html_.size() : found + what.size();
  }

  void markup() {
    const std::size_t begin = at_;
    if (html_.substr(at_).starts_with("<!--")) {
      at_ += 4;
      // `<!-->` and `<!--->` are whole comments.
      if (peek() == '>') {
        at_ += 1;
        return;
      }
      if (peek() == '-' && peek(1) == '>') {
        at_ += 2;
        return;
      }
      return go_behind_comment();
    }
    const char next = peek(1);
    if (next == '!' || next == '?' || (next == '/' && !is_ascii_alpha(peek(2))))
      return go_behind(">");
    if (next != '/' && !is_ascii_alpha(next)) {
      in_head_ = false;  // a bare `<` is text
      ++at_;
      return;
    }
    if (const auto tag = read_tag()) heed(*tag, begin);
  }

  void go_behind_comment() {
    while (at_ < html_.size()) {
      const std::size_t dashes = html_.find("--", at_);
      if (dashes == std::string_view::npos) break;
      at_ = dashes + 2;
      if (peek() == '>') {
        ++at_;
        return;
      }
      if (peek() == '!' && peek(1) == '>') {
        at_ += 2;
        return;
      }
      --at_;  // `--->` ends it too
    }
    at_ = html_.size();
  }

  std::optional<Tag> read_tag() {
    Tag tag;
    ++at_;
    if (peek() == '/') {
      tag.end = true;
      ++at_;
    }
    while (at_ < html_.size() && !is_ascii_whitespace(peek()) && peek() != '/' && peek() != '>') {
      tag.name += ascii_lower(html_[at_++]);
    }
    for (;;) {
      while (at_ < html_.size() && (is_ascii_whitespace(peek()) || peek() == '/')) ++at_;
      if (at_ >= html_.size()) return std::nullopt;  // a tag that the page's end cuts is none
      if (peek() == '>') {
        ++at_;
        return tag;
      }
      if (!read_attribute(tag)) return std::nullopt;
    }
  }

  bool read_attribute(Tag& tag) {
    std::string name;
    do {  // a `=` in front belongs to the name
      name += ascii_lower(html_[at_++]);
    } while (at_ < html_.size() && !is_ascii_whitespace(peek()) && peek() != '/' && peek() != '>' &&
             peek() != '=');
    std::size_t ahead = at_;
    while (ahead < html_.size() && is_ascii_whitespace(html_[ahead])) ++ahead;
    std::string_view raw;
    if (ahead < html_.size() && html_[ahead] == '=') {
      at_ = ahead + 1;
      while (at_ < html_.size() && is_ascii_whitespace(peek())) ++at_;
      if (at_ >= html_.size()) return false;
      if (peek() == '"' || peek() == '\'') {
        const std::size_t end = html_.find(peek(), at_ + 1);
        if (end == std::string_view::npos) {
          at_ = html_.size();
          return false;
        }
        raw = html_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
      } else {
        const std::size_t begin = at_;
        while (at_ < html_.size() && !is_ascii_whitespace(peek()) && peek() != '>') ++at_;
        raw = html_.substr(begin, at_ - begin);
      }
    }
    // The first of several attributes of one name counts.
    if (name == "http-equiv" && !tag.http_equiv) tag.http_equiv = attribute_value(raw);
    if (name == "content" && !tag.content) tag.content = attribute_value(raw);
    return true;
  }

  void heed(const Tag& tag, std::size_t begin) {
    if (tag.end) {
      if (tag.name == "head" || tag.name == "body" || tag.name == "html") in_head_ = false;
      return;
    }
    if (!contains(kHeadTags, tag.name)) in_head_ = false;
    if (tag.name == "meta") take_meta(tag, begin);
    if (tag.name == "plaintext") at_ = html_.size();
    if (contains(kRawText, tag.name)) skip_raw_text(tag.name);
  }

  void take_meta(const Tag& tag, std::size_t begin) {
    if (!tag.http_equiv || !tag.content || tag.content->empty()) return;
    const bool enforced = equals_ignoring_ascii_case(*tag.http_equiv, "content-security-policy");
    const bool report_only =
        equals_ignoring_ascii_case(*tag.http_equiv, "content-security-policy-report-only");
    if (!enforced && !report_only) return;
    found_.push_back({.content = *tag.content,
                      .offset = begin,
                      .where = in_head_ ? MetaPlace::in_head : MetaPlace::outside_head,
                      .report_only = report_only});
  }

  void skip_raw_text(std::string_view name) {
    while (at_ < html_.size()) {
      const std::size_t found = html_.find("</", at_);
      if (found == std::string_view::npos) break;
      at_ = found + 2;
      if (!starts_with_ignoring_ascii_case(html_.substr(at_), name)) continue;
      const char behind = peek(name.size());
      if (behind != '>' && behind != '/' && !is_ascii_whitespace(behind)) continue;
      return go_behind(">");
    }
    at_ = html_.size();
  }

  std::string_view html_;
  std::size_t at_ = 0;
  bool in_head_ = true;
  std::vector<MetaPolicy> found_;
};

}  // namespace

std::vector<MetaPolicy> find_meta_policies(std::string_view html) { return Finder(html).find(); }

}  // namespace cspkit::html
