// SPDX-License-Identifier: Apache-2.0
#include "url/ipv4.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace cspkit::whatwg {
namespace {

/// Larger than any address; a number stops growing here, so that no input overflows.
constexpr std::uint64_t kTooLarge = std::uint64_t{1} << 32;

/// The value of a decimal, hexadecimal (`0x`) or octal (`0`) number, at most kTooLarge; nullopt
/// where it is none.
/// Source: https://url.spec.whatwg.org/#ipv4-number-parser
std::optional<std::uint64_t> parse_ipv4_number(std::string_view text) noexcept {
  // 1. The empty string is no number.
  if (text.empty()) return std::nullopt;
  // 2-5. A prefix chooses the radix and goes.
  unsigned radix = 10;
  if (starts_with_ignoring_ascii_case(text, "0x")) {
    text.remove_prefix(2);
    radix = 16;
  } else if (text.size() >= 2 && text[0] == '0') {
    text.remove_prefix(1);
    radix = 8;
  }
  // 6. "0x" alone is zero: the loop does not run.
  // 7-9. All digits must belong to the radix.
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!is_ascii_hex_digit(c) || hex_value(c) >= radix) return std::nullopt;
    value = std::min(value * radix + hex_value(c), kTooLarge);
  }
  return value;
}

/// `domain` without one trailing dot.
std::string_view without_trailing_dot(std::string_view domain) noexcept {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  return domain;
}

}  // namespace

bool ends_in_a_number(std::string_view domain) noexcept {
  // 1-2. The empty label after a trailing dot does not count, unless it is the only label.
  // 3. The last label.
  domain = without_trailing_dot(domain);
  const std::string_view last = domain.substr(domain.rfind('.') + 1);
  // 4. ASCII digits alone are a number, even where the IPv4 parser will refuse them (`09`).
  if (!last.empty() && std::all_of(last.begin(), last.end(), is_ascii_digit)) return true;
  // 5-6. Otherwise, whatever parses as an IPv4 number.
  return parse_ipv4_number(last).has_value();
}

std::optional<std::uint32_t> parse_ipv4(std::string_view domain) noexcept {
  // 1-3. Split on dots; one trailing dot is forgiven.
  std::string_view rest = without_trailing_dot(domain);
  // 5-6. Every part must be a number.
  std::array<std::uint64_t, 4> numbers{};
  std::size_t count = 0;
  for (bool more = true; more;) {
    // 4. More than four parts is a failure.
    if (count == numbers.size()) return std::nullopt;
    const std::size_t dot = rest.find('.');
    more = dot != std::string_view::npos;
    const std::optional<std::uint64_t> number = parse_ipv4_number(rest.substr(0, dot));
    if (!number) return std::nullopt;
    numbers[count++] = *number;
    if (more) rest.remove_prefix(dot + 1);
  }
  // 7-8. All but the last are single bytes.
  // 10-12. The first ones fill the address from the top.
  std::uint64_t address = 0;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (numbers[i] > 255) return std::nullopt;
    address |= numbers[i] << (8 * (3 - i));
  }
  // 9. The last one fills all bytes that are left.
  if (numbers[count - 1] >= std::uint64_t{1} << (8 * (5 - count))) return std::nullopt;
  return static_cast<std::uint32_t>(address | numbers[count - 1]);
}

std::string serialize_ipv4(std::uint32_t address) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += std::to_string((address >> shift) & 0xFF);
    if (shift > 0) out += '.';
  }
  return out;
}

}  // namespace cspkit::whatwg
