// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/hashes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/ascii.h"
#include "base/base64.h"

namespace cspkit::checks {
namespace {

constexpr std::array kAlgorithms{HashAlgorithm::sha256, HashAlgorithm::sha384,
                                 HashAlgorithm::sha512};

/// Base64 characters of so many bytes, without padding.
constexpr std::size_t characters_for(std::size_t bytes) noexcept { return (bytes * 4 + 2) / 3; }
constexpr std::size_t padding_for(std::size_t bytes) noexcept { return (3 - bytes % 3) % 3; }

std::string_view without_padding(std::string_view value) noexcept {
  while (!value.empty() && value.back() == '=') value.remove_suffix(1);
  return value;
}

bool is_hexadecimal(std::string_view value) noexcept {
  return std::all_of(value.begin(), value.end(), [](char c) { return is_ascii_hex_digit(c); });
}

std::string base64_of_hexadecimal(std::string_view value) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i + 1 < value.size(); i += 2)
    bytes.push_back(static_cast<std::uint8_t>(hex_value(value[i]) * 16 + hex_value(value[i + 1])));
  return base64_encode(bytes);
}

std::string standard_alphabet(std::string_view value) {
  std::string out(value);
  std::replace(out.begin(), out.end(), '-', '+');
  std::replace(out.begin(), out.end(), '_', '/');
  return out;
}

std::string written(HashAlgorithm algorithm, std::string_view value) {
  return fmt::format("'{}-{}'", hash_algorithm_name(algorithm), value);
}

/// Whether the bits of the last character that stand for no byte are zero, as an encoder writes
/// them.
bool ends_like_a_digest(std::string_view value, std::size_t bytes) noexcept {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t spare_bits = value.size() * 6 - bytes * 8;
  const char last = value.back() == '-' ? '+' : value.back() == '_' ? '/' : value.back();
  const std::size_t index = kAlphabet.find(last);
  return index != kAlphabet.npos && (index & ((1u << spare_bits) - 1)) == 0;
}

Claim report_wrong_length(const Token& token, HashAlgorithm algorithm, std::string_view digits,
                          Reporter& report) {
  const std::size_t size = digest_size(algorithm);
  if (is_hexadecimal(digits) && digits.size() == 2 * size) {
    std::string better = written(algorithm, base64_of_hexadecimal(digits));
    report.add(Code::hash_hex, token.span,
               fmt::format("{} is hexadecimal; CSP compares Base64. Write {}.", shown(token.text),
                           shown(better)),
               better);
    return Claim::claimed;
  }
  for (const HashAlgorithm other : kAlgorithms) {
    if (digits.size() != characters_for(digest_size(other))) continue;
    std::string better = written(other, token.expression.value);
    report.add(
        Code::hash_length, token.span,
        fmt::format("{} matches nothing: its value is as long as a digest of {}, not of {}.",
                    shown(token.text), hash_algorithm_name(other), hash_algorithm_name(algorithm)),
        std::move(better));
    return Claim::claimed;
  }
  report.add(Code::hash_length, token.span,
             fmt::format("{} matches nothing: a digest of {} has {} Base64 characters without its "
                         "padding, this has {}. Compute it again.",
                         shown(token.text), hash_algorithm_name(algorithm), characters_for(size),
                         digits.size()));
  return Claim::claimed;
}

