// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cspkit::whatwg {

/// The eight 16-bit pieces of an address.
using Ipv6Address = std::array<std::uint16_t, 8>;

/// The address that stands between the brackets, or nullopt: failure.
/// Source: https://url.spec.whatwg.org/#concept-ipv6-parser
[[nodiscard]] std::optional<Ipv6Address> parse_ipv6(std::string_view text) noexcept;

/// Without the brackets.
/// Source: https://url.spec.whatwg.org/#concept-ipv6-serializer
[[nodiscard]] std::string serialize_ipv6(const Ipv6Address& address);

}  // namespace cspkit::whatwg
