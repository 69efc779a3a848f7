// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cspkit::whatwg {

/// Whether `scheme` (lower case) is `http`, `https`, `ws`, `wss`, `ftp` or `file`.
/// Source: https://url.spec.whatwg.org/#special-scheme
[[nodiscard]] bool is_special_scheme(std::string_view scheme) noexcept;

}  // namespace cspkit::whatwg
