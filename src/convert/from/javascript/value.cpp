// SPDX-License-Identifier: Apache-2.0
#include "convert/from/javascript/value.h"

#include <algorithm>

#include "base/ascii.h"

namespace cspkit::convert::javascript {
namespace {

/// Deeper nesting is no configuration.
constexpr std::size_t kMostDepth = 64;
constexpr std::size_t kMostWritten = 60;

bool closes(char c) { return c == ',' || c == ']' || c == '}' || c == ')' || c == ';'; }

void append_code_point(std::string& text, std::uint32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (value < 0x80) return put(value);
  if (value < 0x800) {
    put(0xC0 | value >> 6);
  } else {
    if (value < 0x10000) {
      put(0xE0 | value >> 12);
    } else {
      put(0xF0 | value >> 18);
      put(0x80 | (value >> 12 & 0x3F));
    }
    put(0x80 | (value >> 6 & 0x3F));
  }
  put(0x80 | (value & 0x3F));
}

std::uint32_t read_hex(Scanner& scan, std::size_t most) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < most && is_ascii_hex_digit(scan.peek()); ++i) {
    value = std::min<std::uint32_t>(value * 16 + hex_value(scan.next()), 0x110000);
  }
  return value;
}

/// Behind the backslash.
void read_escape(Scanner& scan, std::string& text) {
  const char c = scan.next();
  switch (c) {
    case 'n': text += '\n'; return;
    case 't': text += '\t'; return;
    case 'r': text += '\r'; return;
    case 'b': text += '\b'; return;
    case 'f': text += '\f'; return;
    case 'v': text += '\v'; return;
    case '0': text += '\0'; return;
    case '\n': return;  // a line that goes on
    case '\r':
      if (scan.peek() == '\n') scan.next();
      return;
    case 'x': append_code_point(text, read_hex(scan, 2)); return;
    case 'u':
      if (scan.peek() == '{') {
        scan.next();
        append_code_point(text, read_hex(scan, 8));
        if (scan.peek() == '}') scan.next();
      } else {
        append_code_point(text, read_hex(scan, 4));
      }
      return;
    default: text += c;
  }
}

/// Goes over text in brackets, to behind the one that closes the one behind us.
bool skip_brackets(Scanner& scan) {
  std::size_t depth = 1;
  std::string before;
  while (!scan.done()) {
    const char c = scan.peek();
    if (c == '"' || c == '\'' || c == '`') {
      Template ignored;
      if (!read_string(scan, ignored)) return false;
      before = ")";
      continue;
    }
    if (c == '/' && (scan.peek(1) == '/' || scan.peek(1) == '*')) {
      skip_blanks(scan);
      continue;
    }
    if (c == '/' && regex_may_follow(before)) {
      skip_regex(scan);
      before = ")";
      continue;
    }
    scan.next();
    if (!is_ascii_whitespace(c)) before.assign(1, c);
    if (c == '(' || c == '[' || c == '{') ++depth;
    if ((c == ')' || c == ']' || c == '}') && --depth == 0) return true;
  }
  return false;
}

class Reader {
 public:
  explicit Reader(Scanner& scan) : scan_(scan) {}

  ReadValue read() {
    ReadValue result;
    result.complete = value(result.value, 0);
    return result;
  }

 private:
  bool value(Value& result, std::size_t depth) {
    skip_blanks(scan_);
    result.place = scan_.place();
    const std::size_t begin = scan_.offset();
    bool complete = depth < kMostDepth && primary(result, depth);
    skip_blanks(scan_);
    const bool goes_on = !scan_.done() && !closes(scan_.peek());
    // `"a" + b`, `x ? y : z`, `() => …`: more than a literal.
    if (!complete || goes_on) complete = expression(result, begin);
    std::string_view written = strip_ascii_whitespace(scan_.since(begin));
    result.written =
        std::string(written.substr(0, kMostWritten)) + (written.size() > kMostWritten ? "…" : "");
    return complete;
  }

  bool primary(Value& result, std::size_t depth) {
    const char c = scan_.peek();
    if (c == '"' || c == '\'' || c == '`') {
      result.kind = ValueKind::string;
      return read_string(scan_, result.text);
    }
    if (c == '[') return array(result, depth);
    if (c == '{') return object(result, depth);
    if (is_identifier_part(c)) {
      result.kind = ValueKind::name;
      while (is_identifier_part(scan_.peek()) || scan_.peek() == '.') scan_.next();
      return true;
    }
    return false;
  }

