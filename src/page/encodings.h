// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace cspkit::page {

/// The encoding that a label means, by its name (`windows-1252` for `latin1`), or empty where it means none.
/// Source: https://encoding.spec.whatwg.org/#concept-encoding-get
[[nodiscard]] std::string_view find_encoding(std::string_view label) noexcept;

/// ICU's name of the converter for an encoding that find_encoding() answers.
[[nodiscard]] std::string_view icu_name(std::string_view encoding) noexcept;

/// How far into a page its `<meta>` elements are looked for, in bytes.
inline constexpr std::size_t kPrescanBytes = 1024;

/// The encoding that the start of a page names in `<meta>` or an XML declaration, or empty where it names none.
/// Source: https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
[[nodiscard]] std::string_view prescan_encoding(std::string_view start);

/// The label in a Content-Type as a `<meta>` writes it, or empty.
/// Source: https://html.spec.whatwg.org/multipage/urls-and-fetching.html#extracting-character-encodings-from-meta-elements
[[nodiscard]] std::string_view charset_of_content(std::string_view content) noexcept;

/// What an encoding means that a `<meta>` names: UTF-16 cannot be, and x-user-defined is not.
[[nodiscard]] std::string_view encoding_named_by_meta(std::string_view label) noexcept;

}  // namespace cspkit::page
