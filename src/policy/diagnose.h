// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cspkit/policy.h"
#include "policy/scan.h"

namespace cspkit {

/// Whether what is plainly right is passed over. That it makes no difference is a test.
enum class Effort : std::uint8_t { usual, every_check };

/// Everything a person got wrong in `text`, in the order of the text. Changes nothing of what is
/// parsed.
[[nodiscard]] std::vector<Diagnostic> diagnose(std::string_view text, const Scan& scan,
                                               Disposition disposition, Delivery delivery,
                                               Effort effort = Effort::usual);

}  // namespace cspkit
