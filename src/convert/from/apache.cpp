// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <set>

#include "base/ascii.h"
#include "convert/from/reader.h"
#include "cspkit/limits.h"

namespace cspkit::convert {
namespace {

struct Word {
  std::string text;
  std::size_t column = 1;
};

/// A line with its continuations, and where each begins in the file.
struct Line {
  std::string text;
  std::size_t number = 1;
};

/// A longer name of a variable is none.
constexpr std::size_t kMostNameBytes = 512;

bool is_blank(char c) { return is_ascii_whitespace(c) || c == '\v'; }

class ApacheReader {
 public:
  ReadResult read(std::string_view text) {
    std::size_t number = 1;
    while (!text.empty()) {
      Line line{{}, number};
      take_line(text, line, number);
      if (auto problem = take(line)) return tl::unexpected(*std::move(problem));
    }
    if (!sections_.empty()) {
      return unreadable({sections_.back().line, 1},
                        fmt::format("<{}> has no end; close it with </{}>", sections_.back().name,
                                    sections_.back().name));
    }
    finish();
    return collector_.take();
  }

 private:
  struct Section {
    std::string name;
    std::string
        title;  ///< for people; empty where it changes nothing but whether the lines are read
    std::size_t line = 1;
  };
  struct Header {
    FoundPolicy found;
    Template value;
    bool always = false;
    std::string unless;  ///< of `env=!NAME`: NAME
  };

