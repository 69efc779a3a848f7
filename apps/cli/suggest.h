// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cspkit::cli {

/// The candidate that `typed` was most likely meant to be: the fewest edits (insert, delete, replace, swap neighbours),
/// and no more than a third of its length, at least one; the first of equals.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view typed,
                                                      std::span<const std::string_view> candidates);

/// `; did you mean X?` or an empty string.
[[nodiscard]] std::string did_you_mean(std::string_view typed,
                                       std::span<const std::string_view> candidates);

}  // namespace cspkit::cli
