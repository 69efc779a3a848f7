// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "convert/from/reader.h"
#include "convert/from/scanner.h"
#include "cspkit/limits.h"

namespace cspkit::convert {
namespace {

struct Token {
  std::string text;
  ConfigPlace place;
  std::size_t row = 1;       ///< the line, where lines that are joined count as one
  std::size_t last_row = 1;  ///< a quoted token may take several
  bool quoted = false;
};

/// A longer placeholder is text.
constexpr std::size_t kMostNameBytes = 512;

/// Tokens as Caddy's lexer makes them: a token in double quotes knows `\"` alone, one in backticks nothing; a backslash
/// before a line break joins two lines; `<<MARK` begins a heredoc.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : scan_(text) {}

  tl::expected<std::vector<Token>, ConfigError> read() {
    std::vector<Token> tokens;
    while (!scan_.done()) {
      const char c = scan_.peek();
      if (c == '\\' &&
          (scan_.peek(1) == '\n' || (scan_.peek(1) == '\r' && scan_.peek(2) == '\n'))) {
        scan_.skip(scan_.peek(1) == '\r' ? 3 : 2);
        ++joined_;
      } else if (is_ascii_whitespace(c)) {
        scan_.next();
      } else if (c == '#') {
        scan_.skip_line();
      } else {
        const std::size_t row = scan_.place().line - joined_;
        Token token{{}, scan_.place(), row, row, c == '"' || c == '`'};
        if (!(token.quoted ? quoted(token.text) : plain(token.text))) {
          return unreadable(token.place,
                            fmt::format("the quoted text has no end; close it with {}", c));
        }
        if (!token.quoted && token.text.starts_with("<<")) heredoc(token);
        token.last_row = scan_.place().line - joined_;
        tokens.push_back(std::move(token));
      }
    }
    return tokens;
  }

 private:
  bool quoted(std::string& text) {
    const char quote = scan_.next();
    while (!scan_.done()) {
      const char c = scan_.next();
      if (c == quote) return true;
      if (c == '\\' && quote == '"') {
        if (scan_.peek() != '"') text += c;
        if (!scan_.done()) text += scan_.next();
        continue;
      }
      text += c;
    }
    return false;
  }

  bool plain(std::string& text) {
    while (!scan_.done() && !is_ascii_whitespace(scan_.peek())) {
      if (scan_.peek() == '\\' && scan_.peek(1) == '\n') break;
      text += scan_.next();
    }
    return true;
  }

  /// `<<MARK`, lines, and a line with nothing but MARK, whose indentation is taken from every line.
  void heredoc(Token& token) {
    const std::string mark = token.text.substr(2);
    if (mark.empty() || scan_.peek() != '\n') return;
    std::vector<std::string> lines;
    std::string line;
    scan_.next();
    while (!scan_.done()) {
      const std::size_t begin = scan_.offset();
      scan_.skip_line();
      line = std::string(scan_.since(begin));
      const std::size_t indent = line.find_first_not_of(" \t");
      if (indent != std::string::npos && line.substr(indent) == mark) {
        token.text.clear();
        token.quoted = true;
        for (const std::string& one : lines) {
          if (&one != &lines.front()) token.text += '\n';
          token.text += one.substr(std::min(indent, one.size()));
        }
        return;
      }
      lines.push_back(std::move(line));
      scan_.next();
    }
  }

  Scanner scan_;
  std::size_t joined_ = 0;
};

/// The tokens of one line.
using Line = std::span<const Token>;

class CaddyReader {
 public:
  ReadResult read(std::string_view text) {
    auto tokens = Lexer(text).read();
    if (!tokens) return tl::unexpected(tokens.error());
    split_lines(*tokens);
    for (; at_ < lines_.size(); ++at_) {
      if (auto problem = take(lines_[at_])) return tl::unexpected(*std::move(problem));
    }
    if (!open_.empty()) {
      return unreadable(open_.back().place, fmt::format("the block {} has no end; close it with }}",
                                                        open_.back().title));
    }
    return collector_.take();
  }

 private:
  enum class Kind { global, site, snippet, inner, header, ignored };
  struct Block {
    Kind kind;
    std::string title;
    ConfigPlace place;
    std::map<std::string, Template, std::less<>> vars = {};
  };

  void split_lines(const std::vector<Token>& tokens) {
    for (std::size_t i = 0; i < tokens.size();) {
      std::size_t end = i + 1;
      while (end < tokens.size() && tokens[end].row == tokens[end - 1].last_row) ++end;
      lines_.push_back(Line(tokens).subspan(i, end - i));
      i = end;
    }
  }

  std::optional<ConfigError> take(Line line) {
    const Token& first = line.front();
    if (first.text == "}" && !first.quoted) {
      if (open_.empty()) return ConfigError{first.place, "a } without its {; remove it"};
      open_.pop_back();
      return std::nullopt;
    }
    const bool opens = line.back().text == "{" && !line.back().quoted;
    const Line words = opens ? line.first(line.size() - 1) : line;
    if (!open_.empty() && open_.back().kind == Kind::header) {
      take_field(words, 0, context());
    } else if (!words.empty() && words.front().text == "header" && in_site()) {
      take_header(words, opens);
    } else if (!words.empty() && words.front().text == "vars") {
      take_vars(words);
    } else if (!words.empty() && words.front().text == "import" && in_site()) {
      collector_.remark(first.place, Severity::info,
                        fmt::format("import {}: not followed; a snippet's policies are listed "
                                    "where it stands, a file's are not",
                                    words.size() > 1 ? words[1].text : ""));
    }
    if (opens) return open(words, line.back().place);
    return std::nullopt;
  }

