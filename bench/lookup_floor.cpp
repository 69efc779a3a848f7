// SPDX-License-Identifier: Apache-2.0
#include "lookup_floor.h"

#include <algorithm>
#include <bit>

#include "base/words.h"

namespace cspkit::bench {
namespace {

constexpr std::uint32_t kFree = 0xFFFF'FFFF;

std::size_t slot_of(std::uint64_t hash, std::size_t slots) noexcept {
  return (hash >> 32) & (slots - 1);
}

/// The host of a source expression; empty where it has none, or a wildcard.
std::string_view host_of(std::string_view source) {
  if (const auto scheme = source.find("://"); scheme != std::string_view::npos) {
    source.remove_prefix(scheme + 3);
  }
  source = source.substr(0, source.find_first_of(":/"));
  const bool is_host = source.find('.') != std::string_view::npos && !source.starts_with("*.");
  return is_host ? source : std::string_view();
}

}  // namespace

HostTable::HostTable(std::string_view policy) {
  constexpr std::string_view kSeparators = " ;";
  while (!policy.empty()) {
    const std::size_t end = std::min(policy.find_first_of(kSeparators), policy.size());
    const std::string_view host = host_of(policy.substr(0, end));
    if (!host.empty() && std::ranges::find(hosts_, host) == hosts_.end()) hosts_.emplace_back(host);
    policy.remove_prefix(std::min(end + 1, policy.size()));
  }
  if (hosts_.empty()) return;
  slots_.assign(std::bit_ceil(2 * hosts_.size()), kFree);
  for (std::size_t i = 0; i < hosts_.size(); ++i) {
    std::size_t slot = slot_of(hash_of(hosts_[i]), slots_.size());
    while (slots_[slot] != kFree) slot = (slot + 1) % slots_.size();
    slots_[slot] = static_cast<std::uint32_t>(i);
  }
}

std::uint64_t HostTable::hash_of(std::string_view host) noexcept {
  return folded_hash(host, host.size());
}

bool HostTable::holds(std::string_view host, std::uint64_t hash) const noexcept {
  if (slots_.empty()) return false;
  std::size_t slot = slot_of(hash, slots_.size());
  for (; slots_[slot] != kFree; slot = (slot + 1) & (slots_.size() - 1)) {
    if (hosts_[slots_[slot]] == host) return true;
  }
  return false;
}

std::string_view host_in(std::string_view url) noexcept {
  const std::size_t begin = url.find(':') + std::string_view("://").size();
  return url.substr(begin, url.find('/', begin) - begin);
}

}  // namespace cspkit::bench
