// SPDX-License-Identifier: Apache-2.0
#include "url/utf8.h"

namespace cspkit::whatwg {

Utf8Unit utf8_unit_at(std::string_view text, std::size_t position) noexcept {
  using enum Utf8Unit::Form;
  const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte_at(position);
  if (lead < 0x80) return {1, well_formed};
  if (lead < 0xC2 || lead > 0xF4) return {1, ill_formed};

  const std::size_t needed = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  // Only the first continuation byte has a narrower range: no overlong forms, no surrogates,
  // nothing over U+10FFFF.
  unsigned lower = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned upper = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t seen = 1; seen <= needed; ++seen) {
    if (position + seen == text.size()) return {seen, ill_formed};
    const unsigned next = byte_at(position + seen);
    if (next < lower || next > upper) return {seen, ill_formed};
    lower = 0x80;
    upper = 0xBF;
  }
  return {needed + 1, well_formed};
}

}  // namespace cspkit::whatwg
