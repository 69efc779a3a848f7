// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cspkit::html {

/// Which tags deserve a look, by the first byte of their name and its length.
class NameGate {
 public:
  /// Lets no tag in but those that begin with no letter, which are none.
  NameGate() noexcept;
  /// Lets in start tags of this name, and others of its first letter and length. Names of 32 bytes and more are taken
  /// for names 32 bytes shorter.
  void let_in(std::string_view name) noexcept;

  [[nodiscard]] bool lets_in(bool is_end_tag, char first, unsigned length) const noexcept {
    return (rows_[is_end_tag][static_cast<unsigned char>(first)] >> (length % 32) & 1) != 0;
  }

 private:
  std::array<std::array<std::uint32_t, 256>, 2> rows_;  // bits of lengths
};

/// Hops over text and over tags that nobody asks for and that change nothing. Stops at the first `<` that deserves a look:
/// markup other than a tag, a tag that the gate lets in, one that is not written as tags usually are, or one close to the
/// end. `steps` counts the work.
const char* skip_markup(const char* p, const char* end, const NameGate& gate,
                        std::uint64_t& steps) noexcept;
/// The same, by what every processor of the architecture can do.
const char* skip_markup_anywhere(const char* p, const char* end, const NameGate& gate,
                                 std::uint64_t& steps) noexcept;

}  // namespace cspkit::html
