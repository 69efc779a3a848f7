// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/words.h"

namespace cspkit {

/// The hosts of a list by their last eight bytes, in 256 slots: most hosts that match nothing are let go after one
/// look, and most that match something are led to the one source that can. A wildcard and the hosts
/// that it matches end alike, so one question covers both.
///
/// Sources have a number in their list, from 1 on. Those of one slot are chained, each to the one before, as long
/// as there are few.
class HostTails {
 public:
  static constexpr std::uint8_t kNone = 0;     ///< nothing can match
  static constexpr std::uint8_t kMany = 0xFF;  ///< anything may, and the hash table has to be asked
  static constexpr std::size_t kShortest = 8;  ///< of the hosts that may be asked for

  /// Answers which source of the slot was added before, or kNone. `key` is a host, or a wildcard's suffix with its
  /// dot; `number` is the source's, and `before(n)` is what add() answered for the n-th source.
  template <class F>
  std::uint8_t add(std::string_view key, std::size_t number, F&& before) noexcept {
    if (key.size() < kShortest) {
      slots_.fill(kMany);  // too short to say anything
      return kNone;
    }
    std::uint8_t& slot = slots_[slot_of(tail_of(key))];
    std::size_t length = 0;
    for (std::uint8_t n = slot; n != kNone && n != kMany; n = before(n)) ++length;
    if (slot == kMany || length == kLongestChain || number >= kMany) {
      slot = kMany;
      return kNone;
    }
    const std::uint8_t previous = slot;
    slot = static_cast<std::uint8_t>(number);
    return previous;
  }

  /// The last source of those that end as a host does whose tail_of() is `tail`, or kNone or kMany.
  [[nodiscard]] std::uint8_t find(std::uint64_t tail) const noexcept {
    return slots_[slot_of(tail)];
  }

  /// The last eight bytes of a host, ASCII case folded; 0 where it has fewer.
  [[nodiscard]] static std::uint64_t tail_of(std::string_view host) noexcept {
    return host.size() < kShortest ? 0 : load8(host.data() + host.size() - kShortest) | kFoldWord;
  }

 private:
  static constexpr std::size_t kLongestChain = 4;

  static std::size_t slot_of(std::uint64_t tail) noexcept { return (tail * kHashMultiplier) >> 56; }

  std::array<std::uint8_t, 256> slots_{};
};

}  // namespace cspkit
