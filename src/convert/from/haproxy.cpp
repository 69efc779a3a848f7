// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "convert/from/reader.h"
#include "convert/from/scanner.h"

namespace cspkit::convert {
namespace {

struct Word {
  Template text;  ///< variables of the environment are variables
  std::string plain;
  ConfigPlace place;
};

constexpr std::array<std::string_view, 17> kSections = {
    "global",      "defaults",  "frontend",    "backend",   "listen",  "userlist",
    "peers",       "resolvers", "mailers",     "cache",     "program", "ring",
    "http-errors", "fcgi-app",  "log-forward", "crt-store", "traces"};

bool is_name(char c) { return is_ascii_alphanumeric(c) || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// Words of a line: a backslash escapes outside of single quotes; the environment's variables are read in double quotes
/// alone; neighbouring pieces are one word. Source: https://docs.haproxy.org/2.6/configuration.html#2.2
class Words {
 public:
  explicit Words(Scanner& scan) : scan_(scan) {}

  tl::expected<std::vector<Word>, ConfigError> read() {
    std::vector<Word> words;
    while (!scan_.done() && scan_.peek() != '\n') {
      if (is_blank(scan_.peek())) {
        scan_.next();
      } else if (scan_.peek() == '#') {
        scan_.skip_line();
      } else {
        words.push_back({{}, {}, scan_.place()});
        if (!word(words.back())) {
          const ConfigPlace place = words.back().place;
          scan_.skip_line();
          return unreadable(place, "the quoted text has no end on its line; close it");
        }
      }
    }
    return words;
  }

 private:
  void add(Word& word, std::string_view text) {
    word.text.add_text(text);
    word.plain += text;
  }

  bool word(Word& word) {
    bool strong = false;
    bool weak = false;
    while (!scan_.done() && scan_.peek() != '\n') {
      const char c = scan_.peek();
      if (!strong && !weak && (is_blank(c) || c == '#')) return true;
      if (c == '\'' && !weak) {
        strong = !strong;
        scan_.next();
      } else if (c == '"' && !strong) {
        weak = !weak;
        scan_.next();
      } else if (c == '\\' && !strong) {
        escape(word);
      } else if (c == '$' && weak && variable(word)) {
        continue;
      } else {
        const std::size_t begin = scan_.offset();
        scan_.next();
        add(word, scan_.since(begin));
      }
    }
    return !strong && !weak;
  }

  void escape(Word& word) {
    scan_.next();
    const char c = scan_.peek();
    constexpr std::string_view kNames = "rnt";
    constexpr std::string_view kBytes = "\r\n\t";
    if (const std::size_t at = kNames.find(c); c != '\0' && at != std::string_view::npos) {
      add(word, kBytes.substr(at, 1));
      scan_.next();
    } else if (c == 'x' && is_ascii_hex_digit(scan_.peek(1)) && is_ascii_hex_digit(scan_.peek(2))) {
      const char byte = static_cast<char>(hex_value(scan_.peek(1)) * 16 + hex_value(scan_.peek(2)));
      add(word, {&byte, 1});
      scan_.skip(3);
    } else if (c == '\\' || c == ' ' || c == '"' || c == '\'' || c == '#' || c == '$') {
      add(word, {&c, 1});
      scan_.next();
    } else {
      add(word, "\\");
    }
  }

  /// `$NAME` or `${NAME}`.
  bool variable(Word& word) {
    const bool braces = scan_.peek(1) == '{';
    std::size_t end = braces ? 2 : 1;
    const std::size_t first = end;
    while (is_name(scan_.peek(end))) ++end;
    if (end == first || (braces && scan_.peek(end) != '}')) return false;
    const std::size_t begin = scan_.offset();
    scan_.skip(end + (braces ? 1 : 0));
    const std::string_view written = scan_.since(begin);
    word.text.add_variable(written, written.substr(first, end - first));
    word.plain += written;
    return true;
  }

  Scanner& scan_;
};

/// A format: `%%`, `%[expression]`, `%{flags}name`, `%name`.
Template format(const Template& source) {
  Template value;
  for (const Template::Part& part : source.parts()) {
    if (!part.name.empty()) {
      value.add_variable(part.text, part.name);
      continue;
    }
    const std::string_view text = part.text;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '%') {
        value.add_text(text.substr(i, 1));
        continue;
      }
      if (i + 1 < text.size() && text[i + 1] == '%') {
        value.add_text("%");
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      if (end < text.size() && text[end] == '{') {
        const std::size_t close = text.find('}', end);
        end = close == std::string_view::npos ? text.size() : close + 1;
      }
      if (end < text.size() && text[end] == '[') {
        std::size_t depth = 0;
        std::size_t close = end;
        for (; close < text.size(); ++close) {
          if (text[close] == '[' || text[close] == '(') ++depth;
          if ((text[close] == ']' || text[close] == ')') && --depth == 0) break;
        }
        const std::size_t stop = std::min(close + 1, text.size());
        const std::string_view name = strip_ascii_whitespace(text.substr(end + 1, close - end - 1));
        value.add_variable(text.substr(i, stop - i), name.substr(0, name.find(',')));
        i = stop - 1;
        continue;
      }
      const std::size_t begin = end;
      while (end < text.size() && is_name(text[end])) ++end;
      if (end == begin) {
        value.add_text("%");
      } else {
        value.add_variable(text.substr(i, end - i), text.substr(begin, end - begin));
        i = end - 1;
      }
    }
  }
  return value;
}

class HaproxyReader {
 public:
  ReadResult read(std::string_view text) {
    Scanner scan(text);
    while (!scan.done()) {
      auto words = Words(scan).read();
      if (!words) return tl::unexpected(words.error());
      scan.next();
      if (!words->empty()) take(*words);
    }
    return collector_.take();
  }

