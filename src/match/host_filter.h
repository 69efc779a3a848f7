// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/words.h"

namespace cspkit {

/// Which hosts a list may hold, by their last eight bytes: one bit of 256 for each, so that most
/// hosts that match nothing are let go without a look at the table. A wildcard and the hosts that it
/// matches end alike, so one question covers both.
class HostFilter {
 public:
  /// `key` is a host, or a wildcard's suffix with its dot.
  void add(std::string_view key) noexcept {
    if (key.size() < kTail) {
      bits_.fill(~std::uint64_t{0});  // too short to say anything
    } else {
      const unsigned bit = bit_of(key);
      bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
  }

  /// False only where no key that was added is `host` or an end of it, whatever the case.
  [[nodiscard]] bool may_match(std::string_view host) const noexcept {
    if (host.size() < kTail) return true;
    const unsigned bit = bit_of(host);
    return ((bits_[bit / 64] >> (bit % 64)) & 1) != 0;
  }

 private:
  static constexpr std::size_t kTail = 8;

  /// `text` has at least kTail bytes. Case is folded.
  static unsigned bit_of(std::string_view text) noexcept {
    const std::uint64_t tail = load8(text.data() + text.size() - kTail) | kFoldWord;
    return static_cast<unsigned>((tail * kHashMultiplier) >> 56);
  }

  std::array<std::uint64_t, 4> bits_{};
};

}  // namespace cspkit
