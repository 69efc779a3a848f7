// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/words.h"

/// The ASCII operations of the Infra standard. Nothing here looks at a locale.
/// Source: https://infra.spec.whatwg.org/#strings
namespace cspkit {

constexpr bool is_ascii_alpha(char c) noexcept { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_alphanumeric(char c) noexcept {
  return is_ascii_alpha(c) || is_ascii_digit(c);
}
constexpr bool is_ascii_hex_digit(char c) noexcept {
  return is_ascii_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}
/// TAB, LF, FF, CR, SPACE.
constexpr bool is_ascii_whitespace(char c) noexcept {
  constexpr std::uint64_t kSet =
      1ull << ' ' | 1ull << '\t' | 1ull << '\n' | 1ull << '\f' | 1ull << '\r';
  const auto u = static_cast<unsigned char>(c);
  return u <= ' ' && ((kSet >> u) & 1) != 0;
}
constexpr bool is_ascii(char c) noexcept { return static_cast<unsigned char>(c) < 0x80; }
inline bool is_ascii(std::string_view s) noexcept {
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080ull;
  for (; s.size() >= 8; s.remove_prefix(8)) {
    if ((load8(s.data()) & kHighBits) != 0) return false;
  }
  for (char c : s) {
    if (!is_ascii(c)) return false;
  }
  return true;
}

constexpr char ascii_lower(char c) noexcept {
  return (c >= 'A' && c <= 'Z') ? static_cast<char>(c + ('a' - 'A')) : c;
}
inline std::string ascii_lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

constexpr bool equals_ignoring_ascii_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (ascii_lower(a[i]) != ascii_lower(b[i])) return false;
  }
  return true;
}
constexpr bool starts_with_ignoring_ascii_case(std::string_view s,
                                               std::string_view prefix) noexcept {
  return s.size() >= prefix.size() &&
         equals_ignoring_ascii_case(s.substr(0, prefix.size()), prefix);
}

constexpr std::string_view strip_ascii_whitespace(std::string_view s) noexcept {
  while (!s.empty() && is_ascii_whitespace(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_ascii_whitespace(s.back())) s.remove_suffix(1);
  return s;
}

/// 0…15 for a hexadecimal digit; the caller has checked that it is one.
constexpr unsigned hex_value(char c) noexcept {
  return is_ascii_digit(c) ? static_cast<unsigned>(c - '0')
                           : static_cast<unsigned>(ascii_lower(c) - 'a' + 10);
}

}  // namespace cspkit
