// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/quotes.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "policy/scan.h"

namespace cspkit::checks {
namespace {

constexpr std::string_view kQuotes = "'\"`";
constexpr std::string_view kQuotesAndEscape = "'\"`\\";

bool is_quote(char c) noexcept { return kQuotes.find(c) != std::string_view::npos; }

/// `word` without the quotes, and the backslashes before them, at both ends.
std::string_view without_quotes(std::string_view word) noexcept {
  const std::size_t begin = word.find_first_not_of(kQuotesAndEscape);
  if (begin == std::string_view::npos) return {};
  return word.substr(begin, word.find_last_not_of(kQuotesAndEscape) + 1 - begin);
}

/// One `'` at each end, and no quote or backslash next to them.
bool is_well_quoted(std::string_view word) noexcept {
  return word.size() >= 2 && word.front() == '\'' && word.back() == '\'' &&
         without_quotes(word).size() + 2 == word.size();
}

bool is_quoted_kind(SourceKind kind) noexcept {
  return kind == SourceKind::keyword || kind == SourceKind::nonce || kind == SourceKind::hash;
}

/// The words that only have a meaning between quotes in directives with a grammar of their own.
bool is_other_quoted_word(std::string_view word) noexcept {
  for (const std::string_view known : {"allow", "block", "script", "allow-duplicates"})
    if (equals_ignoring_ascii_case(word, known)) return true;
  return false;
}

std::string quoted(std::string_view word) { return fmt::format("'{}'", word); }

void report_requoted(Code code, const Token& token, std::string_view complaint, Reporter& report) {
  std::string better = requoted(token.text);
  if (better.empty())
    report.add(code, token.span,
               fmt::format("{} {} Keywords, nonces and hashes stand between single quotes, "
                           "everything else stands without.",
                           shown(token.text), complaint));
  else
    report.add(code, token.span,
               fmt::format("{} {} Write {}.", shown(token.text), complaint, shown(better)), better);
}

}  // namespace

bool needs_quotes(std::string_view word) {
  // Most words are hosts, whose dots and colons no keyword, nonce or hash has.
  if (word.empty() || !is_ascii_alpha(word.front()) || word.find_first_of(".:") != word.npos)
    return false;
  if (is_quoted_kind(parse_source_expression(quoted(word)).kind)) return true;
  // A nonce or hash that is wrong in another way, too, still needs its quotes first.
  for (const std::string_view prefix : {"nonce-", "sha256-", "sha384-", "sha512-"})
    if (starts_with_ignoring_ascii_case(word, prefix)) return true;
  return false;
}

std::string requoted(std::string_view token) {
  const std::string_view inner = without_quotes(token);
  if (inner.empty() || inner.find_first_of(kQuotesAndEscape) != inner.npos) return {};
  if (needs_quotes(inner) || is_other_quoted_word(inner)) return quoted(inner);
  return parse_source_expression(inner).valid_in_text() ? std::string(inner) : std::string();
}

Claim check_missing_quotes(const Token& token, Reporter& report) {
  if (!needs_quotes(token.text)) return Claim::passed;
  const auto meant = quoted(token.text);
  report.add(Code::missing_quotes, token.span,
             fmt::format("{} without single quotes is read as a host name. Write {}.",
                         shown(token.text), shown(meant)),
             meant);
  return Claim::claimed;
}

Claim check_wrong_quotes(const Token& token, Reporter& report) {
  if (token.expression.valid_in_text() || token.text.size() < 2) return Claim::passed;
  const bool opens = is_quote(token.text.front()) || token.text.starts_with("\\'") ||
                     token.text.starts_with("\\\"");
  if (!opens || !is_quote(token.text.back())) return Claim::passed;
  const std::string_view inner = without_quotes(token.text);
  if (!inner.empty() && is_well_quoted(token.text)) return Claim::passed;
  if (inner.find_first_of(kQuotes) != inner.npos) return Claim::passed;
  if (inner.empty()) {
    report.add(Code::wrong_quotes, token.span,
               fmt::format("{} quotes nothing and is ignored. Remove it.", shown(token.text)));
    return Claim::claimed;
  }
  report_requoted(Code::wrong_quotes, token, "is not quoted as CSP quotes, and is ignored.",
                  report);
  return Claim::claimed;
}

Claim check_unbalanced_quote(const Token& token, Reporter& report) {
  if (token.expression.valid_in_text()) return Claim::passed;
  const bool opens = is_quote(token.text.front());
  const bool closes = is_quote(token.text.back()) && token.text.size() > 1;
  if (opens == closes) return Claim::passed;
  const std::string_view inner = without_quotes(token.text);
  if (inner.find_first_of(kQuotes) != inner.npos) return Claim::passed;
  report_requoted(Code::unbalanced_quote, token,
                  opens ? "has an opening quote and no closing one, and is ignored."
                        : "has a closing quote and no opening one, and is ignored.",
                  report);
  return Claim::claimed;
}

Claim check_missing_space(const Token& token, Reporter& report) {
  if (token.expression.valid_in_text()) return Claim::passed;
  const std::string_view text = token.text;
  if (text.size() < 3 || text.substr(1, text.size() - 2).find('\'') == text.npos)
    return Claim::passed;
  // Cut before each opening quote and behind each closing one.
  std::string better;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\'') {
      better += text[i];
      continue;
    }
    if (!inside && !better.empty() && better.back() != ' ') better += ' ';
    better += '\'';
    if (inside && i + 1 < text.size()) better += ' ';
    inside = !inside;
  }
  if (inside || better == text) return Claim::passed;
  // Where the last piece is a directive's name, a semicolon is missing, too.
  const std::size_t last = better.rfind(' ');
  if (find_directive(std::string_view(better).substr(last + 1))) better.insert(last, ";");
  report.add(
      Code::missing_space, token.span,
      fmt::format("{} is one token, and is ignored. Put a space between the sources.", shown(text)),
      std::move(better));
  return Claim::claimed;
}

