// SPDX-License-Identifier: Apache-2.0
#include "convert/from/nginx/tree.h"

#include <fmt/format.h>

#include "convert/from/scanner.h"
#include "cspkit/limits.h"

namespace cspkit::convert::nginx {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool ends_word(char c) { return is_blank(c) || c == ';' || c == '{'; }

class Parser {
 public:
  explicit Parser(std::string_view text) : scan_(text) {}

  tl::expected<std::vector<Directive>, ConfigError> parse() {
    // The blocks that are open; a directive with a block moves into its parent when the block closes.
    std::vector<Directive> open(1);
    while (!scan_.done()) {
      if (is_blank(scan_.peek())) {
        scan_.next();
      } else if (scan_.peek() == '#') {
        scan_.skip_line();
      } else if (scan_.peek() == '}') {
        if (open.size() == 1) return fail("a } without its {; remove it");
        scan_.next();
        Directive closed = std::move(open.back());
        open.pop_back();
        open.back().block.push_back(std::move(closed));
      } else {
        Directive directive;
        if (!read_words(directive.words)) return tl::unexpected(error_);
        const char end = scan_.next();  // `;` or `{`
        if (end == ';') {
          open.back().block.push_back(std::move(directive));
          continue;
        }
        directive.has_block = true;
        if (directive.name().ends_with("_by_lua_block")) {
          if (!skip_lua()) return fail("a Lua block without its end; close it with }");
          open.back().block.push_back(std::move(directive));
          continue;
        }
        open.push_back(std::move(directive));
        if (open.size() > limits::kMaxConfigDepth)
          return fail("blocks are nested too deeply; give the part that sets the policy");
      }
    }
    if (open.size() > 1) {
      const Directive& last = open.back();
      return tl::unexpected(ConfigError{
          last.place(), fmt::format("the block {} has no end; close it with }}", last.name())});
    }
    return std::move(open.front().block);
  }

 private:
  tl::unexpected<ConfigError> fail(std::string message) {
    return tl::unexpected(ConfigError{scan_.place(), std::move(message)});
  }

  bool refuse(std::string message) {
    error_ = {scan_.place(), std::move(message)};
    return false;
  }

  /// Words up to `;` or `{`, which stays.
  bool read_words(std::vector<Word>& words) {
    for (;;) {
      while (is_blank(scan_.peek()) && !scan_.done()) scan_.next();
      if (scan_.done()) {
        if (!words.empty())
          error_ = {words.front().place, "the directive has no end; close it with ;"};
        return words.empty()
                   ? refuse("a directive is expected; write one, or remove what stands here")
                   : false;
      }
      const char c = scan_.peek();
      if (c == '#') {
        scan_.skip_line();
      } else if (c == ';' || c == '{') {
        return words.empty() ? refuse("a directive begins with its name; write one") : true;
      } else if (c == '}') {
        return refuse("the directive before this } has no end; close it with ;");
      } else if (c == '"' || c == '\'') {
        if (!read_quoted(words)) return false;
      } else {
        read_plain(words);
      }
    }
  }

  void escape(std::string& text) {
    scan_.next();
    const char c = scan_.next();
    switch (c) {
      case '"':
      case '\'':
      case '\\': text += c; break;
      case 't': text += '\t'; break;
      case 'r': text += '\r'; break;
      case 'n': text += '\n'; break;
      default:
        text += '\\';
        if (c != '\0') text += c;
    }
  }

  bool read_quoted(std::vector<Word>& words) {
    Word word{{}, scan_.place()};
    const char quote = scan_.next();
    while (scan_.peek() != quote) {
      if (scan_.done()) {
        error_ = {word.place, fmt::format("the quoted text has no end; close it with {}", quote)};
        return false;
      }
      if (scan_.peek() == '\\') {
        escape(word.text);
      } else {
        word.text += scan_.next();
      }
    }
    scan_.next();
    const char behind = scan_.peek();
    // nginx lets a parenthesis follow, for `if ($x = "…")`.
    if (!scan_.done() && !ends_word(behind) && behind != ')') {
      return refuse(
          "white space or ; is expected behind the quoted text; nginx joins no texts, so quote the "
          "whole of it");
    }
    words.push_back(std::move(word));
    return true;
  }

  void read_plain(std::vector<Word>& words) {
    Word word{{}, scan_.place()};
    while (!scan_.done()) {
      const char c = scan_.peek();
      if (c == '\\') {
        escape(word.text);
        continue;
      }
      if (c == '$' && scan_.peek(1) == '{')
        word.text += scan_.next();
      else if (ends_word(c))
        break;
      word.text += scan_.next();
    }
    words.push_back(std::move(word));
  }

  /// Lua up to the brace that ends it: strings, long strings and comments may hold braces.
  bool skip_lua() {
    std::size_t depth = 1;
    while (!scan_.done()) {
      const char c = scan_.next();
      if (c == '{') ++depth;
      if (c == '}' && --depth == 0) return true;
      if (c == '-' && scan_.peek() == '-') {
        scan_.next();
        if (!skip_long_bracket()) scan_.skip_line();
      } else if (c == '[') {
        skip_long_bracket_behind();
      } else if (c == '"' || c == '\'') {
        while (!scan_.done() && scan_.peek() != c) {
          if (scan_.next() == '\\') scan_.next();
        }
        scan_.next();
      }
    }
    return false;
  }

  bool skip_long_bracket() {
    if (scan_.peek() != '[') return false;
    scan_.next();
    return skip_long_bracket_behind();
  }

  bool skip_long_bracket_behind() {
    std::size_t level = 0;
    while (scan_.peek(level) == '=') ++level;
    if (scan_.peek(level) != '[') return false;
    scan_.skip(level + 1);
    const std::string end = "]" + std::string(level, '=') + "]";
    while (!scan_.done() && !scan_.starts_with(end)) scan_.next();
    scan_.skip(end.size());
    return true;
  }

  Scanner scan_;
  ConfigError error_;
};

}  // namespace

tl::expected<std::vector<Directive>, ConfigError> parse(std::string_view text) {
  return Parser(text).parse();
}

}  // namespace cspkit::convert::nginx
