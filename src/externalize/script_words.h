// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>

/// JavaScript's words, by what may stand beside them.
namespace cspkit::externalize_detail {

namespace words {
// Words that are no operand: a statement, an operator or a declaration goes on behind them.
inline constexpr std::string_view kStatement[] = {
    "async",      "await",    "break",   "case",     "catch",  "class",  "const",
    "continue",   "debugger", "default", "delete",   "do",     "else",   "export",
    "extends",    "finally",  "for",     "function", "if",     "import", "in",
    "instanceof", "let",      "new",     "return",   "static", "switch", "throw",
    "try",        "typeof",   "var",     "void",     "while",  "with",   "yield"};
inline constexpr std::string_view kBetweenOperands[] = {"as", "extends",    "from",
                                                        "in", "instanceof", "of"};
// Names that are words in some places.
inline constexpr std::string_view kBeforeOperand[] = {"as", "from", "get", "of", "set"};
inline constexpr std::string_view kOperand[] = {"false", "null", "super", "this", "true"};
}  // namespace words

inline bool is_statement_word(std::string_view name) {
  return std::ranges::find(words::kStatement, name) != std::end(words::kStatement);
}
inline bool is_between_operands(std::string_view name) {
  return std::ranges::find(words::kBetweenOperands, name) != std::end(words::kBetweenOperands);
}
inline bool may_stand_before_operand(std::string_view name) {
  return std::ranges::find(words::kBeforeOperand, name) != std::end(words::kBeforeOperand);
}
/// A reserved word, or a name that only means something else where no handler can use it.
inline bool is_keyword(std::string_view name) {
  return is_statement_word(name) ||
         std::ranges::find(words::kOperand, name) != std::end(words::kOperand);
}

}  // namespace cspkit::externalize_detail
