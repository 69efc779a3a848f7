// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/socket.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cspkit::cli {

/// Why an address is none of the public Internet, as a phrase that stands before `address`: `private`, `loopback`,
/// `link-local`, …; empty for a public one. IPv6 forms that carry an IPv4 address (mapped, compatible, 6to4, NAT64) are
/// judged by it. What is neither IPv4 nor IPv6 is `non-Internet`.
///
/// Source: https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry
[[nodiscard]] std::string_view special_address(const sockaddr* address, std::size_t size) noexcept;

/// The same for an address in text (`10.0.0.1`, `::1`, `[::1]`); nullopt where the text is no address.
[[nodiscard]] std::optional<std::string_view> special_address(std::string_view text);

/// What is to be said of a host at a special address: `is a loopback address` of `127.0.0.1`, `is at 10.0.0.1, a private
/// address` of a name.
[[nodiscard]] std::string describe_special_address(std::string_view host, const sockaddr* address,
                                                   std::size_t size);

/// `10.0.0.1` or `::1`.
[[nodiscard]] std::string address_text(const sockaddr* address, std::size_t size);

}  // namespace cspkit::cli
