// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/characters.h"

#include <fmt/format.h>

#include <optional>

#include "base/ascii.h"
#include "policy/scan.h"
#include "policy/unicode.h"
#include "url/idna.h"

namespace cspkit::checks {
namespace {

/// A host longer than DNS could ever hold is not worth the quadratic work of Punycode.
constexpr std::size_t kLongestHost = 1024;

constexpr std::string_view kDropped =
    "The whole directive is dropped, since a policy may hold ASCII only.";

bool is_odd_space(const CodePoint& at) noexcept {
  return at.well_formed && (is_unicode_space(at.value) || is_invisible(at.value));
}

void report_odd_space(const CodePoint& at, Span span, Reporter& report) {
  if (is_unicode_space(at.value))
    report.add(
        Code::non_ascii_space, span,
        fmt::format("The character {} stands where a space is needed. {} Type an ordinary space.",
                    describe(at.value), kDropped),
        " ");
  else
    report.add(
        Code::invisible_character, span,
        fmt::format("The character {} hides here. {} Delete it.", describe(at.value), kDropped));
}

bool is_hyphen(char32_t c) noexcept {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D;
}

/// The first run of characters above ASCII.
Span first_non_ascii(std::string_view word) noexcept {
  std::size_t begin = 0;
  while (begin < word.size() && is_ascii(word[begin])) ++begin;
  std::size_t end = begin;
  while (end < word.size() && !is_ascii(word[end])) ++end;
  return {begin, end};
}

/// What a person meant by a URL with international characters, as it is written in ASCII.
struct AsciiUrl {
  std::string text;
  enum class Changed { host, path } changed;
};

std::optional<AsciiUrl> url_in_ascii(std::string_view word) {
  const std::size_t scheme = word.find("://");
  std::size_t begin = scheme == word.npos ? 0 : scheme + 3;
  if (word.substr(begin).starts_with("*.")) begin += 2;
  const std::size_t end = std::min(word.find_first_of(":/?#", begin), word.size());
  const std::string_view host = word.substr(begin, end - begin);
  if (host.size() > kLongestHost) return std::nullopt;
  std::string better(word.substr(0, begin));
  if (is_ascii(host)) {
    better += host;
  } else if (const auto ascii = whatwg::domain_to_ascii(host)) {
    better += *ascii;
  } else {
    return std::nullopt;
  }
  for (const char c : word.substr(end)) {
    if (is_ascii(c))
      better += c;
    else
      better += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  if (!parse_source_expression(better).valid_in_text()) return std::nullopt;
  return AsciiUrl{better, is_ascii(host) ? AsciiUrl::Changed::path : AsciiUrl::Changed::host};
}

/// Quotes that are typographic, or ASCII double quotes that typographic ones were mapped to.
bool has_typographic_quotes(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint at = code_point_at(word, i);
    if (at.well_formed && ascii_quote_for(at.value)) return true;
    i += at.length;
  }
  return false;
}

std::string describe_at(std::string_view word, std::size_t position) {
  const CodePoint at = code_point_at(word, position);
  if (at.well_formed) return fmt::format("the character {}", describe(at.value));
  return fmt::format("the byte 0x{:02X}, which is not UTF-8",
                     static_cast<unsigned char>(word[position]));
}

}  // namespace

bool is_odd_by_invisible_only(std::string_view word) {
  bool found = false;
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint at = code_point_at(word, i);
    const bool invisible = at.well_formed && is_invisible(at.value);
    if (!invisible && (!at.well_formed || at.value >= 0x80)) return false;
    found = found || invisible;
    i += at.length;
  }
  return found;
}

std::string in_ascii(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint at = code_point_at(word, i);
    const auto quote = at.well_formed ? ascii_quote_for(at.value) : std::nullopt;
    if (quote)
      out += *quote;
    else if (at.well_formed && is_hyphen(at.value))
      out += '-';
    else if (!at.well_formed || !is_invisible(at.value))
      out += word.substr(i, at.length);
    i += at.length;
  }
  return out;
}

