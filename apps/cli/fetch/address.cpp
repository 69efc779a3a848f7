// SPDX-License-Identifier: Apache-2.0
#include "fetch/address.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace cspkit::cli {
namespace {

using Ipv4 = std::uint32_t;                 // in host order
using Ipv6 = std::array<std::uint8_t, 16>;  // in network order

struct Ipv4Block {
  Ipv4 first;
  unsigned bits;
  std::string_view what;
};

constexpr Ipv4 ipv4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return a << 24 | b << 16 | c << 8 | d;
}

constexpr Ipv4Block kIpv4Blocks[] = {
    {ipv4(0, 0, 0, 0), 8, "unspecified"},        {ipv4(10, 0, 0, 0), 8, "private"},
    {ipv4(100, 64, 0, 0), 10, "shared"},         {ipv4(127, 0, 0, 0), 8, "loopback"},
    {ipv4(169, 254, 0, 0), 16, "link-local"},    {ipv4(172, 16, 0, 0), 12, "private"},
    {ipv4(192, 0, 0, 0), 24, "reserved"},        {ipv4(192, 0, 2, 0), 24, "documentation"},
    {ipv4(192, 88, 99, 0), 24, "reserved"},      {ipv4(192, 168, 0, 0), 16, "private"},
    {ipv4(198, 18, 0, 0), 15, "benchmark"},      {ipv4(198, 51, 100, 0), 24, "documentation"},
    {ipv4(203, 0, 113, 0), 24, "documentation"}, {ipv4(224, 0, 0, 0), 4, "multicast"},
    {ipv4(240, 0, 0, 0), 4, "reserved"},
};

struct Ipv6Block {
  std::array<std::uint8_t, 8> first;  // no block is narrower than its first 64 bits
  unsigned bits;
  std::string_view what;
};

constexpr Ipv6Block kIpv6Blocks[] = {
    {{0x01, 0x00}, 64, "discard-only"},  {{0x20, 0x01, 0x0d, 0xb8}, 32, "documentation"},
    {{0x20, 0x01}, 23, "reserved"},  // Teredo, benchmarks, ORCHID: no web server answers there
    {{0x3f, 0xff}, 20, "documentation"}, {{0x5f, 0x00}, 16, "reserved"},
    {{0xfc, 0x00}, 7, "private"},        {{0xfe, 0x80}, 10, "link-local"},
    {{0xfe, 0xc0}, 10, "private"},       {{0xff, 0x00}, 8, "multicast"},
};

std::string_view special_ipv4(Ipv4 address) noexcept {
  for (const Ipv4Block& block : kIpv4Blocks) {
    if ((address ^ block.first) >> (32 - block.bits) == 0) return block.what;
  }
  return {};
}

Ipv4 ipv4_at(const Ipv6& address, std::size_t at) noexcept {
  return ipv4(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

bool begins_with(const Ipv6& address, const Ipv6Block& block) noexcept {
  for (unsigned bit = 0; bit < block.bits; bit += 8) {
    const unsigned compared = std::min(8U, block.bits - bit);
    if ((address[bit / 8] ^ block.first[bit / 8]) >> (8 - compared) != 0) return false;
  }
  return true;
}

std::string_view special_ipv6(const Ipv6& address) noexcept {
  const auto zeros_up_to = [&](std::size_t end) {
    return std::all_of(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(end),
                       [](std::uint8_t byte) { return byte == 0; });
  };
  if (zeros_up_to(16)) return "unspecified";
  if (zeros_up_to(15) && address[15] == 1) return "loopback";
  if (zeros_up_to(10) && address[10] == 0xff && address[11] == 0xff)  // ::ffff:0:0/96, mapped
    return special_ipv4(ipv4_at(address, 12));
  if (zeros_up_to(12)) return special_ipv4(ipv4_at(address, 12));  // ::/96, compatible
  constexpr std::array<std::uint8_t, 12> kNat64 = {0x00, 0x64, 0xff, 0x9b};
  if (std::equal(kNat64.begin(), kNat64.end(), address.begin()))  // 64:ff9b::/96
    return special_ipv4(ipv4_at(address, 12));
  if (address[0] == 0x20 && address[1] == 0x02) return special_ipv4(ipv4_at(address, 2));  // 6to4
  for (const Ipv6Block& block : kIpv6Blocks) {
    if (begins_with(address, block)) return block.what;
  }
  // Unicast that is global lies in 2000::/3 alone.
  return (address[0] & 0xe0U) == 0x20 ? std::string_view{} : "reserved";
}

}  // namespace

std::string_view special_address(const sockaddr* address, std::size_t size) noexcept {
  if (address->sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    return special_ipv4(ntohl(in.sin_addr.s_addr));
  }
  if (address->sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    Ipv6 bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return special_ipv6(bytes);
  }
  return "non-Internet";
}

std::optional<std::string_view> special_address(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  const std::string terminated(text);
  sockaddr_in in{};
  in.sin_family = AF_INET;
  if (inet_pton(AF_INET, terminated.c_str(), &in.sin_addr) == 1)
    return special_address(reinterpret_cast<const sockaddr*>(&in), sizeof in);
  sockaddr_in6 in6{};
  in6.sin6_family = AF_INET6;
  if (inet_pton(AF_INET6, terminated.c_str(), &in6.sin6_addr) == 1)
    return special_address(reinterpret_cast<const sockaddr*>(&in6), sizeof in6);
  return std::nullopt;
}

std::string address_text(const sockaddr* address, std::size_t size) {
  char text[INET6_ADDRSTRLEN] = {};
  if (address->sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    inet_ntop(AF_INET, &in.sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    inet_ntop(AF_INET6, &in.sin6_addr, text, sizeof text);
  }
  return text;
}

std::string describe_special_address(std::string_view host, const sockaddr* address,
                                     std::size_t size) {
  const std::string_view what = special_address(address, size);
  const std::string text = address_text(address, size);
  const bool vowel = std::string_view("aeiou").find(what.front()) != std::string_view::npos;
  const std::string kind = fmt::format("{} {} address", vowel ? "an" : "a", what);
  return host == text || host == fmt::format("[{}]", text)
             ? fmt::format("is {}", kind)
             : fmt::format("is at {}, {}", text, kind);
}

}  // namespace cspkit::cli
