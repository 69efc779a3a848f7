// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace cspkit::whatwg {

/// U+FFFD in UTF-8, what every ill-formed sequence reads as.
inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// One step of a UTF-8 decoder: so many bytes are one code point, or one maximal subpart of an
/// ill-formed sequence.
struct Utf8Unit {
  std::size_t length;
  enum class Form { well_formed, ill_formed } form;
};

/// The unit that begins at `position`, which is less than `text.size()`.
/// Source: https://encoding.spec.whatwg.org/#utf-8-decoder
[[nodiscard]] Utf8Unit utf8_unit_at(std::string_view text, std::size_t position) noexcept;

}  // namespace cspkit::whatwg
