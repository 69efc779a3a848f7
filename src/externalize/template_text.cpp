// SPDX-License-Identifier: Apache-2.0
#include "externalize/template_text.h"

#include <cstddef>

namespace cspkit::externalize_detail {
namespace {

constexpr auto kNone = std::string_view::npos;

bool holds_pair(std::string_view text, std::string_view open, std::string_view close) noexcept {
  const std::size_t at = text.find(open);
  return at != kNone && text.find(close, at + open.size()) != kNone;
}

/// `{{ name | filter }}` on one line. Braces that JavaScript nests hold others, or a `;`, or an empty block.
bool holds_mustache(std::string_view text) noexcept {
  for (std::size_t at = 0; (at = text.find("{{", at)) != kNone; at += 2) {
    const std::size_t end = text.find_first_of("{};\n", at + 2 + (text.substr(at, 3) == "{{{"));
    if (end == kNone) return false;
    const std::string_view inside = text.substr(at + 2, end - at - 2);
    const bool empty = inside.find_first_not_of(" \t{") == kNone;
    if (text.substr(end, 2) == "}}" && !empty) return true;
  }
  return false;
}

}  // namespace

TextOrigin text_origin(std::string_view text) noexcept {
  const bool templated = holds_pair(text, "<%", "%>") || holds_pair(text, "<?", "?>") ||
                         holds_pair(text, "{%", "%}") || holds_mustache(text);
  return templated ? TextOrigin::templated : TextOrigin::fixed;
}

}  // namespace cspkit::externalize_detail
