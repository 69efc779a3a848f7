// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/scan.h>

#include <optional>
#include <string_view>

namespace cspkit::cli {

/// The policy that a header field of a document's response brings, or nothing. Views of its value.
[[nodiscard]] std::optional<SeenPolicy> seen_policy(std::string_view field, std::string_view value);

}  // namespace cspkit::cli
