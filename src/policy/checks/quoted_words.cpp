// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "policy/checks/other_grammars.h"
#include "policy/scan.h"

/// The directives whose values are a few words between quotes.
namespace cspkit::checks {
namespace {

/// The inside of whatever quotes `word` has.
std::string_view bare(std::string_view word) noexcept {
  while (!word.empty() && std::string_view("'\"`").find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  while (!word.empty() && std::string_view("'\"`").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return word;
}

/// Whether `word` is `known` (without its quotes) but for the quotes; reports it where it is.
Claim check_quotes(std::string_view word, Span span, std::string_view known, Reporter& report) {
  if (!equals_ignoring_ascii_case(bare(word), known)) return Claim::passed;
  std::string better = fmt::format("'{}'", known);
  report.add(
      word.size() == known.size() ? Code::missing_quotes : Code::wrong_quotes, span,
      fmt::format("{} is to stand between single quotes. Write {}.", shown(word), shown(better)),
      better);
  return Claim::claimed;
}

/// tt-policy-name = 1*( ALPHA / DIGIT / "-" / "#" / "=" / "_" / "/" / "@" / "." / "%")
bool is_policy_name(std::string_view word) noexcept {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return is_ascii_alphanumeric(c) ||
           std::string_view("-#=_/@.%").find(c) != std::string_view::npos;
  });
}

}  // namespace

// https://w3c.github.io/webappsec-csp/#directive-webrtc
void check_webrtc(const TokenList& list, Reporter& report) {
  if (list.tokens.empty()) return;
  const Span span = list.tokens.front();
  const std::string_view word = text_at(list.text, span);
  if (list.tokens.size() > 1) {
    report.add(Code::invalid_webrtc_value, {span.begin, list.tokens.back().end},
               "webrtc takes one value; with more, everything is blocked. Write `'allow'` or "
               "`'block'`.");
    return;
  }
  if (list.claims.front() == Claim::claimed || equals_ignoring_ascii_case(word, "'allow'") ||
      equals_ignoring_ascii_case(word, "'block'"))
    return;
  for (const std::string_view known : {"allow", "block"})
    if (check_quotes(word, span, known, report) == Claim::claimed) return;
  report.add(Code::invalid_webrtc_value, span,
             fmt::format("{} is not a value of webrtc, and everything but `'allow'` blocks. Write "
                         "`'allow'` or `'block'`.",
                         shown(word)));
}

// https://w3c.github.io/trusted-types/dist/spec/#require-trusted-types-for-csp-directive
Claim check_trusted_types_sink(const Token& token, Reporter& report) {
  if (equals_ignoring_ascii_case(token.text, "'script'")) return Claim::passed;
  if (check_quotes(token.text, token.span, "script", report) == Claim::claimed)
    return Claim::claimed;
  report.add(Code::invalid_trusted_types_sink, token.span,
             fmt::format("{} is no group of sinks and is ignored. The only one is `'script'`.",
                         shown(token.text)));
  return Claim::claimed;
}

// https://w3c.github.io/trusted-types/dist/spec/#trusted-types-csp-directive
Claim check_trusted_types_policy(const Token& token, Reporter& report) {
  const std::string_view word = token.text;
  if (word == "*") return Claim::passed;
  for (const std::string_view known : {"'none'", "'allow-duplicates'"})
    if (equals_ignoring_ascii_case(word, known)) return Claim::passed;
  for (const std::string_view known : {"none", "allow-duplicates"})
    if (check_quotes(word, token.span, known, report) == Claim::claimed) return Claim::claimed;
  if (is_policy_name(word)) return Claim::passed;
  if (is_policy_name(bare(word)) && bare(word).size() < word.size()) {
    report.add(Code::invalid_trusted_types_policy, token.span,
               fmt::format("{} is ignored: names of policies stand without quotes. Write {}.",
                           shown(word), shown(bare(word))),
               std::string(bare(word)));
    return Claim::claimed;
  }
  report.add(Code::invalid_trusted_types_policy, token.span,
             fmt::format("{} is ignored: a policy's name holds letters, digits and `-#=_/@.%`.",
                         shown(word)));
  return Claim::claimed;
}

}  // namespace cspkit::checks
