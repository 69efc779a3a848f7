// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/lint/check.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

/// Nonces that stand in documentation, examples and tools, and so are known to everybody.
/// As public pages and repositories had them on 2026-11-21.
struct Famous {
  std::string_view value;
  std::string_view from;
};
constexpr auto kFamous = std::to_array<Famous>({
    {"DhcnhD3khTMePgXw", "a Cloudflare worker for nonces, which replaces it, and its copies"},
    {"DhcnhD3khTMePgXwdayK9BsMqXjhguVV", "the CSP specification's examples"},
    {"ch4hvvbHDpv7xCSvXCs3BrNggHdTzxUA", "the CSP specification's examples, and copies of them"},
    {"EDNnf03nceIOfn39fn3e9h3sdfa", "packages' documentation"},
    {"2726c7f26c", "MDN's examples"},
    {"8IBTHwOdqNKAWeKl7plt8g==", "MDN's examples"},
    {"rAnd0m", "content-security-policy.com"},
    {"rAnd0m123", "copies of common examples"},
    {"r4nd0m", "copies of common examples"},
    {"Nc3n83cnSAd3wc3Sasdfn939hc3", "the CSP Level 2 specification's examples"},
    {"IceQb59FbbOzep7wO4TQLxEhRqpiBmno", "a published test page"},
    {"abcdefg", "the CSP specification's examples"},
    {"abcdef", "copies of common examples"},
    {"YWJj", "the letters abc in Base64"},
    {"dGVzdA==", "the word test in Base64"},
    {"bm9uY2U=", "the word nonce in Base64"},
});

/// Words that stand where a program was to put a value.
constexpr auto kPlaceholders = std::to_array<std::string_view>(
    {"nonce", "random", "placeholder", "replace", "changeme", "example", "secret", "yournonce",
     "abc123", "test", "base64", "value", "generated", "dummy", "insert", "todo"});

/// `value` in lower case without what only separates, in `buffer`; empty where it is longer.
std::string_view letters_of(std::string_view value, std::span<char> buffer) noexcept {
  std::size_t size = 0;
  for (const char c : value) {
    if (!is_ascii_alphanumeric(c)) continue;
    if (size == buffer.size()) return {};
    buffer[size++] = ascii_lower(c);
  }
  return {buffer.data(), size};
}

/// `AAAAAAAA…` and `1212…`: few different characters for the length.
bool is_repetitive(std::string_view value) noexcept {
  if (value.size() < 4) return false;
  std::uint64_t low = 0, high = 0;
  for (const char c : value) {
    const auto u = static_cast<unsigned char>(c);
    (u < 64 ? low : high) |= std::uint64_t{1} << (u % 64);
  }
  const int different = std::popcount(low) + std::popcount(high);
  return different <= 2 || (value.size() >= 16 && different <= 4);
}

/// `1234567890`, `abcdefgh…`: each character one more than that before it.
bool is_sequence(std::string_view letters) noexcept {
  if (letters.size() < 4) return false;
  std::size_t steps = 0;
  for (std::size_t i = 1; i < letters.size(); ++i) steps += letters[i] - letters[i - 1] == 1;
  return steps * 4 >= (letters.size() - 1) * 3;
}

std::string why_static(std::string_view value) {
  const auto famous = std::ranges::find(kFamous, value, &Famous::value);
  if (famous != kFamous.end()) return fmt::format("it stands in {}", famous->from);
  if (is_repetitive(value)) return "it repeats a few characters";
  std::array<char, 48> buffer{};
  const std::string_view letters = letters_of(value, buffer);
  if (is_sequence(letters)) return "it counts up";
  // A drawn value of some length has such a word in it by chance hardly ever; letters alone, with
  // nothing else than the word and another, it is somebody's stand-in.
  const bool wordy = std::ranges::count_if(value, is_ascii_digit) <= 4 && letters.size() <= 32;
  if (wordy && std::ranges::any_of(kPlaceholders, [&](std::string_view word) {
        return letters.size() >= word.size() && letters.find(word) != letters.npos &&
               word.size() * 4 >= letters.size();
      })) {
    return "it reads like a placeholder";
  }
  return {};
}

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveFacts& list : policy.directives) {
    if (!list.has_nonce()) continue;
    for (const Source& source : list.sources) {
      if (!source.is_nonce() || source.expression.value == kNoncePlaceholder) continue;
      const std::string why = why_static(source.expression.value);
      if (why.empty()) continue;
      report.add(
          policy,
          {.directive = list.written_name(),
           .value = source.text,
           .span = source.span,
           .message = fmt::format("{} looks like a fixed nonce: {}. Whoever knows it can mark "
                                  "injected code with it.",
                                  source.text, why),
           .fix = Fix{.description = "Draw 16 random bytes for each response; in a template for "
                                     "cspkit write 'nonce-{nonce}'.",
                      .edits = {{source.span, "'nonce-{nonce}'"}}}});
    }
  }
}

}  // namespace

extern const Check kNonceStatic{
    .id = "nonce-static",
    .title = "The nonce is a known example or a placeholder",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .reference = "https://w3c.github.io/webappsec-csp/#security-nonces",
    .trigger = "script-src 'nonce-EDNnf03nceIOfn39fn3e9h3sdfa'",
    .counterexample = "script-src 'nonce-{nonce}'",
    .on_policy = run,
};

}  // namespace cspkit::linting
