// SPDX-License-Identifier: Apache-2.0
#include "convert/escape.h"

namespace cspkit::convert {

std::string escape_with(std::string_view text, std::string_view special, std::string_view escape) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) result += escape;
    result += c;
  }
  return result;
}

std::string escape_double_quoted(std::string_view text) { return escape_with(text, "\\\""); }

std::string double_quoted(std::string_view text) { return '"' + escape_double_quoted(text) + '"'; }

std::string escape_template(std::string_view text) { return escape_with(text, "\\`$"); }

std::string escape_attribute(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '"': result += "&quot;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      default: result += c;
    }
  }
  return result;
}

std::string replace_all(std::string_view text, std::string_view what, std::string_view with) {
  std::string result;
  for (;;) {
    const std::size_t at = text.find(what);
    result += text.substr(0, at);
    if (at == std::string_view::npos) return result;
    result += with;
    text.remove_prefix(at + what.size());
  }
}

}  // namespace cspkit::convert
