// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cspkit::linting {

struct Check;

/// `docs/checks/ID.md`, for a check of the registry.
[[nodiscard]] std::string_view page_of_check(const Check& check);
/// The place of a diagnostic's code on `docs/checks/syntax.md`.
[[nodiscard]] std::string_view page_of_diagnostic(std::string_view code);

}  // namespace cspkit::linting