  /// Anything up to the comma or bracket behind it. The strings in it are its text where they and names are all that it
  /// has, joined by `+`, or where it is a function that comes down to that.
  bool expression(Value& result, std::size_t begin) {
    Scanner& scan = scan_;
    const bool was_string = result.kind == ValueKind::string;
    Template text = was_string ? std::move(result.text) : Template();
    if (result.kind == ValueKind::name) {
      const std::string_view name = strip_ascii_whitespace(scan.since(begin));
      if (name != "function" && name != "async") text.add_variable(name, name);
    }
    result.kind = ValueKind::other;
    result.items.clear();
    result.keys.clear();
    bool joined = true;
    bool function = strip_ascii_whitespace(scan.since(begin)) == "function";
    while (!scan.done() && !closes(scan.peek())) {
      const char c = scan.peek();
      if (c == '"' || c == '\'' || c == '`') {
        if (!read_string(scan, text)) return false;
      } else if (c == '=' && scan.peek(1) == '>') {
        scan.skip(2);
        function = true;
        text = Template();
        joined = true;
        skip_blanks(scan);
        if (scan.peek() == '{') joined = false;
      } else if (c == '(' || c == '[' || c == '{') {
        scan.next();
        if (!skip_brackets(scan)) return false;
        joined = joined && c == '(' && text.size() == 0;  // the parameters of a function
      } else if (is_identifier_part(c)) {
        const std::size_t from = scan.offset();
        while (is_identifier_part(scan.peek()) || scan.peek() == '.') scan.next();
        text.add_variable(scan.since(from), scan.since(from));
      } else {
        joined = joined && c == '+';
        scan.next();
      }
      skip_blanks(scan);
    }
    if (joined) result.text = std::move(text);
    if (function)
      result.kind = ValueKind::function;
    else if (joined && was_string)
      result.kind = ValueKind::string;
    return true;
  }

  bool array(Value& result, std::size_t depth) {
    result.kind = ValueKind::array;
    return elements(']', [&] {
      result.items.emplace_back();
      return value(result.items.back(), depth + 1);
    });
  }

  bool object(Value& result, std::size_t depth) {
    result.kind = ValueKind::object;
    return elements('}', [&] {
      result.keys.push_back(key());
      result.items.emplace_back();
      skip_blanks(scan_);
      if (scan_.peek() == ':')
        scan_.next();
      else
        result.items.back().place = scan_.place();
      if (closes(scan_.peek())) return true;  // `{ name }`
      return value(result.items.back(), depth + 1);
    });
  }

  /// What stands between brackets, with commas between; false where an element is incomplete or the end is missing.
  template <typename Element>
  bool elements(char end, Element&& element) {
    scan_.next();
    for (;;) {
      skip_blanks(scan_);
      const char c = scan_.peek();
      if (scan_.done()) return false;
      if (c == end || c == ',') {
        scan_.next();
        if (c == end) return true;
      } else if (closes(c) || !element()) {
        return false;
      }
    }
  }

  std::string key() {
    Template text;
    const std::size_t begin = scan_.offset();
    if (scan_.peek() == '"' || scan_.peek() == '\'') {
      if (read_string(scan_, text) && !text.parts().empty()) return text.parts().front().text;
      return {};
    }
    while (is_identifier_part(scan_.peek())) scan_.next();
    return std::string(scan_.since(begin));
  }

  Scanner& scan_;
};

}  // namespace

bool is_identifier_part(char c) noexcept {
  return is_ascii_alphanumeric(c) || c == '_' || c == '$' || !is_ascii(c);
}

bool regex_may_follow(std::string_view before) noexcept {
  return before.empty() ||
         std::string_view("(,=:[!&|?{};+-*%<>~^").find(before.back()) != std::string_view::npos;
}

void skip_regex(Scanner& scan) {
  bool in_class = false;
  scan.next();
  while (!scan.done() && scan.peek() != '\n') {
    const char c = scan.next();
    if (c == '\\') scan.next();
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    if (c == '/' && !in_class) return;
  }
}

void skip_blanks(Scanner& scan) {
  for (;;) {
    if (is_ascii_whitespace(scan.peek()) && !scan.done()) {
      scan.next();
    } else if (scan.starts_with("//")) {
      scan.skip_line();
    } else if (scan.starts_with("/*")) {
      scan.skip(2);
      while (!scan.done() && !scan.starts_with("*/")) scan.next();
      scan.skip(2);
    } else {
      return;
    }
  }
}

bool read_string(Scanner& scan, Template& text) {
  const char quote = scan.next();
  std::string run;
  while (!scan.done()) {
    const char c = scan.peek();
    if (c == quote) {
      scan.next();
      text.add_text(run);
      return true;
    }
    if (c == '\n' && quote != '`') return false;
    if (c == '\\') {
      scan.next();
      read_escape(scan, run);
    } else if (quote == '`' && c == '$' && scan.peek(1) == '{') {
      text.add_text(std::exchange(run, {}));
      const std::size_t begin = scan.offset();
      scan.skip(2);
      // Nested templates are skipped like any other bracket; their depth is that of the text's own.
      std::size_t depth = 1;
      while (!scan.done() && depth > 0) {
        const char inner = scan.next();
        if (inner == '{') ++depth;
        if (inner == '}') --depth;
      }
      const std::string_view written = scan.since(begin);
      const std::string_view name = written.substr(2, written.size() > 3 ? written.size() - 3 : 0);
      text.add_variable(written, strip_ascii_whitespace(name));
    } else {
      run += scan.next();
    }
  }
  return false;
}

const Value* Value::find(std::string_view key) const noexcept {
  if (kind != ValueKind::object) return nullptr;
  const auto found = std::find(keys.rbegin(), keys.rend(), key);  // the last of several counts
  if (found == keys.rend()) return nullptr;
  return &items[static_cast<std::size_t>(keys.rend() - found) - 1];
}

ReadValue read_value(Scanner& scan) { return Reader(scan).read(); }

}  // namespace cspkit::convert::javascript
