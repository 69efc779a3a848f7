// SPDX-License-Identifier: Apache-2.0
#include "url/ipv6.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace cspkit::whatwg {
namespace {

/// The four decimal bytes at the end of an address (`::ffff:192.0.2.1`); nothing may follow,
/// nothing may be octal.
std::optional<std::uint32_t> parse_embedded_ipv4(std::string_view text) noexcept {
  std::uint32_t address = 0;
  for (int byte = 0; byte < 4; ++byte) {
    // 6.5.5.2. A dot between the bytes.
    if (byte > 0) {
      if (!text.starts_with('.')) return std::nullopt;
      text.remove_prefix(1);
    }
    // 6.5.5.3. There must be a digit.
    if (text.empty() || !is_ascii_digit(text.front())) return std::nullopt;
    // 6.5.5.4. No leading zero, no value over 255.
    unsigned value = 0;
    bool first = true;
    for (; !text.empty() && is_ascii_digit(text.front()); text.remove_prefix(1), first = false) {
      if (!first && value == 0) return std::nullopt;
      value = value * 10 + static_cast<unsigned>(text.front() - '0');
      if (value > 255) return std::nullopt;
    }
    address = address << 8 | value;
  }
  // 6.5.6. Exactly four bytes, and the text ends with them.
  if (!text.empty()) return std::nullopt;
  return address;
}

}  // namespace

std::optional<Ipv6Address> parse_ipv6(std::string_view text) noexcept {
  constexpr std::size_t kPieces = 8;
  // 1-4. No piece yet, no compression yet.
  Ipv6Address address{};
  std::size_t piece = 0;
  std::optional<std::size_t> compress;
  std::size_t at = 0;
  const auto peek = [&](std::size_t ahead) {
    return at + ahead < text.size() ? text[at + ahead] : '\0';
  };

  // 5. A leading colon must be one of two, which compress from the first piece on.
  if (peek(0) == ':') {
    if (peek(1) != ':') return std::nullopt;
    at += 2;
    compress = ++piece;
  }
  // 6. One piece a turn.
  while (at < text.size()) {
    // 6.1. A ninth piece is too many.
    if (piece == kPieces) return std::nullopt;
    // 6.2. A second colon compresses, once.
    if (text[at] == ':') {
      if (compress) return std::nullopt;
      ++at;
      compress = ++piece;
      continue;
    }
    // 6.3-6.4. Up to four hexadecimal digits.
    unsigned value = 0;
    std::size_t length = 0;
    while (length < 4 && at < text.size() && is_ascii_hex_digit(text[at])) {
      value = value * 16 + hex_value(text[at]);
      ++at;
      ++length;
    }
    // 6.5. A dot: the digits begin an IPv4 address, which takes the place of two pieces.
    if (peek(0) == '.') {
      if (length == 0 || piece > kPieces - 2) return std::nullopt;
      const auto ipv4 = parse_embedded_ipv4(text.substr(at - length));
      if (!ipv4) return std::nullopt;
      address[piece] = static_cast<std::uint16_t>(*ipv4 >> 16);
      address[piece + 1] = static_cast<std::uint16_t>(*ipv4 & 0xFFFF);
      piece += 2;
      break;
    }
    // 6.6. A colon goes between two pieces, never at the end; 6.7. anything else is a failure.
    if (at < text.size()) {
      if (text[at] != ':') return std::nullopt;
      if (++at == text.size()) return std::nullopt;
    }
    // 6.8-6.9.
    address[piece++] = static_cast<std::uint16_t>(value);
  }
  // 7. The pieces behind the compression move to the end; 8. without one there must be eight.
  if (compress) {
    std::rotate(address.begin() + static_cast<std::ptrdiff_t>(*compress),
                address.begin() + static_cast<std::ptrdiff_t>(piece), address.end());
  } else if (piece != kPieces) {
    return std::nullopt;
  }
  return address;
}

std::string serialize_ipv6(const Ipv6Address& address) {
  // 2. The first longest run of two or more zero pieces is compressed.
  std::size_t run_begin = address.size();
  std::size_t run_length = 1;
  for (std::size_t i = 0; i < address.size();) {
    std::size_t end = i;
    while (end < address.size() && address[end] == 0) ++end;
    if (end - i > run_length) {
      run_begin = i;
      run_length = end - i;
    }
    i = end + 1;
  }
  // 3-4.
  std::string out;
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (i == run_begin) {
      out += i == 0 ? "::" : ":";
      i += run_length - 1;
      continue;
    }
    std::array<char, 4> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), address[i], 16);
    out.append(digits.data(), end.ptr);
    if (i + 1 < address.size()) out += ':';
  }
  return out;
}

}  // namespace cspkit::whatwg
