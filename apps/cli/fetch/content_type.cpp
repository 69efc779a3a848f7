// SPDX-License-Identifier: Apache-2.0
#include "fetch/content_type.h"

#include <algorithm>

namespace cspkit::cli {
namespace {

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

std::string_view trim(std::string_view text) noexcept {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

}  // namespace

std::string content_type_essence(std::string_view value) {
  return lower(trim(value.substr(0, value.find(';'))));
}

std::string content_type_charset(std::string_view value) {
  for (std::size_t at = value.find(';'); at != value.npos; at = value.find(';', at + 1)) {
    const std::string_view parameter = trim(value.substr(at + 1, value.find(';', at + 1) - at - 1));
    const std::size_t equals = parameter.find('=');
    if (equals == parameter.npos || !is_field(parameter.substr(0, equals), "charset")) continue;
    std::string_view charset = parameter.substr(equals + 1);
    if (charset.size() >= 2 && charset.front() == '"' && charset.back() == '"')
      charset = charset.substr(1, charset.size() - 2);
    return std::string(charset);
  }
  return {};
}

bool is_html_type(std::string_view essence) noexcept {
  return essence == "text/html" || essence == "application/xhtml+xml";
}

bool is_field(std::string_view name, std::string_view other) noexcept {
  return std::ranges::equal(
      name, other, {}, [](char c) { return lower(c); }, [](char c) { return lower(c); });
}

}  // namespace cspkit::cli
