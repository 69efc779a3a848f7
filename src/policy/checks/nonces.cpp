// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/nonces.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"

namespace cspkit::checks {
namespace {

constexpr std::string_view kWord = "'nonce";
/// Base64 characters that 128 random bits take, padding left out.
constexpr std::ptrdiff_t kEnoughCharacters = 22;

std::string_view value_of(std::string_view text) noexcept {
  return text.substr(kWord.size() + 1, text.size() - kWord.size() - 2);
}

}  // namespace

// nonce-source = "'nonce-" base64-value "'"
Claim check_nonce(const Token& token, Reporter& report) {
  const std::string_view text = token.text;
  if (token.expression.kind == SourceKind::nonce) {
    const std::string_view value = token.expression.value;
    const auto characters =
        std::count_if(value.begin(), value.end(), [](char c) { return c != '='; });
    if (value == kNoncePlaceholder || characters >= kEnoughCharacters) return Claim::passed;
    report.add(
        Code::short_nonce, token.span,
        fmt::format("{} holds fewer than 128 bits and may be guessed. Draw at least 16 random "
                    "bytes for each response.",
                    shown(text)));
    return Claim::claimed;
  }
  if (!starts_with_ignoring_ascii_case(text, kWord) || text.back() != '\'') return Claim::passed;
  if (text.size() <= kWord.size() + 2) {
    if (text.size() == kWord.size() + 2 && is_ascii_alphanumeric(text[kWord.size()]))
      return Claim::passed;
    report.add(Code::empty_nonce, token.span,
               fmt::format("{} has no value and matches nothing. Put the nonce of the response "
                           "behind `nonce-`.",
                           shown(text)));
    return Claim::claimed;
  }
  const char separator = text[kWord.size()];
  const std::string_view value = value_of(text);
  if (separator != '-') {
    if (is_ascii_alphanumeric(separator)) return Claim::passed;
    const bool fits = is_base64_value(value);
    report.add(
        Code::invalid_nonce, token.span,
        fmt::format("{} is no nonce: a hyphen stands between `nonce` and its value.", shown(text)),
        fits ? fmt::format("'nonce-{}'", value) : std::string());
    return Claim::claimed;
  }
  if (value.find_first_of("{}$<>%") != value.npos) {
    report.add(
        Code::template_placeholder, token.span,
        fmt::format("{} looks like a placeholder that was not filled in. Put in a value drawn "
                    "for each response, or write `'nonce-{{nonce}}'` in a template for "
                    "cspkit.",
                    shown(text)));
    return Claim::claimed;
  }
  report.add(
      Code::invalid_nonce, token.span,
      fmt::format("{} is ignored: a nonce holds letters, digits, `+`, `/`, `-`, `_`, and up to two "
                  "`=` at its end.",
                  shown(text)));
  return Claim::claimed;
}

}  // namespace cspkit::checks
