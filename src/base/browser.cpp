// SPDX-License-Identifier: Apache-2.0
#include "cspkit/browser.h"

#include <algorithm>

namespace cspkit {
namespace {

constexpr std::array<std::string_view, 4> kBrowserNames = {"specification", "chromium", "firefox",
                                                           "webkit"};

}  // namespace

std::string_view browser_name(Browser browser) noexcept {
  return kBrowserNames[static_cast<std::size_t>(browser)];
}

std::optional<Browser> find_browser(std::string_view name) noexcept {
  const auto found = std::find(kBrowserNames.begin(), kBrowserNames.end(), name);
  if (found == kBrowserNames.end()) return std::nullopt;
  return static_cast<Browser>(found - kBrowserNames.begin());
}

}  // namespace cspkit