 private:
  using Line = std::vector<Word>;

  void take(const Line& words) {
    const std::string_view name = words[0].plain;
    if (std::ranges::find(kSections, name) != kSections.end()) {
      section_ = name;
      if (words.size() > 1) section_ += " " + words[1].plain;
      return;
    }
    const std::string_view action = words.size() > 1 ? std::string_view(words[1].plain) : "";
    const bool response = name == "http-response" || name == "http-after-response";
    if (response || name == "http-request") take_rule(words, action, response);
    if ((name == "rspadd" || name == "rspirep") && words.size() > 1) take_old(words);
  }

  std::string context(const Line& words, std::size_t from) const {
    std::string text = section_;
    for (std::size_t i = from; i < words.size(); ++i) {
      if (words[i].plain != "if" && words[i].plain != "unless") continue;
      text += (text.empty() ? "" : ",");
      for (; i < words.size(); ++i) text += " " + words[i].plain;
    }
    return text;
  }

  void take_rule(const Line& words, std::string_view action, bool response) {
    if (response && words.size() > 2) {
      const auto disposition = policy_field(words[2].plain);
      if (!disposition) return;
      const ConfigPlace place = words[0].place;
      if ((action == "set-header" || action == "add-header") && words.size() > 3) {
        const std::string where = context(words, 4);
        if (action == "set-header") replace(*disposition, where, place);
        collector_.policy(format(words[3].text), *disposition, place, where);
      } else if (action == "del-header") {
        collector_.remark(place, Severity::info,
                          "del-header takes away the policy that comes from behind");
      } else {
        collector_.remark(
            place, Severity::warning,
            fmt::format("{} of {} is not understood; what it makes of the policy is not told here",
                        action, words[2].plain));
      }
    } else if (!response && action == "return") {  // … hdr NAME FORMAT
      for (std::size_t i = 2; i + 2 < words.size(); ++i) {
        if (words[i].plain != "hdr") continue;
        if (const auto disposition = policy_field(words[i + 1].plain)) {
          collector_.policy(format(words[i + 2].text), *disposition, words[i].place,
                            context(words, i + 3));
        }
        i += 2;
      }
    }
  }

  void replace(Disposition disposition, const std::string& where, ConfigPlace place) {
    const std::size_t gone = collector_.remove_if([&](const FoundPolicy& found) {
      return found.disposition == disposition && found.context == where;
    });
    if (gone > 0) {
      collector_.remark(place, Severity::info,
                        "set-header takes away the earlier policy of the same section");
    }
  }

  // rspadd Name:\ value, gone since HAProxy 2.1.
  void take_old(const Line& words) {
    const std::string& text = words[1].plain;
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) return;
    if (const auto disposition = policy_field(std::string_view(text).substr(0, colon))) {
      collector_.remark(words[0].place, Severity::warning,
                        fmt::format("{} is gone since HAProxy 2.1; write http-response set-header",
                                    words[0].plain));
      Template value;
      value.add_text(strip_ascii_whitespace(std::string_view(text).substr(colon + 1)));
      collector_.policy(value, *disposition, words[0].place, context(words, 2));
    }
  }

  Collector collector_;
  std::string section_;
};

}  // namespace

ReadResult read_haproxy(std::string_view text) { return HaproxyReader().read(text); }

}  // namespace cspkit::convert
