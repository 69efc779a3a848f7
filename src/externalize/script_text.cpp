// SPDX-License-Identifier: Apache-2.0
#include "externalize/script_text.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "externalize/script_words.h"

namespace cspkit::externalize_detail {
namespace {

// What a script asks its own element for that is the same for `<script src>`.
constexpr std::array<std::string_view, 27> kSameOfExternal = {"after",
                                                              "before",
                                                              "classList",
                                                              "className",
                                                              "closest",
                                                              "dataset",
                                                              "getRootNode",
                                                              "id",
                                                              "insertAdjacentElement",
                                                              "insertAdjacentHTML",
                                                              "insertAdjacentText",
                                                              "isConnected",
                                                              "matches",
                                                              "nextElementSibling",
                                                              "nextSibling",
                                                              "nonce",
                                                              "offsetParent",
                                                              "ownerDocument",
                                                              "parentElement",
                                                              "parentNode",
                                                              "previousElementSibling",
                                                              "previousSibling",
                                                              "remove",
                                                              "replaceWith",
                                                              "tagName",
                                                              "localName",
                                                              "type"};

class Reader {
 public:
  explicit Reader(const ScriptTokens& script) : tokens_(script.tokens) {}

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] const ScriptToken& token(std::size_t i) const { return tokens_[i]; }
  [[nodiscard]] std::string_view text(std::size_t i) const {
    return i < tokens_.size() ? tokens_[i].text : std::string_view();
  }
  [[nodiscard]] bool is_name(std::size_t i) const {
    return tokens_[i].kind == ScriptTokenKind::name;
  }
  [[nodiscard]] bool is_property(std::size_t i) const {
    return i > 0 && (text(i - 1) == "." || text(i - 1) == "?.");
  }
  /// The content of a string literal as written, or nothing.
  [[nodiscard]] std::optional<std::string_view> string(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].kind != ScriptTokenKind::string) return std::nullopt;
    std::string_view content = tokens_[i].text.substr(1);
    if (!content.empty()) content.remove_suffix(1);
    return content;
  }

 private:
  const std::vector<ScriptToken>& tokens_;
};

bool is_relative(std::string_view specifier) {
  return specifier.starts_with(".") || specifier.starts_with("/");
}

/// An import whose URL depends on the folder of the file, or may.
bool imports_relatively(const Reader& reader, std::size_t i) {
  const std::string_view word = reader.text(i);
  if (reader.is_property(i)) return false;
  if (word == "import" && reader.text(i + 1) == "(") {
    const auto specifier = reader.string(i + 2);
    return !specifier || is_relative(*specifier);
  }
  if (word != "import" && word != "from") return false;
  const auto specifier = reader.string(i + 1);
  return specifier && is_relative(*specifier);
}

bool uses_itself(const Reader& reader, std::size_t i) {
  if (reader.text(i) != "currentScript") return false;
  const std::string_view access = reader.text(i + 1);
  if (access != "." && access != "?.") return true;
  return std::ranges::find(kSameOfExternal, reader.text(i + 2)) == kSameOfExternal.end();
}

bool holds_handler(std::string_view lower) {
  for (std::size_t at = 0; (at = lower.find("on", at)) != std::string_view::npos; at += 2) {
    if (at == 0 || !is_ascii_whitespace(lower[at - 1])) continue;
    std::size_t end = at + 2;
    while (end < lower.size() && is_ascii_alpha(lower[end])) ++end;
    if (end > at + 3 && end < lower.size() && lower[end] == '=') return true;
  }
  return false;
}

bool writes_inline_code(std::string_view literal) {
  if (literal.find('<') == std::string_view::npos) return false;
  const std::string lower = ascii_lower(literal);
  const std::size_t script = lower.find("<script");
  if (script != std::string::npos && lower.find("src", script) == std::string::npos) return true;
  return lower.find("<style") != std::string::npos || lower.find(" style=") != std::string::npos ||
         lower.find("javascript:") != std::string::npos || holds_handler(lower);
}

