// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cspkit::whatwg {

/// What the states of the parser read: `input` without C0 controls and spaces at either end,
/// without tabs and newlines anywhere, and with U+FFFD for each maximal subpart of an ill-formed
/// sequence. Answers a part of `input` where that will do, else a view of `buffer`, which is
/// filled.
/// Source: steps 1 and 3 of https://url.spec.whatwg.org/#concept-basic-url-parser
[[nodiscard]] std::string_view clean_url_input(std::string_view input, std::string& buffer);

/// Which byte of `input` the byte `cleaned_offset` of clean_url_input(input) comes from.
[[nodiscard]] std::size_t offset_in_url_input(std::string_view input,
                                              std::size_t cleaned_offset) noexcept;

}  // namespace cspkit::whatwg
