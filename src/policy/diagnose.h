// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "cspkit/policy.h"
#include "policy/scan.h"

namespace cspkit {

/// Everything a person got wrong in `text`, in the order of the text. Changes nothing of what is
/// parsed.
[[nodiscard]] std::vector<Diagnostic> diagnose(std::string_view text, const Scan& scan,
                                               Disposition disposition, Delivery delivery);

}  // namespace cspkit
