// SPDX-License-Identifier: Apache-2.0
#include "externalize/style_text.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"

namespace cspkit::externalize_detail {
namespace {

constexpr auto kNone = std::string_view::npos;

/// Behind the string that begins at `at`, or kNone where it does not end on its line.
std::size_t skip_string(std::string_view css, std::size_t at) noexcept {
  const char quote = css[at];
  for (++at; at < css.size(); ++at) {
    if (css[at] == quote) return at + 1;
    if (css[at] == '\\') {
      ++at;
    } else if (css[at] == '\n' || css[at] == '\r' || css[at] == '\f') {
      return kNone;
    }
  }
  return kNone;
}

/// Whether `url(` with an unquoted URL begins at the bracket `at`.
bool opens_bare_url(std::string_view css, std::size_t at) noexcept {
  if (at < 3 || !equals_ignoring_ascii_case(css.substr(at - 3, 3), "url")) return false;
  const std::size_t first = css.find_first_not_of(" \t\r\n\f", at + 1);
  return first == kNone || (css[first] != '"' && css[first] != '\'');
}

/// Behind the `)` that ends an unquoted URL; one that holds what no URL does is for nobody to guess.
std::size_t skip_bare_url(std::string_view css, std::size_t at) noexcept {
  const std::size_t end = css.find(')', at);
  if (end == kNone) return kNone;
  return css.substr(at + 1, end - at - 1).find_first_of("\"'(\\{}") == kNone ? end + 1 : kNone;
}

bool has_scheme(std::string_view url) noexcept {
  const std::size_t colon = url.find_first_of(":/?#");
  return colon != kNone && colon > 0 && url[colon] == ':' && is_ascii_alpha(url[0]);
}

}  // namespace

DeclarationsShape declarations_shape(std::string_view css) {
  std::vector<char> open;
  std::size_t at = 0;
  while (at < css.size()) {
    const char c = css[at];
    if (c == '"' || c == '\'') {
      at = skip_string(css, at);
    } else if (css.substr(at, 2) == "/*") {
      at = css.find("*/", at + 2);
      if (at != kNone) at += 2;
    } else if (c == '(' && opens_bare_url(css, at)) {
      at = skip_bare_url(css, at);
    } else if (c == '(' || c == '[') {
      open.push_back(c);
      ++at;
    } else if (c == ')' || c == ']') {
      if (open.empty() || open.back() != (c == ')' ? '(' : '[')) return DeclarationsShape::odd;
      open.pop_back();
      ++at;
    } else if (c == '{' || c == '}' || c == '@' || c == '\\' || c == '\0') {
      return DeclarationsShape::odd;
    } else {
      ++at;
    }
    if (at == kNone) return DeclarationsShape::odd;
  }
  return open.empty() ? DeclarationsShape::plain : DeclarationsShape::odd;
}

UrlsMean css_urls_mean(std::string_view css, CssText text, UrlBase base) {
  if (base == UrlBase::page_folder) return UrlsMean::same;
  for (const CssUrl& found : find_css_urls(css, text)) {
    const std::string_view url = strip_ascii_whitespace(found.url);
    const bool from_root = url.starts_with("/") && !url.starts_with("//");
    const bool kept = has_scheme(url) || (from_root && base == UrlBase::page_origin) ||
                      (url.starts_with("//") && base == UrlBase::page_origin);
    if (!kept) return UrlsMean::other;
  }
  return UrlsMean::same;
}

}  // namespace cspkit::externalize_detail
