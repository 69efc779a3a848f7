// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace cspkit::page {

/// The URLs of the image candidates of a `srcset`, views into it, in order; those whose descriptors are wrong are left out.
/// Source: https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute
[[nodiscard]] std::vector<std::string_view> parse_srcset(std::string_view srcset);

}  // namespace cspkit::page
