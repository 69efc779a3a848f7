// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cspkit {

/// Base 64 with the standard alphabet and padding. Source: RFC 4648, section 4.
[[nodiscard]] std::string base64_encode(std::span<const std::uint8_t> bytes);

/// Writes the encoding of `bytes` to `out` and returns its length; `out` has room for 4 * ceil(n /
/// 3) characters.
std::size_t base64_encode_to(std::span<const std::uint8_t> bytes, char* out) noexcept;

/// Whether `text`, in either alphabet and with or without padding, stands for exactly `bytes`. No
/// allocation.
[[nodiscard]] bool base64_decodes_to(std::string_view text,
                                     std::span<const std::uint8_t> bytes) noexcept;

/// Reads `text`, in either alphabet and with or without padding, into `out`, which it has to fill.
/// False where it is no base 64 or stands for another number of bytes.
[[nodiscard]] bool base64_decode_to(std::string_view text, std::span<std::uint8_t> out) noexcept;

}  // namespace cspkit