void split_at_odd_spaces(std::string_view text, std::vector<Span>& words, Reporter& report) {
  std::vector<Span> pieces;
  for (const Span word : words) {
    if (is_ascii(text_at(text, word))) {
      pieces.push_back(word);
      continue;
    }
    const std::string_view until_end = text.substr(0, word.end);
    std::size_t begin = word.begin;
    for (std::size_t i = word.begin; i < word.end;) {
      const CodePoint first = code_point_at(until_end, i);
      std::size_t end = i + first.length;
      if (!is_odd_space(first)) {
        i = end;
        continue;
      }
      // The same character several times in a row is one mistake.
      while (end < word.end) {
        const CodePoint next = code_point_at(until_end, end);
        if (!next.well_formed || next.value != first.value) break;
        end += next.length;
      }
      report_odd_space(first, {i, end}, report);
      const bool at_edge = i == begin || end == word.end;
      if (is_unicode_space(first.value) || at_edge) {
        if (i > begin) pieces.push_back({begin, i});
        begin = end;
      }
      i = end;
    }
    if (begin < word.end) pieces.push_back({begin, word.end});
  }
  words = std::move(pieces);
}

Claim check_non_ascii(const Token& token, Reporter& report) {
  if (is_ascii(token.text)) return Claim::passed;
  if (is_odd_by_invisible_only(token.text)) return Claim::claimed;  // reported by the splitting
  const std::string plain = in_ascii(token.text);
  if (has_typographic_quotes(token.text)) {
    std::string better = requoted(plain);
    report.add(Code::typographic_quotes, token.span,
               fmt::format("{} has typographic quotes. {}{}", shown(token.text), kDropped,
                           better.empty() ? std::string(" Type the ASCII apostrophe, `'`.")
                                          : fmt::format(" Write {}.", shown(better))),
               better);
    return Claim::claimed;
  }
  if (is_ascii(plain)) {
    report.add(Code::non_ascii, token.span,
               fmt::format("{} holds {}. {} Write {}.", shown(token.text),
                           describe_at(token.text, first_non_ascii(token.text).begin), kDropped,
                           shown(plain)),
               plain);
    return Claim::claimed;
  }
  if (const auto url = url_in_ascii(token.text)) {
    const bool host = url->changed == AsciiUrl::Changed::host;
    report.add(host ? Code::non_ascii_host : Code::non_ascii, token.span,
               fmt::format("{} has {}. {} Write {}.", shown(token.text),
                           host ? "an international host name" : "a path that is not ASCII",
                           kDropped, shown(url->text)),
               url->text);
    return Claim::claimed;
  }
  const Span run = first_non_ascii(token.text);
  report.add(Code::non_ascii, {token.span.begin + run.begin, token.span.begin + run.end},
             fmt::format("{} holds {}. {} Remove it.", shown(token.text),
                         describe_at(token.text, run.begin), kDropped));
  return Claim::claimed;
}

void report_non_ascii_name(std::string_view name, Span span, std::string_view meant,
                           Reporter& report) {
  report.add(has_typographic_quotes(name) ? Code::typographic_quotes : Code::non_ascii, span,
             fmt::format("{} holds {}. {} {}", shown(name),
                         describe_at(name, first_non_ascii(name).begin), kDropped,
                         meant.empty() ? std::string("A directive's name has letters and hyphens.")
                                       : fmt::format("Write {}.", shown(meant))),
             std::string(meant));
}

Claim check_control(const Token& token, Reporter& report) {
  for (std::size_t i = 0; i < token.text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(token.text[i]);
    if (byte >= 0x20 && byte != 0x7F) continue;
    report.add(Code::control_character, {token.span.begin + i, token.span.begin + i + 1},
               fmt::format("{} holds the control character 0x{:02X} and is ignored. Delete it.",
                           shown(token.text), byte));
    return Claim::claimed;
  }
  return Claim::passed;
}

}  // namespace cspkit::checks
