// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a plain hash table takes to find a host, without an engine around it: a measure for what a decision may cost under a
/// policy that lists hosts, beside one that lists none and so looks none up.
namespace cspkit::bench {

/// The hosts that one policy lists, of all its directives together, without schemes, ports and paths. Wildcards are
/// left out: to find one takes more than one look.
class HostTable {
 public:
  explicit HostTable(std::string_view policy);

  /// What a parsed URL could keep of its host.
  [[nodiscard]] static std::uint64_t hash_of(std::string_view host) noexcept;

  /// Nearly always one look and at most one comparison. `hash` is hash_of() the host.
  [[nodiscard]] bool holds(std::string_view host, std::uint64_t hash) const noexcept;

 private:
  std::vector<std::string> hosts_;
  std::vector<std::uint32_t> slots_;  ///< a power of two of them: places in hosts_, or kFree
};

/// The host of a canonical URL with neither credentials nor port, cut out of the text.
[[nodiscard]] std::string_view host_in(std::string_view url) noexcept;

}  // namespace cspkit::bench
