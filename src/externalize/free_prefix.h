// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cspkit::externalize_detail {

/// What the names of the new classes and attributes begin with: `cspkit`, or `cspkit2` and so on where the page has that
/// already, as one does that was externalized before.
[[nodiscard]] std::string free_prefix(std::string_view html);

}  // namespace cspkit::externalize_detail
