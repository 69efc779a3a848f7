// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"

#include <array>

#include "base/ascii.h"
#include "cspkit/base64.h"

namespace cspkit {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::uint8_t kNotBase64 = 0xFF;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  for (auto& v : values) v = kNotBase64;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  values['-'] = 62;
  values['_'] = 63;
  return values;
}
constexpr auto kValues = make_values();

}  // namespace

std::size_t base64_encode_to(std::span<const std::uint8_t> bytes, char* out) noexcept {
  char* const begin = out;
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const std::uint32_t v = (std::uint32_t{bytes[i]} << 16) | (std::uint32_t{bytes[i + 1]} << 8) |
                            std::uint32_t{bytes[i + 2]};
    *out++ = kAlphabet[v >> 18];
    *out++ = kAlphabet[(v >> 12) & 63];
    *out++ = kAlphabet[(v >> 6) & 63];
    *out++ = kAlphabet[v & 63];
  }
  if (const std::size_t rest = bytes.size() - i; rest != 0) {
    const std::uint32_t v =
        (std::uint32_t{bytes[i]} << 16) | (rest == 2 ? std::uint32_t{bytes[i + 1]} << 8 : 0u);
    *out++ = kAlphabet[v >> 18];
    *out++ = kAlphabet[(v >> 12) & 63];
    *out++ = rest == 2 ? kAlphabet[(v >> 6) & 63] : '=';
    *out++ = '=';
  }
  return static_cast<std::size_t>(out - begin);
}

std::string base64_encode(std::span<const std::uint8_t> bytes) {
  std::string out((bytes.size() + 2) / 3 * 4, '\0');
  base64_encode_to(bytes, out.data());
  return out;
}

namespace {

/// Calls `byte(index, value)` for each byte that `text` stands for, if those are `size`; false where
/// they are not, or where a call answers false.
template <class F>
bool decode(std::string_view text, std::size_t size, F&& byte) noexcept {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  if (text.size() % 4 == 1 || text.size() * 3 / 4 != size) return false;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  std::size_t at = 0;
  for (const char c : text) {
    const std::uint8_t v = kValues[static_cast<unsigned char>(c)];
    if (v == kNotBase64) return false;
    buffer = (buffer << 6) | v;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      if (!byte(at++, static_cast<std::uint8_t>(buffer >> bits))) return false;
    }
  }
  return at == size;
}

}  // namespace

bool base64_decodes_to(std::string_view text, std::span<const std::uint8_t> bytes) noexcept {
  return decode(text, bytes.size(),
                [&](std::size_t at, std::uint8_t value) { return bytes[at] == value; });
}

bool base64_decode_to(std::string_view text, std::span<std::uint8_t> out) noexcept {
  return decode(text, out.size(), [&](std::size_t at, std::uint8_t value) {
    out[at] = value;
    return true;
  });
}

std::optional<std::string> base64_decode(std::string_view text) {
  std::string digits(text);
  std::erase_if(digits, is_ascii_whitespace);
  const std::size_t count = digits.find_last_not_of('=') + 1;
  constexpr std::size_t kMostPadding = 2;
  if (count % 4 == 1 || digits.size() - count > kMostPadding) return std::nullopt;
  std::string bytes(count / 4 * 3 + (count % 4 == 0 ? 0 : count % 4 - 1), '\0');
  const std::span out(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size());
  if (!base64_decode_to(digits, out)) return std::nullopt;
  return bytes;
}

}  // namespace cspkit
