// SPDX-License-Identifier: Apache-2.0
//
// What documents hold that matters to a policy, by the tokenizer: reads one document, a JSON string, a line, and writes the
// items of each as a JSON array, as page.js writes them from the DOM. `items enabled|disabled` says whether scripts run.
#include <cspkit/html.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iostream>
#include <string>

#include "base/ascii.h"

namespace {

namespace json = boost::json;
using namespace cspkit;

constexpr std::string_view kUrls[] = {"src",  "href",   "xlink:href", "srcset",
                                      "data", "poster", "formaction", "srcdoc"};

std::string_view name_of(HtmlNamespace name_space) {
  constexpr std::string_view kNames[] = {"html", "svg", "mathml"};
  return kNames[static_cast<std::size_t>(name_space)];
}

void add_attributes(const HtmlToken& token, json::array& items) {
  for (const HtmlAttribute& attribute : token.attributes) {
    if (attribute.duplicate) continue;
    const std::string name = ascii_lower(attribute.name);
    const bool counts = name.starts_with("on") || name == "style" ||
                        std::find(std::begin(kUrls), std::end(kUrls), name) != std::end(kUrls);
    if (counts)
      items.push_back(json::array{"attribute", name, decode_html_attribute(attribute.value)});
  }
}

json::array items_of(std::string_view document, HtmlScripting scripting, std::size_t chunk_size) {
  json::array items;
  HtmlTokenizer tokenizer({.scripting = scripting});
  HtmlTextDecoder decoder(HtmlTextKind::data);
  std::string element, text;
  HtmlTextKind kind = HtmlTextKind::data;
  const auto end_element = [&] {
    if (element.empty()) return;
    decoder.finish(text);
    items.push_back(json::array{"text", element, text});
    element.clear();
  };
  for (std::size_t fed = 0;;) {
    const HtmlToken& token = tokenizer.next();
    switch (token.kind) {
      case HtmlTokenKind::need_input: {
        const std::string_view chunk = document.substr(fed, chunk_size);
        chunk.empty() ? tokenizer.finish() : tokenizer.feed(chunk);
        fed += chunk.size();
        break;
      }
      case HtmlTokenKind::start_tag:
        end_element();
        add_attributes(token, items);
        if (token.tag == HtmlTag::script || token.tag == HtmlTag::style) {
          items.push_back(
              json::array{"element", name_of(token.name_space), html_tag_name(token.tag)});
        }
        if (token.name_space != HtmlNamespace::html) break;
        switch (token.tag) {
          case HtmlTag::script: kind = HtmlTextKind::script; break;
          case HtmlTag::title: kind = HtmlTextKind::rcdata; break;
          case HtmlTag::noscript:
            if (scripting == HtmlScripting::disabled) continue;
            [[fallthrough]];
          case HtmlTag::style:
          case HtmlTag::xmp:
          case HtmlTag::iframe:
          case HtmlTag::noembed:
          case HtmlTag::noframes: kind = HtmlTextKind::rawtext; break;
          default: continue;
        }
        element = html_tag_name(token.tag);
        text.clear();
        decoder = HtmlTextDecoder(kind);
        break;
      case HtmlTokenKind::text:
        if (!element.empty() && token.text_kind == kind) decoder.feed(token.text, text);
        break;
      case HtmlTokenKind::end_tag: end_element(); break;
      case HtmlTokenKind::end: end_element(); return items;
      default: break;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto scripting = argc > 1 && std::string_view(argv[1]) == "disabled"
                             ? HtmlScripting::disabled
                             : HtmlScripting::enabled;
  std::string line;
  for (std::size_t n = 0; std::getline(std::cin, line); ++n) {
    const std::string document(json::parse(line).as_string());
    std::cout << json::serialize(items_of(document, scripting, 1 + n % 97)) << '\n';
  }
  return 0;
}
