// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cspkit {

/// The version of the library and the program. The build reads it from this line.
inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace cspkit
