// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cspkit::html {

/// Which start tags deserve a look, by the second and the third byte of their names: these tell the names of HTML better
/// apart than the first does. Where a name is shorter, the byte behind it counts.
class TagGate {
 public:
  /// Lets in tags of this name, and others of its second and third letter.
  void let_in(std::string_view name) noexcept;

  [[nodiscard]] bool lets_in(char second, char third) const noexcept {
    return (rows_[static_cast<unsigned char>(second) & 0x7F] >> (third & 0x1F) & 1) != 0;
  }
  [[nodiscard]] bool lets_in(std::string_view name) const noexcept {
    return lets_in(name.size() > 1 ? name[1] : ' ', name.size() > 2 ? name[2] : ' ');
  }

 private:
  std::array<std::uint32_t, 128>
      rows_{};  // by the second byte; bits of the third, without its case
};

}  // namespace cspkit::html
