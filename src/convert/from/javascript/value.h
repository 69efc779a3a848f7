// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "convert/from/reader.h"
#include "convert/from/scanner.h"

/// The part of JavaScript that configurations are written in: literals of objects, arrays, strings and templates.
namespace cspkit::convert::javascript {

enum class ValueKind : std::uint8_t {
  string,    ///< `text`: quotes and escapes resolved; a template's `${…}` are variables
  array,     ///< `items`
  object,    ///< `keys` beside `items`
  function,  ///< an arrow function or `function`; `text`: the string or template that it comes down to, if it is one
  name,      ///< an identifier, a member of one, a number, a keyword: `written`
  other,     ///< an expression that is not read: `written`
};

struct Value {
  ValueKind kind = ValueKind::other;
  ConfigPlace place;
  Template text;
  std::string written;
  std::vector<std::string> keys;
  std::vector<Value> items;

  [[nodiscard]] const Value* find(std::string_view key) const noexcept;
};

/// Reads white space and comments.
void skip_blanks(Scanner& scan);

/// Reads the expression that begins here, up to the comma or closing bracket behind it. Never fails: what it does not
/// know is `other`. An end that is missing is told by `problem`.
struct ReadValue {
  Value value;
  bool complete = true;
};
[[nodiscard]] ReadValue read_value(Scanner& scan);

/// Reads a string in quotes or a template, which begins here.
[[nodiscard]] bool read_string(Scanner& scan, Template& text);

[[nodiscard]] bool is_identifier_part(char c) noexcept;

/// Whether a `/` behind this text begins a regular expression, and no division.
[[nodiscard]] bool regex_may_follow(std::string_view before) noexcept;
void skip_regex(Scanner& scan);

}  // namespace cspkit::convert::javascript
