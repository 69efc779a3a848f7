// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cspkit::cli {

/// The type that a Content-Type field names, in lower case and without parameters: `text/html`.
[[nodiscard]] std::string content_type_essence(std::string_view value);
/// Its charset parameter without quotes; empty where there is none.
/// Source: https://mimesniff.spec.whatwg.org/#parse-a-mime-type
[[nodiscard]] std::string content_type_charset(std::string_view value);

/// Whether browsers build a document of HTML from such a body.
[[nodiscard]] bool is_html_type(std::string_view essence) noexcept;

/// Whether header field names are the same.
[[nodiscard]] bool is_field(std::string_view name, std::string_view other) noexcept;

}  // namespace cspkit::cli
