// SPDX-License-Identifier: Apache-2.0
#include "page/srcset.h"

#include <charconv>
#include <optional>

#include "base/ascii.h"

namespace cspkit::page {
namespace {

/// Source: https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#valid-non-negative-integer
std::optional<double> non_negative_integer(std::string_view text) {
  if (text.empty()) return std::nullopt;
  for (const char c : text) {
    if (!is_ascii_digit(c)) return std::nullopt;
  }
  double value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

/// Whether the text is a valid floating-point number that is not negative.
/// Source: https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#valid-floating-point-number
bool is_non_negative_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || (!is_ascii_digit(text[0]) && text[0] != '.')) return false;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || !is_ascii_digit(text.back())) return false;
  if (error == std::errc::result_out_of_range) return !negative;
  return error == std::errc{} && (!negative || value == 0);
}

/// Steps 7 to 14 of the algorithm: what the descriptors of one candidate say.
class Descriptors {
 public:
  void add(std::string_view descriptor) {
    if (descriptor.empty()) return;
    const std::string_view number = descriptor.substr(0, descriptor.size() - 1);
    switch (descriptor.back()) {
      case 'w': {
        const auto width = non_negative_integer(number);
        if (!width || *width == 0 || width_ || density_) wrong_ = true;
        width_ = true;
        break;
      }
      case 'x':
        if (!is_non_negative_number(number) || width_ || density_ || height_) wrong_ = true;
        density_ = true;
        break;
      case 'h': {
        const auto height = non_negative_integer(number);
        if (!height || *height == 0 || height_ || density_) wrong_ = true;
        height_ = true;
        break;
      }
      default: wrong_ = true;
    }
  }
  [[nodiscard]] bool are_right() const noexcept { return !wrong_ && (!height_ || width_); }

 private:
  bool width_ = false, density_ = false, height_ = false, wrong_ = false;
};

}  // namespace

std::vector<std::string_view> parse_srcset(std::string_view srcset) {
  std::vector<std::string_view> urls;
  for (std::size_t at = 0;;) {
    // 4. White space and commas separate.
    while (at < srcset.size() && (is_ascii_whitespace(srcset[at]) || srcset[at] == ',')) ++at;
    // 5.
    if (at == srcset.size()) return urls;
    // 6. The URL.
    const std::size_t begin = at;
    while (at < srcset.size() && !is_ascii_whitespace(srcset[at])) ++at;
    std::string_view url = srcset.substr(begin, at - begin);
    // 8. Commas at its end end the candidate.
    if (url.back() == ',') {
      while (!url.empty() && url.back() == ',') url.remove_suffix(1);
      urls.push_back(url);
      continue;
    }
    // 9. Descriptors, up to a comma that stands in no parentheses.
    Descriptors descriptors;
    bool in_parentheses = false;
    std::size_t descriptor = at;
    for (;; ++at) {
      const char c = at < srcset.size() ? srcset[at] : ',';
      const bool ends = at == srcset.size() || (c == ',' && !in_parentheses);
      if (ends || (is_ascii_whitespace(c) && !in_parentheses)) {
        descriptors.add(srcset.substr(descriptor, at - descriptor));
        descriptor = at + 1;
      } else if (c == '(') {
        in_parentheses = true;
      } else if (c == ')') {
        in_parentheses = false;
      }
      if (ends) break;
    }
    // 15., 16.
    if (descriptors.are_right()) urls.push_back(url);
  }
}

}  // namespace cspkit::page
