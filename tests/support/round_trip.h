// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cspkit::testing {

/// Writes the policies of a header value in every form of every target, reads back those that can be read, and compares.
/// What went wrong, or nothing. A policy that cannot be written for anything is no problem.
[[nodiscard]] std::optional<std::string> round_trip(std::string_view header);

}  // namespace cspkit::testing
