// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/html.h>

#include <string_view>

namespace cspkit::page {

/// Whether an attribute of that name (lower case, with its `on`) is an event handler of the element, in any browser. Others
/// that begin with `on` are attributes like any other, and no policy looks at them.
[[nodiscard]] bool is_event_handler(std::string_view attribute, std::string_view element,
                                    HtmlNamespace name_space) noexcept;

}  // namespace cspkit::page
