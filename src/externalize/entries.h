// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/page.h"

/// The handlers, style attributes and `javascript:` URLs of a document, and the two files that are made of them.
namespace cspkit::externalize_detail {

/// Whose properties a handler sees as names, and what its parameters are called.
/// Source: https://html.spec.whatwg.org/multipage/webappapis.html#getting-the-current-value-of-the-event-handler
enum class HandlerScope : std::uint8_t {
  element,      ///< the element, its form, the document; `event`
  svg_element,  ///< the same; browsers call the parameter `evt`
  window,  ///< of `<body>` and `<frameset>`, where the window has that event: the document; `event`
  window_error  ///< `onerror` there: `event, source, lineno, colno, error`
};
[[nodiscard]] HandlerScope handler_scope(const PageItem& handler) noexcept;

/// What one element has.
struct ElementEntry {
  struct Handler {
    std::string name;  ///< `onclick`
    std::string body;
    HandlerScope scope = HandlerScope::element;
  };
  std::vector<Handler> handlers;
  std::string link;  ///< what the `javascript:` URL runs
  bool has_link = false;
  std::string style;        ///< declarations
  std::string style_class;  ///< the class that stands for them; empty where there are none
};

/// Gathers entries, those of the same content under one number.
class Entries {
 public:
  /// `prefix` begins the names of classes and attributes, and does not occur in the page: `cspkit`.
  explicit Entries(std::string prefix) : prefix_(std::move(prefix)) {}

  /// The class for these declarations. `ruled` are those for which the style sheet has a rule.
  enum class Rule : std::uint8_t { ruled, unruled };
  [[nodiscard]] std::string style_class(const std::string& declarations, Rule rule);
  /// The number of the entry; `place` is what the file says about the first of its kind.
  [[nodiscard]] std::size_t number(const ElementEntry& entry, std::string_view place);

  [[nodiscard]] std::string attribute() const { return "data-" + prefix_; }
  [[nodiscard]] bool has_entries() const noexcept { return !texts_.empty(); }
  [[nodiscard]] bool has_rules() const noexcept { return !rules_.empty(); }
  /// The script that gives elements their handlers and style attributes back.
  [[nodiscard]] std::string script() const;
  /// The style sheet with a rule for each class.
  [[nodiscard]] std::string style_sheet() const;

 private:
  std::string prefix_;
  std::map<std::string, std::size_t> numbers_;  // by text
  std::vector<std::string> texts_;
  std::map<std::string, std::string> classes_;  // by declarations
  std::vector<std::string> rules_;
};

/// A rule that gives the class the declarations as a style attribute would: over every rule of the page that is not
/// !important. `no_id` is an id that no element has.
[[nodiscard]] std::string attribute_rule(std::string_view class_name, std::string_view declarations,
                                         std::string_view no_id);

/// A string literal of JavaScript.
[[nodiscard]] std::string script_string(std::string_view text);

}  // namespace cspkit::externalize_detail
