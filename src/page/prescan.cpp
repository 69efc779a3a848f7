// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "page/encodings.h"

namespace cspkit::page {
namespace {

/// The algorithm is HTML's own, and no tokenizer: it knows neither raw text nor character references.
class Prescan {
 public:
  explicit Prescan(std::string_view start) : start_(start) {}

  std::string_view find() {
    for (; at_ < start_.size(); ++at_) {
      const std::string_view rest = start_.substr(at_);
      if (rest.starts_with("<!--")) {
        // The two dashes of its beginning may be those of its end.
        const std::size_t end = start_.find("-->", at_ + 2);
        if (end == std::string_view::npos) return {};
        at_ = end + 2;
      } else if (starts_with_ignoring_ascii_case(rest, "<meta") && rest.size() > 5 &&
                 (is_ascii_whitespace(rest[5]) || rest[5] == '/')) {
        at_ += 5;
        if (const std::string_view found = meta(); !found.empty()) return found;
      } else if (rest.size() > 1 && rest[0] == '<' &&
                 (is_ascii_alpha(rest[1]) ||
                  (rest[1] == '/' && rest.size() > 2 && is_ascii_alpha(rest[2])))) {
        while (at_ < start_.size() && !is_ascii_whitespace(start_[at_]) && start_[at_] != '>')
          ++at_;
        while (attribute()) {
        }
      } else if (rest.starts_with("<!") || rest.starts_with("</") || rest.starts_with("<?")) {
        at_ = std::min(start_.find('>', at_), start_.size());
      }
    }
    return {};
  }

 private:
  struct Attribute {
    std::string name, value;  // lower case
  };

  std::string_view meta() {
    bool got_pragma = false;
    std::optional<bool> need_pragma;
    std::optional<std::string_view> charset;
    bool had_http_equiv = false, had_content = false, had_charset = false;
    while (const auto attribute = this->attribute()) {
      if (attribute->name == "http-equiv" && !had_http_equiv) {
        had_http_equiv = true;
        got_pragma = attribute->value == "content-type";
      } else if (attribute->name == "content" && !had_content) {
        had_content = true;
        const std::string_view label = charset_of_content(attribute->value);
        const std::string_view found = find_encoding(label);
        if (!found.empty() && !charset) {
          charset = found;
          need_pragma = true;
        }
      } else if (attribute->name == "charset" && !had_charset) {
        had_charset = true;
        charset = find_encoding(attribute->value);
        need_pragma = false;
      }
    }
    if (!need_pragma || (*need_pragma && !got_pragma) || !charset || charset->empty()) return {};
    return encoding_named_by_meta(*charset);
  }

  // Source: https://html.spec.whatwg.org/multipage/parsing.html#concept-get-attributes-when-sniffing
  std::optional<Attribute> attribute() {
    while (at_ < start_.size() && (is_ascii_whitespace(start_[at_]) || start_[at_] == '/')) ++at_;
    if (at_ >= start_.size() || start_[at_] == '>') return std::nullopt;
    Attribute result;
    while (at_ < start_.size()) {
      const char c = start_[at_];
      if ((c == '=' && !result.name.empty()) || is_ascii_whitespace(c) || c == '/' || c == '>')
        break;
      result.name += ascii_lower(c);
      ++at_;
    }
    skip_blanks();
    if (at_ >= start_.size()) return std::nullopt;
    if (start_[at_] != '=') return result;
    ++at_;
    skip_blanks();
    if (at_ >= start_.size()) return std::nullopt;
    const char quote = start_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = start_.find(quote, at_ + 1);
      if (end == std::string_view::npos) {
        at_ = start_.size();
        return std::nullopt;
      }
      result.value = ascii_lower(start_.substr(at_ + 1, end - at_ - 1));
      at_ = end + 1;
      return result;
    }
    while (at_ < start_.size() && !is_ascii_whitespace(start_[at_]) && start_[at_] != '>') {
      result.value += ascii_lower(start_[at_++]);
    }
    if (at_ >= start_.size()) return std::nullopt;
    return result;
  }

  void skip_blanks() {
    while (at_ < start_.size() && is_ascii_whitespace(start_[at_])) ++at_;
  }

  std::string_view start_;
  std::size_t at_ = 0;
};

/// Source: https://html.spec.whatwg.org/multipage/parsing.html#concept-get-xml-encoding-when-sniffing
std::string_view xml_encoding(std::string_view start) {
  if (!start.starts_with("<?xml")) return {};
  const std::size_t end = start.find('>');
  if (end == std::string_view::npos) return {};
  start = start.substr(0, end);
  std::size_t at = start.find("encoding");
  if (at == std::string_view::npos) return {};
  at += 8;
  const auto skip_blanks = [&] {
    while (at < start.size() && static_cast<unsigned char>(start[at]) <= ' ') ++at;
  };
  skip_blanks();
  if (at >= start.size() || start[at] != '=') return {};
  ++at;
  skip_blanks();
  if (at >= start.size() || (start[at] != '"' && start[at] != '\'')) return {};
  const std::size_t close = start.find(start[at], at + 1);
  if (close == std::string_view::npos) return {};
  const std::string_view label = start.substr(at + 1, close - at - 1);
  if (std::ranges::any_of(label, [](char c) { return static_cast<unsigned char>(c) <= ' '; }))
    return {};
  const std::string_view found = find_encoding(label);
  return found.starts_with("UTF-16") ? "UTF-8" : found;
}

}  // namespace

std::string_view encoding_named_by_meta(std::string_view label) noexcept {
  const std::string_view found = find_encoding(label);
  if (found.starts_with("UTF-16")) return "UTF-8";
  return found == "x-user-defined" ? "windows-1252" : found;
}

std::string_view charset_of_content(std::string_view content) noexcept {
  constexpr std::string_view kCharset = "charset";
  for (std::size_t at = 0; at + kCharset.size() <= content.size(); ++at) {
    if (!starts_with_ignoring_ascii_case(content.substr(at), kCharset)) continue;
    at += kCharset.size();
    while (at < content.size() && is_ascii_whitespace(content[at])) ++at;
    if (at >= content.size()) return {};
    if (content[at] != '=') {
      --at;
      continue;
    }
    ++at;
    while (at < content.size() && is_ascii_whitespace(content[at])) ++at;
    if (at >= content.size()) return {};
    const std::string_view rest = content.substr(at);
    if (rest[0] == '"' || rest[0] == '\'') {
      const std::size_t end = rest.find(rest[0], 1);
      return end == std::string_view::npos ? std::string_view() : rest.substr(1, end - 1);
    }
    const auto* const end =
        std::ranges::find_if(rest, [](char c) { return is_ascii_whitespace(c) || c == ';'; });
    return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  }
  return {};
}

std::string_view prescan_encoding(std::string_view start) {
  using namespace std::string_view_literals;
  start = start.substr(0, kPrescanBytes);
  if (start.starts_with("<\0?\0x\0"sv)) return "UTF-16LE";
  if (start.starts_with("\0<\0?\0x"sv)) return "UTF-16BE";
  const std::string_view found = Prescan(start).find();
  return found.empty() ? xml_encoding(start) : found;
}

}  // namespace cspkit::page
