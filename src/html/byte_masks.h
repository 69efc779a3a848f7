// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/byte_vectors.h"

namespace cspkit::html {

/// Where the bytes that matter to markup stand; bit i is for the i-th.
struct ByteMasks {
  std::uint64_t less, greater, twice, once, equals, slash;
  std::uint64_t blank;   ///< white space, and `/`
  std::uint64_t letter;  ///< of ASCII

  template <class Vectors>
  static inline ByteMasks read(const char* p) noexcept {
    const auto [less, greater, twice, once, equals, slash, white, letter] =
        Vectors::template where<byte('<'), byte('>'), byte('"'), byte('\''), byte('='), byte('/'),
                                kAsciiWhitespace, kAsciiLetters>(p);
    return {less, greater, twice, once, equals, slash, white | slash, letter};
  }
  void add(const ByteMasks& m, unsigned at) noexcept {
    less |= m.less << at;
    greater |= m.greater << at;
    twice |= m.twice << at;
    once |= m.once << at;
    equals |= m.equals << at;
    slash |= m.slash << at;
    blank |= m.blank << at;
    letter |= m.letter << at;
  }
};

}  // namespace cspkit::html
