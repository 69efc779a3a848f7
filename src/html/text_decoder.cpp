// SPDX-License-Identifier: Apache-2.0
//
// Character references, line ends and NUL.
#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "cspkit/html.h"
#include "html/append_utf8.h"
#include "html/named_references.h"

namespace cspkit {
namespace {

constexpr std::uint32_t kBeyondUnicode = 0x11'0000;

// What 0x80 to 0x9F mean as numbers: windows-1252, and 0 for what they say.
// Source: https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
constexpr std::array<std::uint16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_numeric(std::uint32_t c, std::string& out) {
  if (c >= 0x80 && c < 0xA0 && kWindows1252[c - 0x80] != 0) c = kWindows1252[c - 0x80];
  const bool is_scalar_value = c != 0 && c < kBeyondUnicode && (c < 0xD800 || c > 0xDFFF);
  if (is_scalar_value) {
    html::append_utf8(c, out);
  } else {
    out += html::kReplacement;
  }
}

enum class Place : std::uint8_t { text, attribute };
/// Whether more input may follow.
enum class More : std::uint8_t { may_come, no };

/// What an `&` is, of which `length` bytes behind it are part.
struct Reference {
  enum class Form : std::uint8_t { undecided, none, numeric, named } form;
  std::size_t length = 0;
  std::uint32_t number = 0;
  std::string_view text{};
};
using Form = Reference::Form;

Reference read_numeric(std::string_view behind, More more) {
  const bool hex = behind.size() > 1 && (behind[1] | 0x20) == 'x';
  const std::size_t begin = hex ? 2 : 1;
  std::size_t at = begin;
  std::uint32_t number = 0;
  for (; at < behind.size(); ++at) {
    const char c = behind[at];
    if (!(hex ? is_ascii_hex_digit(c) : is_ascii_digit(c))) break;
    number = std::min(number * (hex ? 16 : 10) + hex_value(c), kBeyondUnicode);
  }
  if (at == behind.size() && more == More::may_come) {
    return {.form = Form::undecided, .number = number};
  }
  if (at == begin) return {.form = Form::none};
  if (at < behind.size() && behind[at] == ';') ++at;
  return {.form = Form::numeric, .length = at, .number = number};
}

/// Source: https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state
Reference read_reference(std::string_view behind, Place place, More more) {
  if (behind.empty()) return {.form = more == More::may_come ? Form::undecided : Form::none};
  if (behind[0] == '#') return read_numeric(behind, more);
  const html::NamedReference found = html::find_named_reference(behind);
  if (found.may_go_on && more == More::may_come) return {.form = Form::undecided};
  if (found.length == 0) return {.form = Form::none};
  if (place == Place::attribute && behind[found.length - 1] != ';' &&
      found.length < behind.size()) {
    const char next = behind[found.length];
    if (next == '=' || is_ascii_alphanumeric(next)) return {.form = Form::none};
  }
  return {.form = Form::named, .length = found.length, .text = found.text};
}

void append(const Reference& reference, std::string& out) {
  switch (reference.form) {
    case Form::numeric: append_numeric(reference.number, out); break;
    case Form::named: out += reference.text; break;
    case Form::none: out += '&'; break;
    case Form::undecided: break;
  }
}

/// What the bytes of a place mean.
struct Rules {
  Place place = Place::text;
  bool references = false;
  bool keeps_nul = false;
};

bool is_special(char c) { return c == '&' || c == '\r' || c == '\n' || c == '\0'; }

/// Appends what `text` stands for; answers how much of it was used, which is less than all where a reference is undecided.
std::size_t decode(std::string_view text, const Rules& rules, More more, bool& after_cr,
                   std::string& out) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    while (at < text.size() && !is_special(text[at])) ++at;
    if (at != begin) {
      out += text.substr(begin, at - begin);
      after_cr = false;
      continue;
    }
    const char c = text[at];
    const bool was_after_cr = std::exchange(after_cr, c == '\r');
    if (c == '\r') {
      out += '\n';
    } else if (c == '\n') {
      if (!was_after_cr) out += '\n';
    } else if (c == '\0') {
      rules.keeps_nul ? out.push_back('\0') : void(out += html::kReplacement);
    } else if (!rules.references) {
      out += '&';
    } else {
      const Reference reference = read_reference(text.substr(at + 1), rules.place, more);
      if (reference.form == Form::undecided) return at;
      append(reference, out);
      at += reference.length;
    }
    ++at;
  }
  return at;
}

