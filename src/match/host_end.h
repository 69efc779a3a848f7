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

  HostEnd() noexcept = default;
  /// For `size` bytes, at least kShortest, that begin at `begin` of a text: a host, or with `wildcard` the end of one.
  HostEnd(std::uint32_t begin, std::uint32_t size, bool wildcard) noexcept
      : size_(size), longer_(wildcard ? std::numeric_limits<std::int32_t>::max() : 0) {
    const std::uint32_t compared = std::min(size, kLongest);
    const std::uint32_t last = compared - 8;
    begin_ = begin + size - compared;
    words_ = std::min(last, 8u) | (std::max(last, 8u) - 8u) << 8 | last << 16;
  }

  struct Comparison {
    bool same;     ///< the host ends so, perhaps but for ASCII case
    bool unequal;  ///< some bits differ; where it ends so, those of case
  };

  /// `text` is what the constructor's `begin` counts in; `host` has at least kShortest bytes.
  [[nodiscard]] Comparison compare(const char* text, std::string_view host) const noexcept {
    // A host that is too short gets ahead of every limit.
    const bool length = static_cast<std::uint32_t>(host.size()) - size_ <= longer_;
    const std::uint32_t words = words_ & (0 - std::uint32_t{length});
    const std::size_t last = words >> 16;
    const char* const a = text + begin_;
    const char* const b = host.data() + host.size() - 8 - last;
    const auto differ = [&](std::size_t at) noexcept { return load8(a + at) ^ load8(b + at); };
    const std::uint64_t difference =
        differ(0) | differ(words & 0xFF) | differ(words >> 8 & 0xFF) | differ(last);
    const bool but_for_case = (difference & ~kFoldWord) == 0;
    return {.same = (length & but_for_case) != 0, .unequal = difference != 0};
  }

 private:
  std::uint32_t begin_ = 0;  ///< of the first word
  std::uint32_t words_ = 0;  ///< a byte for each of the others: how far behind the first they begin
  std::uint32_t size_ = 0;   ///< of the source's host
  std::uint32_t longer_ = 0;  ///< by how much, at most, the URL's host may be longer
};

}  // namespace cspkit
