// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The named character references of HTML, and the search for one.
/// Source: https://html.spec.whatwg.org/multipage/named-characters.html
namespace cspkit::html {

inline constexpr std::size_t kReferenceCount = 2231;
/// All names in byte order, one behind the other, without their `&`; the i-th begins at kReferenceNameAt[i].
extern const char kReferenceNames[];
extern const std::uint16_t kReferenceNameAt[kReferenceCount + 1];
/// All texts in UTF-8; the i-th name's is kReferenceTextAt[i] % 8 bytes from kReferenceTextAt[i] / 8.
extern const char kReferenceTexts[];
extern const std::uint16_t kReferenceTextAt[kReferenceCount];

struct NamedReference {
  std::size_t length = 0;  ///< bytes of the name, a `;` included; 0 where there is none
  std::string_view text;   ///< what it stands for, in UTF-8
  bool may_go_on = false;  ///< all of the input begins a longer name
};

/// The longest name with which `input`, what follows an `&`, begins.
[[nodiscard]] NamedReference find_named_reference(std::string_view input) noexcept;

}  // namespace cspkit::html