bool compiles_strings(const Reader& reader, std::size_t i) {
  const std::string_view name = reader.text(i);
  const bool of_other = reader.is_property(i) && (i < 2 || reader.text(i - 2) != "window");
  if (of_other || reader.text(i + 1) != "(") return false;
  if (name == "eval") return true;
  if (name == "Function") return i == 0 || reader.text(i - 1) != "function";
  return (name == "setTimeout" || name == "setInterval") && reader.string(i + 2);
}

std::optional<ExternalizeHint> hint_of(const Reader& reader, std::size_t i) {
  const ScriptToken& token = reader.token(i);
  if (token.kind == ScriptTokenKind::string || token.kind == ScriptTokenKind::template_text) {
    if (writes_inline_code(token.text)) return ExternalizeHint::writes_inline_code;
    return std::nullopt;
  }
  if (token.kind != ScriptTokenKind::name) return std::nullopt;
  if (compiles_strings(reader, i)) return ExternalizeHint::compiles_strings;
  if (reader.text(i + 1) != "(") return std::nullopt;
  const std::string argument = ascii_lower(reader.string(i + 2).value_or(""));
  if (token.text == "setAttribute" && (argument.starts_with("on") || argument == "style")) {
    return ExternalizeHint::sets_attribute;
  }
  if (token.text == "createElement" && argument == "style") return ExternalizeHint::makes_style;
  return std::nullopt;
}

}  // namespace

std::string javascript_of_url(const PageItem& navigation) {
  const std::string url = decoded_script_url(navigation).value_or(navigation.value);
  return url.substr(url.find(':') + 1);
}

bool names_only_the_event(const ScriptTokens& script) {
  const Reader reader(script);
  for (std::size_t i = 0; i < reader.size(); ++i) {
    if (reader.token(i).kind != ScriptTokenKind::name || reader.is_property(i)) continue;
    const std::string_view name = reader.text(i);
    if (name != "event" && !is_keyword(name)) return false;
  }
  return true;
}

bool declares_names(const ScriptTokens& script) {
  const Reader reader(script);
  std::size_t depth = 0;
  bool has_functions = false;
  for (std::size_t i = 0; i < reader.size(); ++i) {
    has_functions |= reader.text(i) == "function" || reader.text(i) == "=>";
  }
  for (std::size_t i = 0; i < reader.size(); ++i) {
    const std::string_view text = reader.text(i);
    if (reader.token(i).kind == ScriptTokenKind::punctuator) {
      if (text == "{") ++depth;
      if (text == "}" && depth > 0) --depth;
      continue;
    }
    if (!reader.is_name(i) || reader.is_property(i)) continue;
    const bool outside = depth == 0;
    if (text == "var" && (outside || !has_functions)) return true;
    if ((text == "let" || text == "const" || text == "class") && outside) return true;
    const std::string_view before = i == 0 ? ";" : reader.text(i - 1);
    const bool begins = before == ";" || before == "}" || before == "{";
    if (text == "function" && outside && (begins || reader.token(i).line_before)) return true;
  }
  return false;
}

std::optional<StayReason> stays(const ScriptTokens& script, PageScriptType type, Folder folder) {
  const Reader reader(script);
  for (std::size_t i = 0; i < reader.size(); ++i) {
    if (!reader.is_name(i)) continue;
    if (uses_itself(reader, i)) return StayReason::current_script;
    if (type == PageScriptType::module && reader.text(i) == "import" && reader.text(i + 1) == ".") {
      return StayReason::own_url;
    }
    if (folder == Folder::another && imports_relatively(reader, i)) {
      return StayReason::relative_import;
    }
  }
  return std::nullopt;
}

std::vector<ScriptHint> hints_of(const ScriptTokens& script, std::string_view source) {
  const Reader reader(script);
  std::vector<ScriptHint> hints;
  for (std::size_t i = 0; i < reader.size(); ++i) {
    const auto hint = hint_of(reader, i);
    if (!hint || std::ranges::find(hints, *hint, &ScriptHint::hint) != hints.end()) continue;
    hints.push_back({*hint, static_cast<std::size_t>(reader.text(i).data() - source.data())});
  }
  return hints;
}

}  // namespace cspkit::externalize_detail
