// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/words.h"
#include "match/host_end.h"
#include "match/scheme.h"

namespace cspkit {

/// What a source says of hosts, by their ends.
struct HostEntry {
  HostEnd end;                  ///< of its host, or of its wildcard's suffix
  AcceptedSchemes accepts = 0;  ///< accepted_schemes() of its scheme and its port
  std::uint8_t more = 0;        ///< what is left open: kMoreOfItself, kMoreSources
  std::uint8_t next = 0;        ///< another entry whose hosts may end alike, or HostTails::kNone
  std::uint32_t source = 0;     ///< its index in CompiledPolicy::Data::sources
};

inline constexpr std::uint8_t kMoreOfItself = 1;  ///< a path, a form of some readers, a long host
inline constexpr std::uint8_t kMoreSources = 2;   ///< `next`, or the hash table

/// The hosts of a list by their last eight bytes, in 256 slots: most hosts that match nothing are let go after one
/// look, and most that match something are led to the one source that can. A wildcard and the hosts
/// that it matches end alike, so one question covers both.
///
/// Entries have numbers, from kFirst on. Those of one slot are chained, each to the one before, as long as there are
/// few.
class HostTails {
 public:
  static constexpr std::uint8_t kNone = 0;     ///< an entry that matches nothing
  static constexpr std::uint8_t kMany = 1;     ///< one that leaves all to the hash table
  static constexpr std::size_t kFirst = 2;     ///< entries of sources begin here
  static constexpr std::size_t kShortest = 8;  ///< of the hosts that may be asked for

  HostTails() noexcept = default;
  /// For entries that will stand at `entries`, behind the first two, which are written now.
  explicit HostTails(HostEntry* entries) noexcept : entries_(entries) {
    entries[kNone] = {};
    entries[kMany] = {};
    entries[kMany].more = kMoreSources;
  }

  /// Enters the entry of that number, whose host, or wildcard's suffix with its dot, is `key`, and links it. `key` has at
  /// least kShortest bytes.
  void add(std::string_view key, std::size_t number) noexcept {
    std::uint8_t& slot = slots_[slot_of(tail_of(key))];
    std::size_t length = 0;
    for (std::uint8_t n = slot; n >= kFirst; n = entries_[n].next) ++length;
    if (slot == kMany || length == kLongestChain || number > kLast) {
      slot = kMany;
      return;
    }
    HostEntry& entry = entries_[number];
    entry.next = slot;
    if (slot != kNone) entry.more |= kMoreSources;
    slot = static_cast<std::uint8_t>(number);
  }

  /// From now on anything may match.
  void ask_always() noexcept { slots_.fill(kMany); }

  /// The number of the last entry of those whose hosts may end as one does whose tail_of() is `tail`.
  [[nodiscard]] std::uint8_t find(std::uint64_t tail) const noexcept {
    return slots_[slot_of(tail)];
  }
  [[nodiscard]] const HostEntry& entry(std::uint8_t number) const noexcept {
    return entries_[number];
  }

  /// The last eight bytes of a host, ASCII case folded; 0 where it has fewer.
  [[nodiscard]] static std::uint64_t tail_of(std::string_view host) noexcept {
    return host.size() < kShortest ? 0 : tail_at(host.data() + host.size());
  }
  /// The same of a host that ends there and has at least so many.
  [[nodiscard]] static std::uint64_t tail_at(const char* end) noexcept {
    return load8(end - kShortest) | kFoldWord;
  }

 private:
  static constexpr std::size_t kLongestChain = 4;
  static constexpr std::size_t kLast = 255;

  static std::size_t slot_of(std::uint64_t tail) noexcept { return (tail * kHashMultiplier) >> 56; }

  HostEntry* entries_ = nullptr;
  std::array<std::uint8_t, 256> slots_{};
};

}  // namespace cspkit
