// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace cspkit::externalize_detail {

/// Whether a text is filled in by a template before it reaches the browser.
enum class TextOrigin : std::uint8_t { fixed, templated };

/// templated: it holds `<% %>`, `<? ?>`, `{% %}` or, with what such a template would hold between them, `{{ }}`.
/// A file is the same for every response, so that what a server writes into a page cannot move there.
[[nodiscard]] TextOrigin text_origin(std::string_view text) noexcept;

}  // namespace cspkit::externalize_detail
