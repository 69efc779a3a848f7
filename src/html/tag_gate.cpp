// SPDX-License-Identifier: Apache-2.0
#include "html/tag_gate.h"

#include "base/ascii.h"

namespace cspkit::html {
namespace {

constexpr std::string_view kEndsTagName = "\t\n\f\r />";

constexpr std::uint32_t bit(char c) noexcept { return std::uint32_t{1} << (c & 0x1F); }

constexpr std::uint32_t kBitsOfEnds = [] {
  std::uint32_t bits = 0;
  for (const char c : kEndsTagName) bits |= bit(c);
  return bits;
}();

}  // namespace

void TagGate::let_in(std::string_view name) noexcept {
  if (name.size() == 1) {
    for (const char c : kEndsTagName) rows_[static_cast<unsigned char>(c)] = ~std::uint32_t{0};
    return;
  }
  const std::uint32_t thirds = name.size() > 2 ? bit(name[2]) : kBitsOfEnds;
  const auto lower = static_cast<unsigned char>(ascii_lower(name[1]));
  rows_[lower] |= thirds;
  if (is_ascii_alpha(name[1])) rows_[lower - 0x20u] |= thirds;
}

}  // namespace cspkit::html
