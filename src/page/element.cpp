// SPDX-License-Identifier: Apache-2.0
#include "page/element.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace cspkit::page {
namespace {

bool contains_ignoring_ascii_case(std::string_view text, std::string_view lower) {
  const auto* const found = std::search(text.begin(), text.end(), lower.begin(), lower.end(),
                                        [](char a, char b) { return ascii_lower(a) == b; });
  return found != text.end();
}

/// Source: https://mimesniff.spec.whatwg.org/#javascript-mime-type
constexpr auto kJavaScriptTypes = std::to_array<std::string_view>(
    {"application/ecmascript", "application/javascript", "application/x-ecmascript",
     "application/x-javascript", "text/ecmascript", "text/javascript", "text/javascript1.0",
     "text/javascript1.1", "text/javascript1.2", "text/javascript1.3", "text/javascript1.4",
     "text/javascript1.5", "text/jscript", "text/livescript", "text/x-ecmascript",
     "text/x-javascript"});

}  // namespace

Element::Element(const HtmlToken& token, TextDecoder& decoder)
    : token_(token), decoder_(decoder), tag_(token.tag), name_(ascii_lower(token.text)) {
  // A tree builder makes an <img> of it.
  if (tag_ == HtmlTag::image && token.name_space == HtmlNamespace::html) {
    tag_ = HtmlTag::img;
    name_ = "img";
  }
}

std::string Element::decode(const HtmlAttribute& attribute) const {
  return decode_html_attribute(decoder_.decode(attribute.value));
}

std::optional<std::string> Element::value(std::string_view name) const {
  const HtmlAttribute* const attribute = find(name);
  return attribute == nullptr ? std::nullopt : std::optional(decode(*attribute));
}

std::string Element::value_or_empty(std::string_view name) const {
  return value(name).value_or(std::string());
}

bool Element::is(std::string_view name, std::string_view lower) const {
  const auto text = value(name);
  return text && equals_ignoring_ascii_case(*text, lower);
}

std::optional<std::string> Element::nonce() const {
  // 1.
  auto nonce = value("nonce");
  if (!nonce) return std::nullopt;
  for (const HtmlAttribute& attribute : token_.attributes) {
    // 3.
    if (attribute.duplicate) return std::nullopt;
    // 2. A script that has swallowed another's markup.
    if (tag_ != HtmlTag::script) continue;
    const std::string value = decode(attribute);
    for (const std::string_view swallowed : {"<script", "<style"}) {
      if (contains_ignoring_ascii_case(attribute.name, swallowed) ||
          contains_ignoring_ascii_case(value, swallowed))
        return std::nullopt;
    }
  }
  return nonce;
}

PageScriptType script_type(const Element& element) {
  const auto type = element.value("type");
  const bool in_html = element.name_space() == HtmlNamespace::html;
  const auto language = in_html ? element.value("language") : std::nullopt;
  std::string text;
  if ((type && type->empty()) || (!type && (!language || language->empty()))) {
    text = "text/javascript";
  } else {
    text = type ? ascii_lower(strip_ascii_whitespace(*type)) : "text/" + ascii_lower(*language);
  }
  if (std::ranges::find(kJavaScriptTypes, text) != kJavaScriptTypes.end()) {
    // A browser that knows modules leaves it alone.
    const bool for_others = in_html && element.has("nomodule");
    return for_others ? PageScriptType::none : PageScriptType::classic;
  }
  if (text == "module") return PageScriptType::module;
  if (text == "importmap") return PageScriptType::importmap;
  return text == "speculationrules" ? PageScriptType::speculationrules : PageScriptType::none;
}

bool is_for_load_of_window(const Element& element) {
  if (element.name_space() != HtmlNamespace::html) return true;
  const auto target = element.value("for");
  const auto event = element.value("event");
  if (!target || !event) return true;
  const std::string_view name = strip_ascii_whitespace(*event);
  return equals_ignoring_ascii_case(strip_ascii_whitespace(*target), "window") &&
         (equals_ignoring_ascii_case(name, "onload") ||
          equals_ignoring_ascii_case(name, "onload()"));
}

bool is_css(const Element& element) {
  const auto type = element.value("type");
  return !type || type->empty() || equals_ignoring_ascii_case(*type, "text/css");
}

}  // namespace cspkit::page
