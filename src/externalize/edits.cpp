// SPDX-License-Identifier: Apache-2.0
#include "externalize/edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/ascii.h"

namespace cspkit::externalize_detail {
namespace {

std::string_view slice(std::string_view source, ByteRange range) {
  return source.substr(range.begin, range.end - range.begin);
}

/// The code point that begins at `at`, and `at` moved behind it. The text is well-formed UTF-8.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  std::uint32_t point = lead & (0x3Fu >> more);
  for (std::size_t i = 0; i < more && at < text.size(); ++i) {
    point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  }
  return point;
}

/// Whether an attribute begins there whose name begins with `=`. It would give its text to a name before it that has no
/// value.
bool begins_with_equals(std::string_view source, std::size_t at) noexcept {
  while (at < source.size() && is_ascii_whitespace(source[at])) ++at;
  return at < source.size() && source[at] == '=';
}

std::string unused_name(const MarkupTag& tag) {
  std::string name = "data-gone";
  while (tag.find(name) != nullptr) name += '-';
  return name;
}

}  // namespace

std::string Edits::apply(std::string_view source) {
  std::ranges::sort(edits_, [](const Edit& a, const Edit& b) {
    const auto key = [](const Edit& edit) {
      // What is inserted at a place stands before what is replaced there.
      return std::tuple(edit.range.begin, edit.range.end > edit.range.begin, edit.order);
    };
    return key(a) < key(b);
  });
  std::string out;
  std::uint64_t done = 0;
  for (const Edit& edit : edits_) {
    if (edit.range.begin < done) continue;
    out += source.substr(done, edit.range.begin - done);
    out += edit.text;
    done = edit.range.end;
  }
  out += source.substr(done);
  return out;
}

void remove_attribute(Edits& edits, std::string_view source, const MarkupTag& tag,
                      std::string_view name) {
  for (const MarkupAttribute& attribute : tag.attributes) {
    if (attribute.name != name) continue;
    ByteRange range = attribute.range;
    while (range.begin > tag.name_end && is_ascii_whitespace(source[range.begin - 1]))
      --range.begin;
    const bool blank_before = range.begin < attribute.range.begin;
    const char next = range.end < source.size() ? source[range.end] : '>';
    const bool behind_slash = source[range.begin - 1] == '/';
    if (begins_with_equals(source, range.end)) {
      edits.replace(attribute.range, (blank_before ? "" : " ") + unused_name(tag) + "=\"\"");
    } else if (!behind_slash && (next == '>' || (is_ascii_whitespace(next) && blank_before))) {
      edits.replace(range, "");
    } else {
      // What stands behind must not grow together with what stands before, nor a slash close the tag.
      edits.replace(attribute.range, blank_before ? "" : " ");
    }
  }
}

void add_class(Edits& edits, std::string_view source, const MarkupTag& tag, std::string_view name) {
  const MarkupAttribute* present = tag.find("class");
  if (present == nullptr) {
    add_attribute(edits, tag, "class", name);
  } else if (present->quote == HtmlQuote::absent) {
    edits.insert(present->range.end, fmt::format("=\" {}\"", name));
  } else if (present->quote == HtmlQuote::none) {
    std::string quoted = "\"";
    for (const char c : slice(source, present->value)) {
      c == '"' ? quoted += "&quot;" : quoted += c;
    }
    edits.replace(present->value, fmt::format("{} {}\"", quoted, name));
  } else {
    edits.insert(present->value.end, fmt::format(" {}", name));
  }
}

void add_attribute(Edits& edits, const MarkupTag& tag, std::string_view name,
                   std::string_view value) {
  edits.insert(tag.name_end, fmt::format(" {}=\"{}\"", name, value));
}

std::string escape_attribute(std::string_view text, PageCharacters characters) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (!is_ascii(c) && characters == PageCharacters::ascii_only) {
      out += fmt::format("&#x{:X};", next_code_point(text, at));
      continue;
    }
    ++at;
    switch (c) {
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace cspkit::externalize_detail