Claim check_value(const Token& token, Reporter& report) {
  const HashAlgorithm algorithm = token.expression.algorithm;
  const std::string_view value = token.expression.value;
  const std::string_view digits = without_padding(value);
  const std::size_t size = digest_size(algorithm);
  if (digits.size() != characters_for(size))
    return report_wrong_length(token, algorithm, digits, report);
  if (!ends_like_a_digest(digits, size)) {
    report.add(Code::hash_impossible, token.span,
               fmt::format("{} matches nothing: no {} digest ends in `{}`. It is mistyped or cut; "
                           "compute it again.",
                           shown(token.text), hash_algorithm_name(algorithm), digits.back()));
    return Claim::claimed;
  }
  const std::string better =
      written(algorithm, standard_alphabet(digits) + std::string(padding_for(size), '='));
  if (value.size() - digits.size() != padding_for(size)) {
    report.add(Code::hash_padding, token.span,
               fmt::format("{} lacks its padding: the specification and Firefox compare it letter "
                           "by letter, and it never matches. Write {}.",
                           shown(token.text), shown(better)),
               better);
    return Claim::claimed;
  }
  if (value.find_first_of("-_") != value.npos) {
    report.add(Code::hash_base64url, token.span,
               fmt::format("{} is in the alphabet for URLs, which matches inline blocks but not "
                           "the integrity attribute everywhere. Write {}.",
                           shown(token.text), shown(better)),
               better);
    return Claim::claimed;
  }
  return Claim::passed;
}

/// The inside of a quoted token cut into `sha-256` and what follows, where it begins like a hash.
struct Pieces {
  std::string name;  ///< lower case, without hyphen: `sha256`
  char separator = 0;
  std::string_view value;
};

std::optional<Pieces> pieces_of(std::string_view text) {
  if (text.size() < 5 || text.front() != '\'' || text.back() != '\'') return std::nullopt;
  const std::string_view inner = text.substr(1, text.size() - 2);
  Pieces pieces;
  std::size_t i = 0;
  while (i < inner.size() && is_ascii_alpha(inner[i])) ++i;
  pieces.name = ascii_lower(inner.substr(0, i));
  if (pieces.name != "sha" && pieces.name != "md") return std::nullopt;
  if (i + 1 < inner.size() && inner[i] == '-' && is_ascii_digit(inner[i + 1])) ++i;
  const std::size_t digits = i;
  while (i < inner.size() && is_ascii_digit(inner[i])) ++i;
  if (i == digits) return std::nullopt;
  pieces.name += inner.substr(digits, i - digits);
  if (i == inner.size()) return pieces;
  pieces.separator = inner[i];
  pieces.value = inner.substr(i + 1);
  return pieces;
}

}  // namespace

// hash-source = "'" hash-algorithm "-" base64-value "'"
Claim check_hash(const Token& token, Reporter& report) {
  if (token.expression.valid_in_text())
    return token.expression.kind == SourceKind::hash ? check_value(token, report) : Claim::passed;
  const auto pieces = pieces_of(token.text);
  if (!pieces) return Claim::passed;
  const auto algorithm = find_hash_algorithm(pieces->name);
  if (!algorithm) {
    report.add(
        Code::unsupported_hash, token.span,
        fmt::format("{} is ignored: CSP knows sha256, sha384 and sha512. Compute the hash with "
                    "one of them.",
                    shown(token.text)));
    return Claim::claimed;
  }
  if (is_base64_value(pieces->value) && is_hexadecimal(without_padding(pieces->value)) &&
      pieces->value.size() == 2 * digest_size(*algorithm)) {
    std::string better = written(*algorithm, base64_of_hexadecimal(pieces->value));
    report.add(Code::hash_hex, token.span,
               fmt::format("{} is hexadecimal; CSP compares Base64. Write {}.", shown(token.text),
                           shown(better)),
               better);
    return Claim::claimed;
  }
  const bool fits = is_base64_value(pieces->value);
  report.add(
      Code::invalid_hash, token.span,
      pieces->value.empty()
          ? fmt::format("{} has no digest and matches nothing. Put the Base64 of the digest "
                        "behind `{}-`.",
                        shown(token.text), pieces->name)
      : fits ? fmt::format("{} is not written as the grammar has it. Write {}.", shown(token.text),
                           shown(written(*algorithm, pieces->value)))
             : fmt::format("{} is ignored: the digest is to be in Base64 (letters, digits, `+`, "
                           "`/`, and `=` at the end).",
                           shown(token.text)),
      fits ? written(*algorithm, pieces->value) : std::string());
  return Claim::claimed;
}

}  // namespace cspkit::checks