  // A backslash at the end of a line joins the next one to it.
  static void take_line(std::string_view& text, Line& line, std::size_t& number) {
    for (;;) {
      std::string_view piece = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), piece.size() + 1));
      ++number;
      if (piece.ends_with('\r')) piece.remove_suffix(1);
      const bool joined = piece.ends_with('\\');
      line.text += joined ? piece.substr(0, piece.size() - 1) : piece;
      if (!joined || text.empty()) return;
    }
  }

  std::optional<ConfigError> fail(const Line& line, std::size_t column, std::string message) const {
    return ConfigError{{line.number, column}, std::move(message)};
  }

  std::optional<ConfigError> take(Line& line) {
    const std::size_t begin = line.text.find_first_not_of(" \t\v\f\r");
    if (begin == std::string::npos || line.text[begin] == '#') return std::nullopt;
    resolve_defines(line.text);
    if (line.text[begin] == '<') return take_section(line, begin);
    std::vector<Word> words;
    if (auto problem = split(line, begin, words)) {
      // Other directives may have rules of their own; only those that matter here are held to these.
      return starts_with_ignoring_ascii_case(std::string_view(line.text).substr(begin), "header")
                 ? problem
                 : std::nullopt;
    }
    const std::string name = ascii_lower(words.front().text);
    if (name == "header") take_header(words, line);
    if (name == "define" && words.size() == 3) defines_[words[1].text] = words[2].text;
    if (name == "undefine" && words.size() == 2) defines_.erase(words[1].text);
    if (name == "include" || name == "includeoptional") {
      collector_.remark({line.number, begin + 1}, Severity::info,
                        fmt::format("{} {}: not read; give that file too", words.front().text,
                                    words.size() > 1 ? words[1].text : ""));
    }
    return std::nullopt;
  }

  // `${NAME}`; what is not defined in the file stays. What a variable stands for is not read again.
  void resolve_defines(std::string& text) {
    unresolved_.clear();
    std::string result;
    std::string_view rest = text;
    for (;;) {
      const std::size_t at = rest.find("${");
      result += rest.substr(0, at);
      if (at == std::string_view::npos) break;
      const std::size_t length = rest.substr(at, kMostNameBytes).find('}');
      const std::size_t end = length == std::string_view::npos ? length : at + length;
      const auto known = end == std::string_view::npos
                             ? defines_.end()
                             : defines_.find(rest.substr(at + 2, end - at - 2));
      const bool resolved = known != defines_.end() && result.size() < limits::kMaxPolicyBytes;
      if (!resolved && end != std::string_view::npos) {
        unresolved_.emplace(rest.substr(at, end + 1 - at));
      }
      result += resolved ? std::string_view(known->second) : rest.substr(at, 2);
      rest.remove_prefix(resolved ? end + 1 : at + 2);
    }
    text = std::move(result);
  }

  // ap_getword_conf: a quoted word, in which a backslash stands before itself or the quote; or a plain one.
  std::optional<ConfigError> split(const Line& line, std::size_t at,
                                   std::vector<Word>& words) const {
    const std::string& text = line.text;
    for (;;) {
      while (at < text.size() && is_blank(text[at])) ++at;
      if (at >= text.size()) return std::nullopt;
      Word word{{}, at + 1};
      const char quote = text[at] == '"' || text[at] == '\'' ? text[at] : '\0';
      if (quote != '\0') ++at;
      for (;; ++at) {
        if (at >= text.size()) {
          if (quote == '\0') break;
          return fail(line, word.column,
                      fmt::format("the quoted text has no end; close it with {}", quote));
        }
        if (quote != '\0' ? text[at] == quote : is_blank(text[at])) break;
        if (text[at] == '\\' && at + 1 < text.size() &&
            (text[at + 1] == '\\' || (quote != '\0' && text[at + 1] == quote))) {
          ++at;
        }
        word.text += text[at];
      }
      if (quote != '\0') ++at;
      words.push_back(std::move(word));
    }
  }

  std::optional<ConfigError> take_section(const Line& line, std::size_t begin) {
    const std::size_t end = line.text.rfind('>');
    if (end == std::string::npos || end < begin) {
      return fail(line, begin + 1, "the section has no >; close it");
    }
    const std::string_view inside =
        strip_ascii_whitespace(std::string_view(line.text).substr(begin + 1, end - begin - 1));
    if (inside.starts_with('/')) {
      const std::string name = ascii_lower(strip_ascii_whitespace(inside.substr(1)));
      if (sections_.empty() || ascii_lower(sections_.back().name) != name) {
        return fail(
            line, begin + 1,
            fmt::format("</{}> closes no section that is open; remove it, or open it with <{}>",
                        name, name));
      }
      sections_.pop_back();
      return std::nullopt;
    }
    if (sections_.size() >= limits::kMaxConfigDepth) {
      return fail(line, begin + 1,
                  "sections are nested too deeply; give the part that sets the policy");
    }
    const std::string name(inside.substr(0, inside.find_first_of(" \t")));
    const std::string known = ascii_lower(name);
    const bool passive = known == "ifmodule" || known == "ifversion" || known == "ifdirective";
    sections_.push_back({name, passive ? "" : std::string(inside), line.number});
    return std::nullopt;
  }

  std::string context() const {
    std::string text;
    for (const Section& section : sections_) {
      if (section.title.empty()) continue;
      text += (text.empty() ? "" : ", ") + section.title;
    }
    return text;
  }

  // Header [always|onsuccess] action name [value [replacement]] [early|env=…|expr=…]
  void take_header(const std::vector<Word>& words, const Line& line) {
    std::size_t i = 1;
    const auto word = [&](std::size_t at) {
      return at < words.size() ? words[at].text : std::string();
    };
    bool always = false;
    if (equals_ignoring_ascii_case(word(i), "always") ||
        equals_ignoring_ascii_case(word(i), "onsuccess")) {
      always = equals_ignoring_ascii_case(word(i), "always");
      ++i;
    }
    const std::string action = ascii_lower(word(i));
    std::string name = word(i + 1);
    if (name.ends_with(':')) name.pop_back();
    const auto disposition = policy_field(name);
    if (!disposition) return;
    const ConfigPlace place{line.number, words.front().column};
    const std::string here = context();
    if (action == "unset") return undo(*disposition, always, here, place, "unset");
    if (action == "edit" || action == "edit*" || action == "note" || action == "echo") {
      collector_.remark(
          place, Severity::warning,
          fmt::format("Header {} {}: not understood; what it makes of the policy is not told here",
                      action, name));
      return;
    }
    if (i + 2 >= words.size()) {
      collector_.remark(place, Severity::warning,
                        fmt::format("Header {} {} has no value; give one", action, name));
      return;
    }
    if (action == "set" && i + 3 >= words.size()) undo(*disposition, always, here, place, "set");
    Header header;
    header.always = always;
    header.found = {.value = {},
                    .disposition = *disposition,
                    .delivery = Delivery::header,
                    .place = place,
                    .context = here};
    for (std::size_t at = i + 3; at < words.size(); ++at) {
      const std::string& condition = words[at].text;
      if (condition.starts_with("env=!"))
        header.unless = condition.substr(5);
      else if (condition.starts_with("expr=") ||
               (condition.starts_with("env=") && !is_of_nonce(word(i + 2), condition.substr(4))))
        header.found.context += (here.empty() ? "" : ", ") + ("where " + condition);
    }
    if (word(i + 2).starts_with("expr=")) {
      collector_.remark(
          place, Severity::warning,
          "the value is an expression, which is not read; it is shown as it is written");
      header.value.add_text(word(i + 2));
    } else {
      header.value = format(word(i + 2));
    }
    headers_.push_back(std::move(header));
  }

  // `env=NAME` beside a value that takes its nonce from NAME is no condition of interest.
  static bool is_of_nonce(std::string_view value, std::string_view name) {
    return value.find("'nonce-%{" + std::string(name) + "}e'") != std::string_view::npos;
  }

  static std::size_t brace_behind(std::string_view text, std::size_t i) {
    const std::size_t length = text.substr(i, kMostNameBytes).find('}');
    return length == std::string_view::npos ? length : i + length;
  }

  // mod_headers' format: `%%`, `%t`, `%{NAME}e`; a backslash before itself, n, r or t.
  Template format(std::string_view text) const {
    Template value;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) {
        const char c = text[i + 1];
        const std::string_view known = "\\nrt";
        const std::size_t at = known.find(c);
        if (at != std::string_view::npos) {
          value.add_text(std::string_view("\\\n\r\t").substr(at, 1));
          ++i;
          continue;
        }
      } else if (text[i] == '%' && i + 1 < text.size()) {
        if (text[i + 1] == '%') {
          value.add_text("%");
          ++i;
          continue;
        }
        const std::size_t end = text[i + 1] == '{' ? brace_behind(text, i) : i;
        if (end != std::string_view::npos && end + 1 < text.size()) {
          const std::size_t length = end + 2 - i;
          const std::string_view written = text.substr(i, length);
          value.add_variable(written, end > i ? text.substr(i + 2, end - i - 2) : written);
          i += length - 1;
          continue;
        }
      } else if (text[i] == '$' && i + 1 < text.size() && text[i + 1] == '{') {
        const std::size_t end = brace_behind(text, i);
        if (end != std::string_view::npos && unresolved_.contains(text.substr(i, end + 1 - i))) {
          value.add_variable(text.substr(i, end + 1 - i), text.substr(i + 2, end - i - 2));
          i = end;
          continue;
        }
      }
      value.add_text(text.substr(i, 1));
    }
    return value;
  }

  void undo(Disposition disposition, bool always, const std::string& here, ConfigPlace place,
            std::string_view action) {
    const std::size_t gone = std::erase_if(headers_, [&](const Header& header) {
      return header.found.disposition == disposition && header.always == always &&
             header.found.context == here;
    });
    if (gone > 0) {
      collector_.remark(place, Severity::info,
                        fmt::format("Header {} takes away {} earlier {} of the same place", action,
                                    gone, gone == 1 ? "policy" : "policies"));
    }
  }

  void finish() {
    std::set<std::pair<Disposition, std::string>> drawn;
    for (const Header& header : headers_) {
      for (const Template::Part& part : header.value.parts()) {
        if (!part.name.empty()) drawn.emplace(header.found.disposition, part.name);
      }
    }
    for (const Header& header : headers_) {
      if (!header.unless.empty() && drawn.contains({header.found.disposition, header.unless})) {
        collector_.remark(
            header.found.place, Severity::info,
            fmt::format("this policy stands in where {} is missing; it is left out here",
                        header.unless));
        continue;
      }
      std::string context = header.found.context;
      if (!header.unless.empty())
        context += (context.empty() ? "" : ", ") + ("where env=!" + header.unless);
      collector_.policy(header.value, header.found.disposition, header.found.place,
                        std::move(context));
    }
  }

  Collector collector_;
  std::vector<Section> sections_;
  std::vector<Header> headers_;
  std::map<std::string, std::string, std::less<>> defines_;
  std::set<std::string, std::less<>> unresolved_;  ///< `${NAME}` of this line that nothing defines
};

}  // namespace

ReadResult read_apache(std::string_view text) { return ApacheReader().read(text); }

}  // namespace cspkit::convert
