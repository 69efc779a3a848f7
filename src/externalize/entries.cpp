// SPDX-License-Identifier: Apache-2.0
#include "externalize/entries.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "externalize/runtime.h"
#include "externalize/script_text.h"

namespace cspkit::externalize_detail {
namespace {

// The handlers that `<body>` and `<frameset>` share with the window.
// Source: https://html.spec.whatwg.org/multipage/webappapis.html#event-handlers-on-elements,-document-objects,-and-window-objects
constexpr std::array<std::string_view, 27> kOfWindow = {"onafterprint",
                                                        "onbeforeprint",
                                                        "onbeforeunload",
                                                        "onblur",
                                                        "onerror",
                                                        "onfocus",
                                                        "ongamepadconnected",
                                                        "ongamepaddisconnected",
                                                        "onhashchange",
                                                        "onlanguagechange",
                                                        "onload",
                                                        "onmessage",
                                                        "onmessageerror",
                                                        "onoffline",
                                                        "ononline",
                                                        "onpagehide",
                                                        "onpagereveal",
                                                        "onpageshow",
                                                        "onpageswap",
                                                        "onpopstate",
                                                        "onrejectionhandled",
                                                        "onresize",
                                                        "onscroll",
                                                        "onstorage",
                                                        "onunhandledrejection",
                                                        "onunload",
                                                        "onportalactivate"};

/// More ids than any selector has: specificity 8,0,0.
constexpr int kIds = 8;

std::string_view scopes_of(HandlerScope scope) {
  const bool window = scope == HandlerScope::window || scope == HandlerScope::window_error;
  return window ? "" : "with (arguments[0]) with (arguments[1]) with (arguments[2]) ";
}

std::string_view parameters_of(HandlerScope scope) {
  switch (scope) {
    case HandlerScope::svg_element: return "evt";
    case HandlerScope::window_error: return "event, source, lineno, colno, error";
    default: return "event";
  }
}

/// The body stands on lines of its own, as in the function that a browser makes of it.
std::string handler_text(const ElementEntry::Handler& handler) {
  const bool plain =
      handler.scope == HandlerScope::element && names_only_the_event(read_script(handler.body));
  return fmt::format("{}: function () {{ {}return function ({}) {{\n{}\n}}; }}", handler.name,
                     plain ? "" : scopes_of(handler.scope), parameters_of(handler.scope),
                     handler.body);
}

std::string entry_text(const ElementEntry& entry) {
  std::string text = "{";
  std::string_view separator = " ";
  if (!entry.style_class.empty()) {
    text += fmt::format(" class: {}, style: {}", script_string(entry.style_class),
                        script_string(entry.style));
    separator = ", ";
  }
  if (!entry.handlers.empty()) {
    text += separator;
    text += "on: {\n";
    for (const auto& handler : entry.handlers) text += handler_text(handler) + ",\n";
    text += "}";
    separator = ", ";
  }
  if (entry.has_link) {
    text += fmt::format("{}link: function () {{\n{}\n}}", separator, entry.link);
  }
  return text + " }";
}

}  // namespace

HandlerScope handler_scope(const PageItem& handler) noexcept {
  if (handler.name_space == HtmlNamespace::svg) return HandlerScope::svg_element;
  const bool root = handler.tag == HtmlTag::body || handler.tag == HtmlTag::frameset;
  if (!root || std::ranges::find(kOfWindow, handler.attribute) == kOfWindow.end()) {
    return HandlerScope::element;
  }
  return handler.attribute == "onerror" ? HandlerScope::window_error : HandlerScope::window;
}

std::string attribute_rule(std::string_view class_name, std::string_view declarations,
                           std::string_view no_id) {
  std::string ids;
  for (int i = 0; i < kIds; ++i) ids += fmt::format("#{}", no_id);
  return fmt::format(".{}:not({}) {{ {} }}\n", class_name, ids, declarations);
}

std::string script_string(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    switch (c) {
      case '\\':
      case '\'':
        out += '\\';
        out += c;
        break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  return out + "'";
}

std::string Entries::style_class(const std::string& declarations, Rule rule) {
  const auto [found, added] =
      classes_.emplace(declarations, fmt::format("{}-{}", prefix_, classes_.size() + 1));
  if (added && rule == Rule::ruled) {
    rules_.push_back(attribute_rule(found->second, declarations, prefix_));
  }
  return found->second;
}

std::size_t Entries::number(const ElementEntry& entry, std::string_view place) {
  std::string text = entry_text(entry);
  const auto [found, added] = numbers_.emplace(text, texts_.size() + 1);
  if (added) texts_.push_back(fmt::format("// {}\n{}: {},\n", place, found->second, text));
  return found->second;
}

std::string Entries::script() const {
  std::string out =
      "// Made by `cspkit externalize`: the page's handler attributes, style attributes and "
      "javascript: URLs.\n"
      "// It is the first script of the page, and takes its own element away.\n";
  out += kRuntime;
  out += fmt::format("('{}', {{\n", attribute());
  for (const std::string& text : texts_) out += text;
  return out + "});\n";
}

std::string Entries::style_sheet() const {
  std::string out =
      "/* Made by `cspkit externalize`: the page's style attributes. The ids, which no element "
      "has, lift a rule over\n"
      "   all others, as a style attribute is. */\n";
  for (const std::string& rule : rules_) out += rule;
  return out;
}

}  // namespace cspkit::externalize_detail