Claim check_quoted_source(const Token& token, Reporter& report) {
  if (!is_well_quoted(token.text) || token.expression.kind != SourceKind::invalid)
    return Claim::passed;
  const std::string_view inner = without_quotes(token.text);
  // A bare word between quotes is a misspelt keyword rather than a host.
  if (inner.find_first_of(".:/*") == inner.npos || !parse_source_expression(inner).valid_in_text())
    return Claim::passed;
  report.add(Code::quoted_source, token.span,
             fmt::format("{} is ignored: only keywords, nonces and hashes stand between quotes. "
                         "Write {}.",
                         shown(token.text), shown(inner)),
             std::string(inner));
  return Claim::claimed;
}

Claim check_comma(const Token& token, Reporter& report) {
  if (token.text.find(',') == token.text.npos) return Claim::passed;
  std::string better;
  for (const char c : token.text) {
    if (c != ',')
      better += c;
    else if (!better.empty() && better.back() != ' ')
      better += ' ';
  }
  if (!better.empty() && better.back() == ' ') better.pop_back();
  report.add(Code::comma_between_sources, token.span,
             fmt::format("{} holds a comma, which separates nothing inside a directive. "
                         "Separate sources by spaces.",
                         shown(token.text)),
             std::move(better));
  return Claim::claimed;
}

std::size_t check_space_inside_quotes(std::string_view text, std::span<const Span> tokens,
                                      Reporter& report) {
  if (tokens.size() < 2) return 0;
  const auto word = [&](std::size_t i) { return text_at(text, tokens[i]); };
  // ' self '   ' self'   'self '
  std::size_t count = 0;
  if (word(0) == "'")
    count = word(1).back() == '\'' ? 2 : (tokens.size() > 2 && word(2) == "'" ? 3 : 0);
  else if (word(0).front() == '\'' && word(0).back() != '\'' && word(1) == "'")
    count = 2;
  if (count == 0) return 0;
  const Span span{tokens[0].begin, tokens[count - 1].end};
  std::string joined;
  for (std::size_t i = 0; i < count; ++i) joined += word(i);
  if (!is_quoted_kind(parse_source_expression(joined).kind)) return 0;
  report.add(Code::space_inside_quotes, span,
             fmt::format("A space inside the quotes cuts {} apart, and the pieces are ignored. "
                         "Write {}.",
                         shown(text_at(text, span)), shown(joined)),
             joined);
  return count;
}

}  // namespace cspkit::checks
