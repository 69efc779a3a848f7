// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cspkit::linting {

/// `docs/checks/ID.md`, for an id of the registry; a diagnostic's code has its place on `docs/checks/syntax.md`.
[[nodiscard]] std::string_view page_of_check(std::string_view id);

}  // namespace cspkit::linting
