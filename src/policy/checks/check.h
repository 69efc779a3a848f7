// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/directives.h"
#include "cspkit/policy.h"
#include "policy/checks/codes.h"
#include "policy/scan.h"
#include "policy/source_expression.h"

/// What a check is. Each family of mistakes has a file of its own; registry.cpp lists them.
namespace cspkit::checks {

class Reporter {
 public:
  void add(Code code, Span span, std::string message, std::string suggestion = {});
  /// What was reported, in the order of the text.
  [[nodiscard]] std::vector<Diagnostic> take() &&;

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// Whether a check recognized a token as its mistake, so that no further check speaks about it.
enum class Claim : std::uint8_t { passed, claimed };

/// One token of a directive's value, as the person meant it.
struct Token {
  Span span;
  std::string_view text;
  const DirectiveInfo& directive;
  const SourceExpression& expression;  ///< what the grammar of source expressions says of `text`
};

using TokenCheck = Claim (*)(const Token&, Reporter&);

/// A directive as the person meant it, after its tokens were looked at one by one.
struct TokenList {
  std::string_view text;  ///< the whole text; spans point into it
  Span name;
  const DirectiveInfo& directive;
  std::span<const Span> tokens;
  std::span<const Claim> claims;                  ///< for each token
  ListMarks marks;                                ///< of these tokens, and perhaps others
  std::span<const SourceExpression> expressions;  ///< of the tokens, or empty
};

using ListCheck = void (*)(const TokenList&, Reporter&);

/// The checks for a value of that grammar, in the order in which they are asked; the first claim
/// ends it.
[[nodiscard]] std::span<const TokenCheck> token_checks(ValueGrammar grammar) noexcept;
[[nodiscard]] std::span<const ListCheck> list_checks(ValueGrammar grammar) noexcept;

/// The text for a message: cut where it is long, between backticks.
[[nodiscard]] std::string shown(std::string_view text);

/// `token` with the quotes that it needs: `self` → `'self'`, `"a.test"` → `a.test`. Empty where the
/// words between the quotes are no source either way.
[[nodiscard]] std::string requoted(std::string_view token);

/// Whether `word`, which has no quotes, is a keyword, nonce or hash that lacks them.
[[nodiscard]] bool needs_quotes(std::string_view word);

}  // namespace cspkit::checks
