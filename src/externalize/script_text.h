// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/externalize.h"

/// What a text of JavaScript is seen to do without being parsed: a lexer, and the tokens around a few names.
namespace cspkit::externalize_detail {

enum class ScriptTokenKind : std::uint8_t {
  name,
  number,
  string,
  template_text,
  regex,
  punctuator
};

struct ScriptToken {
  ScriptTokenKind kind = ScriptTokenKind::name;
  std::string_view text;     ///< as written, quotes included
  bool line_before = false;  ///< a line ends between the token before and this one
};

/// Whether a text can stand in a function's body without changing what stands around it.
enum class ScriptShape : std::uint8_t { whole, broken };

struct ScriptTokens {
  std::vector<ScriptToken> tokens;
  /// broken: a bracket, string, template, comment or regular expression does not end, or two operands or operators meet that
  /// no JavaScript has side by side.
  ScriptShape shape = ScriptShape::whole;
};

/// Source: https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar
[[nodiscard]] ScriptTokens read_script(std::string_view script);

/// The script of a `javascript:` URL.
/// Source: https://html.spec.whatwg.org/multipage/browsing-the-web.html#evaluate-a-javascript:-url, steps 1 to 3
[[nodiscard]] std::string javascript_of_url(const PageItem& navigation);

/// Whether every name in it is a keyword, a literal, `event` or a property behind a dot, so that no element's, form's or
/// document's property can be meant.
[[nodiscard]] bool names_only_the_event(const ScriptTokens& script);
/// Whether it declares names that would be global in a `javascript:` URL, and local in a function.
[[nodiscard]] bool declares_names(const ScriptTokens& script);
/// Why it cannot be a file; `beside_page` tells that relative URLs resolve as before.
enum class Folder : std::uint8_t { of_page, another };
[[nodiscard]] std::optional<StayReason> stays(const ScriptTokens& script, PageScriptType type,
                                              Folder folder);

struct ScriptHint {
  ExternalizeHint hint;
  std::size_t offset;  ///< in the script
};
/// The first place of each hint.
[[nodiscard]] std::vector<ScriptHint> hints_of(const ScriptTokens& script, std::string_view source);

}  // namespace cspkit::externalize_detail