  std::optional<ConfigError> open(Line words, ConfigPlace place) {
    if (open_.size() >= limits::kMaxConfigDepth) {
      return ConfigError{place, "blocks are nested too deeply; give the part that sets the policy"};
    }
    Kind kind = Kind::inner;
    std::string title;
    for (const Token& word : words) title += (title.empty() ? "" : " ") + word.text;
    if (open_.empty() && !bare_site_) {
      kind = words.empty() ? Kind::global : title.starts_with('(') ? Kind::snippet : Kind::site;
      if (kind == Kind::snippet) title = "snippet " + title;
    } else if (!words.empty() && words.front().text == "header") {
      kind = Kind::header;
      title = words.size() > 1 ? "for " + words[1].text : "";
    } else if (words.empty() || words.front().text.starts_with('@') ||
               words.front().text == "log" || words.front().text == "vars") {
      kind = Kind::ignored;
    }
    if (title == "route") title.clear();
    open_.push_back({kind, title, words.empty() ? place : words.front().place, {}});
    return std::nullopt;
  }

  /// A file with one site may leave out the braces: an address, then directives.
  bool in_site() {
    if (!open_.empty()) return open_.front().kind != Kind::global;
    bare_site_ = at_ > 0;
    return bare_site_;
  }

  std::string context() const {
    std::string text;
    for (const Block& block : open_) {
      if (block.title.empty() || block.kind == Kind::global) continue;
      text += (text.empty() ? "" : ", ") + block.title;
    }
    if (open_.empty() && !lines_.empty()) {
      for (const Token& word : lines_.front()) text += (text.empty() ? "" : " ") + word.text;
    }
    return text;
  }

  static bool is_matcher(std::string_view word) {
    return word.starts_with('/') || word.starts_with('@') || word == "*";
  }

  void take_header(Line words, bool opens) {
    std::size_t i = 1;
    std::string where = context();
    if (i < words.size() && is_matcher(words[i].text)) {
      if (!opens && words[i].text != "*")
        where += (where.empty() ? "for " : ", for ") + words[i].text;
      ++i;
    }
    if (opens) return;  // the fields stand in the block
    take_field(words.subspan(std::min(i, words.size())), 0, where);
  }

  void take_field(Line words, std::size_t at, const std::string& where) {
    if (at >= words.size()) return;
    const Token& field = words[at];
    std::string_view name = field.text;
    const char prefix = name.empty() ? '\0' : name.front();
    if (prefix == '+' || prefix == '-' || prefix == '?' || prefix == '>') name.remove_prefix(1);
    const auto disposition = policy_field(name);
    if (!disposition) return;
    if (prefix == '-') {
      collector_.remark(field.place, Severity::info,
                        fmt::format("{} takes the policy away", field.text));
      return;
    }
    if (words.size() == at + 3) {
      collector_.remark(
          field.place, Severity::warning,
          fmt::format("{} is changed by a search and a replacement, which is not understood",
                      name));
      return;
    }
    if (words.size() != at + 2) {
      collector_.remark(field.place, Severity::warning,
                        fmt::format("{} has no value; give one", name));
      return;
    }
    if (prefix == '?') {
      collector_.remark(field.place, Severity::info,
                        "with ? the policy is sent where no other one is");
    }
    collector_.policy(value_of(words[at + 1].text), *disposition, field.place, where);
  }

  void take_vars(Line words) {
    std::size_t i = 1;
    if (i < words.size() && is_matcher(words[i].text)) return;
    if (words.size() != i + 2) return;
    Template value;
    value.add_text(words[i + 1].text);
    auto& vars = open_.empty() ? vars_ : open_.back().vars;
    vars.insert_or_assign(words[i].text, std::move(value));
  }

  const Template* find_var(std::string_view name) const {
    for (auto block = open_.rbegin(); block != open_.rend(); ++block) {
      if (const auto found = block->vars.find(name); found != block->vars.end())
        return &found->second;
    }
    const auto found = vars_.find(name);
    return found == vars_.end() ? nullptr : &found->second;
  }

  // `{name}` is a placeholder, `\{` and `\}` are braces.
  Template value_of(std::string_view text) const {
    constexpr std::string_view kVars = "vars.";
    constexpr std::string_view kHttpVars = "http.vars.";
    Template value;
    if (text.find('{') == std::string_view::npos) {  // Caddy does not look for escapes then
      value.add_text(text);
      return value;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '{' || text[i + 1] == '}')) {
        value.add_text(text.substr(++i, 1));
        continue;
      }
      const std::size_t length =
          text[i] == '{' ? text.substr(i, kMostNameBytes).find('}') : std::string_view::npos;
      const std::size_t end = length == std::string_view::npos ? length : i + length;
      if (end == std::string_view::npos) {
        value.add_text(text.substr(i, 1));
        continue;
      }
      std::string_view name = text.substr(i + 1, end - i - 1);
      const Template* known = nullptr;
      if (name.starts_with(kVars)) known = find_var(name.substr(kVars.size()));
      if (name.starts_with(kHttpVars)) known = find_var(name.substr(kHttpVars.size()));
      if (known != nullptr) {
        value.append(*known);
      } else {
        value.add_variable(text.substr(i, end + 1 - i), name);
      }
      i = end;
    }
    return value;
  }

  Collector collector_;
  std::vector<Line> lines_;
  std::size_t at_ = 0;
  std::vector<Block> open_;
  std::map<std::string, Template, std::less<>> vars_;
  bool bare_site_ = false;
};

}  // namespace

ReadResult read_caddy(std::string_view text) { return CaddyReader().read(text); }

}  // namespace cspkit::convert
