// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cspkit::whatwg {

/// Whether a domain can only be meant as an IPv4 address, so that it must parse as one.
/// Source: https://url.spec.whatwg.org/#ends-in-a-number-checker
[[nodiscard]] bool ends_in_a_number(std::string_view domain) noexcept;

/// The address, or nullopt: failure.
/// Source: https://url.spec.whatwg.org/#concept-ipv4-parser
[[nodiscard]] std::optional<std::uint32_t> parse_ipv4(std::string_view domain) noexcept;

/// Source: https://url.spec.whatwg.org/#concept-ipv4-serializer
[[nodiscard]] std::string serialize_ipv4(std::uint32_t address);

}  // namespace cspkit::whatwg