Rules rules_of(HtmlTextKind kind) {
  return {.place = Place::text,
          .references = kind == HtmlTextKind::data || kind == HtmlTextKind::rcdata,
          .keeps_nul = kind == HtmlTextKind::data || kind == HtmlTextKind::cdata};
}

/// A number of any length, as short as a reference that goes on may be.
void shorten_number(std::string& held) {
  constexpr std::size_t kLong = 24;
  if (held.size() < kLong || held[1] != '#') return;
  const std::uint32_t number =
      read_numeric(std::string_view(held).substr(1), More::may_come).number;
  const bool hex = (held[2] | 0x20) == 'x';
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (std::uint32_t rest = number; rest > 0; rest /= hex ? 16 : 10) {
    digits.insert(digits.begin(), kDigits[rest % (hex ? 16 : 10)]);
  }
  held = (hex ? "&#x0" : "&#0") + digits;
}

}  // namespace

void HtmlTextDecoder::feed(std::string_view piece, std::string& out) {
  const Rules rules = rules_of(kind_);
  // A reference that an earlier piece began goes on until it is decided.
  while (!held_.empty() && !piece.empty()) {
    held_ += piece[0];
    piece.remove_prefix(1);
    const std::string held = std::exchange(held_, {});
    held_ = held.substr(decode(held, rules, More::may_come, after_cr_, out));
    shorten_number(held_);
  }
  held_ += piece.substr(decode(piece, rules, More::may_come, after_cr_, out));
  shorten_number(held_);
}

void HtmlTextDecoder::finish(std::string& out) {
  decode(held_, rules_of(kind_), More::no, after_cr_, out);
  held_.clear();
  after_cr_ = false;
}

std::string decode_html_attribute(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  bool after_cr = false;
  decode(value, {.place = Place::attribute, .references = true}, More::no, after_cr, out);
  return out;
}

namespace html {

NamedReference find_named_reference(std::string_view input) noexcept {
  const auto size_of = [](std::size_t i) -> std::size_t {
    return static_cast<std::size_t>(kReferenceNameAt[i + 1] - kReferenceNameAt[i]);
  };
  NamedReference found;
  // The names that begin with what was read so far; a name of just that length is the first of them.
  std::size_t low = 0, high = kReferenceCount;
  for (std::size_t n = 0; low != high; ++n) {
    if (n > 0 && size_of(low) == n) {
      const std::uint16_t text = kReferenceTextAt[low];
      found.length = n;
      found.text = {kReferenceTexts + text / 8, text % 8u};
      ++low;
    }
    if (n == input.size()) {
      found.may_go_on = low != high;
      break;
    }
    const char c = input[n];
    const auto at = [&](std::size_t i) { return kReferenceNames[kReferenceNameAt[i] + n]; };
    // All of them are longer than n here.
    const auto bound = [&](auto&& before) {
      std::size_t from = low, to = high;
      while (from != to) {
        const std::size_t middle = from + (to - from) / 2;
        before(at(middle)) ? from = middle + 1 : to = middle;
      }
      return from;
    };
    const std::size_t first = bound([c](char other) { return other < c; });
    const std::size_t last = bound([c](char other) { return other <= c; });
    low = first;
    high = last;
  }
  return found;
}

}  // namespace html
}  // namespace cspkit
