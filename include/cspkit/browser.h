// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cspkit {

/// Whose answer is asked for: the W3C text's, or a browser's where it differs from the text.
enum class Browser : std::uint8_t { specification, chromium, firefox, webkit };

/// The three browser engines, without the specification.
inline constexpr std::array<Browser, 3> kBrowsers = {Browser::chromium, Browser::firefox,
                                                     Browser::webkit};

/// `specification`, `chromium`, `firefox`, `webkit`.
[[nodiscard]] std::string_view browser_name(Browser browser) noexcept;
[[nodiscard]] std::optional<Browser> find_browser(std::string_view name) noexcept;

}  // namespace cspkit
