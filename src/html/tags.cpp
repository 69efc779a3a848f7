// SPDX-License-Identifier: Apache-2.0
#include <cspkit/html.h>
#include <array>

#include "base/ascii.h"

namespace cspkit {
namespace {

// In the order of the enum.
constexpr std::array<std::string_view, kHtmlTagCount> kNames = {
    "",          "a",      "animate", "area",        "audio",    "base",   "body",
    "button",    "embed",  "feimage", "fencedframe", "form",     "frame",  "frameset",
    "head",      "html",   "iframe",  "image",       "img",      "input",  "link",
    "math",      "meta",   "noembed", "noframes",    "noscript", "object", "param",
    "plaintext", "script", "set",     "source",      "style",    "svg",    "template",
    "textarea",  "title",  "track",   "use",         "video",    "xmp",
};

// The first name of each letter, so that a look-up compares a handful.
constexpr std::array<std::uint8_t, 27> first_by_letter() {
  std::array<std::uint8_t, 27> first{};
  for (std::size_t letter = 0; letter < first.size(); ++letter) {
    std::size_t i = 1;
    while (i < kNames.size() && kNames[i][0] < static_cast<char>('a' + letter)) ++i;
    first[letter] = static_cast<std::uint8_t>(i);
  }
  return first;
}
constexpr auto kFirst = first_by_letter();

}  // namespace

std::string_view html_tag_name(HtmlTag tag) noexcept {
  return kNames[static_cast<std::size_t>(tag)];
}

HtmlTag find_html_tag(std::string_view name) noexcept {
  if (name.empty() || !is_ascii_alpha(name[0])) return HtmlTag::other;
  const auto letter = static_cast<std::size_t>(ascii_lower(name[0]) - 'a');
  for (std::size_t i = kFirst[letter]; i < kFirst[letter + 1]; ++i) {
    if (equals_ignoring_ascii_case(name, kNames[i])) return static_cast<HtmlTag>(i);
  }
  return HtmlTag::other;
}

}  // namespace cspkit
