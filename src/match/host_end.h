// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "base/words.h"

namespace cspkit {

/// How the hosts end that a source matches: compared with a URL's host in four words, which hold all of the source's
/// host up to 32 bytes and may overlap. What the words need is worked out once, so that nothing has to be foreseen.
class HostEnd {
 public:
  static constexpr std::uint32_t kShortest = 8;
  static constexpr std::uint32_t kLongest = 32;  ///< whole; of a longer host the end is compared
  static constexpr std::uint32_t kBefore = 8;    ///< bytes that are read before a host of kShortest
  /// Hosts of that many bytes have enough before them, `http://` at least.
  static constexpr std::uint32_t kShortestBehindScheme = 9;

  HostEnd() noexcept = default;
  /// For `size` bytes, at least kShortest, that begin at `begin` of a text: a host, or with `wildcard` the end of one.
  HostEnd(std::uint32_t begin, std::uint32_t size, bool wildcard) noexcept
      : end_(begin + size),
        size_(size),
        lengths_(wildcard ? std::numeric_limits<std::int32_t>::max() : 1),
        before_(static_cast<std::int8_t>(16 - std::clamp(size, 16u, kLongest))),
        unread_(static_cast<std::uint8_t>(4 * (16 - std::min(size, 16u)))) {}

  /// All ones where a host ends so, perhaps but for ASCII case, else 0. `text` is what the constructor's `begin` counts in;
  /// the host is a canonical domain of `size` bytes, at least kShortest, that ends at `end`, and `tail` holds the last
  /// eight of them.
  [[nodiscard]] std::uint64_t matches(const char* text, const char* end, std::size_t size,
                                      std::uint64_t tail) const noexcept {
    // Masks and no bools: what is written as a byte and read as a word has to be waited for.
    const std::uint64_t length = mask(static_cast<std::uint32_t>(size) - size_ < lengths_);
    // The last 16 bytes, and as many so far before them as the source's host begins.
    const auto before = static_cast<std::ptrdiff_t>(before_ & length);
    const char* const a = text + end_ - 16;
    const char* const b = end - 16;
    const auto differ = [&](std::ptrdiff_t at) noexcept { return load8(a + at) ^ load8(b + at); };
    // In two steps, since no word can be shifted by all of its bits at once.
    const std::uint64_t first =
        without_first_bits(without_first_bits(differ(0) | differ(before), unread_), unread_);
    const std::uint64_t difference = first | (load8(a + 8) ^ tail) | differ(before + 8);
    return length & mask((difference & ~kFoldWord) == 0);
  }

 private:
  static std::uint64_t mask(bool all) noexcept { return 0 - std::uint64_t{all}; }

  std::uint32_t end_ = 8;      ///< of the source's host, with as many bytes before it in the text
  std::uint32_t size_ = 0;     ///< of the source's host
  std::uint32_t lengths_ = 0;  ///< how many lengths, from that one on, the URL's host may have
  std::int8_t before_ = 0;     ///< where, from the last 16 bytes on, the source's host begins
  std::uint8_t unread_ = 0;    ///< half of the bits of the 16 bytes that are none of it
};

}  // namespace cspkit
