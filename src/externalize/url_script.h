// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cspkit::externalize_detail {

/// The script of a serialized `javascript:` URL.
/// Source: https://html.spec.whatwg.org/multipage/browsing-the-web.html#evaluate-a-javascript:-url, steps 1 to 3
[[nodiscard]] std::string javascript_of_url(std::string_view url);

}  // namespace cspkit::externalize_detail
