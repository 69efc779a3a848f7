// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/keywords.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/nearest.h"
#include "policy/effect.h"

namespace cspkit::checks {
namespace {

/// The keyword, with its quotes, that someone may have meant; `word` without quotes.
std::string_view nearest_keyword(std::string_view word) {
  const std::string quoted = fmt::format("'{}'", ascii_lower(word));
  // The quotes are no letters: how near a word must be goes by the word.
  const std::size_t tolerated = tolerated_distance(word.size());
  std::string_view best;
  std::size_t distance = tolerated + 1;
  for (std::size_t i = 0; i < kKeywordCount; ++i) {
    const auto candidate = keyword_text(static_cast<Keyword>(i));
    const std::size_t d = edit_distance(quoted, candidate, tolerated);
    if (d < distance) {
      distance = d;
      best = candidate;
    }
  }
  return best;
}

bool is_bare_word(std::string_view word) noexcept {
  return word.find_first_of(".:/*@'\"`\\?#%[]{}") == word.npos;
}

/// What the directives where such an expression works have in common.
std::string_view where_it_works(const SourceExpression& expression) noexcept {
  if (expression.kind != SourceKind::keyword) return "the directives for scripts and styles";
  switch (expression.keyword) {
    case Keyword::unsafe_webtransport_hashes: return "connect-src and default-src";
    case Keyword::unsafe_eval:
    case Keyword::wasm_unsafe_eval:
    case Keyword::trusted_types_eval: return "script-src and default-src";
    case Keyword::strict_dynamic:
    case Keyword::report_sha256:
    case Keyword::report_sha384:
    case Keyword::report_sha512:
    case Keyword::inline_speculation_rules: return "script directives";
    default: return "the directives for scripts and styles";
  }
}

}  // namespace

Claim check_keyword(const Token& token, Reporter& report) {
  const std::string_view text = token.text;
  const bool quoted = text.size() >= 2 && text.front() == '\'' && text.back() == '\'';
  if (quoted && token.expression.valid_in_text()) return Claim::passed;
  const std::string_view word = quoted ? text.substr(1, text.size() - 2) : text;
  if (!is_bare_word(word)) return Claim::passed;
  const std::string_view nearest = nearest_keyword(word);
  if (!nearest.empty()) {
    report.add(Code::misspelt_keyword, token.span,
               quoted ? fmt::format("{} is no keyword and is ignored. Did you mean {}?",
                                    shown(text), shown(nearest))
                      : fmt::format("{} is read as a host name. Did you mean {}?", shown(text),
                                    shown(nearest)),
               std::string(nearest));
    return Claim::claimed;
  }
  if (!quoted) return Claim::passed;
  report.add(Code::unknown_keyword, token.span,
             fmt::format("{} is no keyword and is ignored. Remove it; if it is meant as a host, "
                         "write it without quotes.",
                         shown(text)));
  return Claim::claimed;
}

Claim check_effect(const Token& token, Reporter& report) {
  const SourceExpression& expression = token.expression;
  const DirectiveId directive = token.directive.id;
  bool effect = true;
  switch (expression.kind) {
    case SourceKind::keyword: effect = has_effect(expression.keyword, directive); break;
    case SourceKind::nonce: effect = nonces_have_effect(directive); break;
    case SourceKind::hash: effect = hashes_have_effect(directive); break;
    default: break;
  }
  if (effect) return Claim::passed;
  if (expression.kind == SourceKind::keyword &&
      expression.keyword == Keyword::unsafe_allow_redirects) {
    report.add(Code::no_effect_here, token.span,
               "`'unsafe-allow-redirects'` was made for navigate-to, which is retired; nothing "
               "reads it. Remove it.");
    return Claim::claimed;
  }
  report.add(Code::no_effect_here, token.span,
             fmt::format("{} has no effect in {}: only {} read it. Remove it.", shown(token.text),
                         token.directive.name, where_it_works(expression)));
  return Claim::claimed;
}

}  // namespace cspkit::checks
