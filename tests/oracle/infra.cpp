// SPDX-License-Identifier: Apache-2.0
#include "oracle/infra.h"

#include <cstddef>

namespace cspkit::oracle {

bool is_ascii_whitespace(char c) {
  return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

bool is_ascii_alpha(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii_hex_digit(char c) {
  return is_ascii_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

bool is_ascii_string(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) > 0x7F) return false;
  }
  return true;
}

std::string ascii_lowercase(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return result;
}

bool is_ascii_case_insensitive_match(std::string_view a, std::string_view b) {
  return ascii_lowercase(a) == ascii_lowercase(b);
}

std::string strip_leading_and_trailing_ascii_whitespace(std::string_view text) {
  std::string result(text);
  while (!result.empty() && is_ascii_whitespace(result.front())) result.erase(0, 1);
  while (!result.empty() && is_ascii_whitespace(result.back())) result.pop_back();
  return result;
}

Strings strictly_split(std::string_view text, char delimiter) {
  Strings result;
  std::string token;
  for (const char c : text) {
    if (c == delimiter) {
      result.push_back(token);
      token.clear();
    } else {
      token += c;
    }
  }
  result.push_back(token);
  return result;
}

Strings split_on_ascii_whitespace(std::string_view text) {
  Strings result;
  std::string token;
  for (const char c : text) {
    if (!is_ascii_whitespace(c)) {
      token += c;
    } else if (!token.empty()) {
      result.push_back(token);
      token.clear();
    }
  }
  if (!token.empty()) result.push_back(token);
  return result;
}

namespace {

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  return ascii_lowercase(std::string(1, c))[0] - 'a' + 10;
}

}  // namespace

std::string percent_decode(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_ascii_hex_digit(text[i + 1]) &&
        is_ascii_hex_digit(text[i + 2])) {
      result += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::string base64_encode(const std::vector<unsigned char>& bytes) {
  static const std::string alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  // One long string of bits, six at a time.
  std::string bits;
  for (const unsigned char byte : bytes) {
    for (int i = 7; i >= 0; --i) bits += ((byte >> i) & 1) != 0 ? '1' : '0';
  }
  while (bits.size() % 6 != 0) bits += '0';
  std::string result;
  for (std::size_t i = 0; i < bits.size(); i += 6) {
    std::size_t value = 0;
    for (std::size_t j = i; j < i + 6; ++j) value = value * 2 + (bits[j] == '1' ? 1 : 0);
    result += alphabet[value];
  }
  while (result.size() % 4 != 0) result += '=';
  return result;
}

}  // namespace cspkit::oracle
