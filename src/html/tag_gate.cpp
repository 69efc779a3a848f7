// SPDX-License-Identifier: Apache-2.0
#include "html/tag_gate.h"

#include "base/ascii.h"
#include "html/find.h"

namespace cspkit::html {
namespace {

constexpr bool ends_tag_name(unsigned char c) noexcept { return (kClass[c] & kEndsTagName) != 0; }

constexpr std::uint32_t bit(unsigned char c) noexcept { return std::uint32_t{1} << (c & 0x1F); }

constexpr std::uint32_t kBitsOfEnds = [] {
  std::uint32_t bits = 0;
  for (unsigned char c = 0; c < 128; ++c) bits |= ends_tag_name(c) ? bit(c) : 0;
  return bits;
}();

}  // namespace

void TagGate::let_in(std::string_view name) noexcept {
  if (name.size() == 1) {
    for (unsigned char c = 0; c < 128; ++c)
      rows_[c] = ends_tag_name(c) ? ~std::uint32_t{0} : rows_[c];
    return;
  }
  const std::uint32_t thirds =
      name.size() > 2 ? bit(static_cast<unsigned char>(name[2])) : kBitsOfEnds;
  const auto lower = static_cast<unsigned char>(ascii_lower(name[1]));
  rows_[lower] |= thirds;
  if (is_ascii_alpha(name[1])) rows_[lower - 0x20u] |= thirds;
}

}  // namespace cspkit::html
