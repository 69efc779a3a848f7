// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy/checks/check.h"

namespace cspkit::checks {

/// Another algorithm, the wrong length, hexadecimal, missing padding, the URL alphabet, impossible
/// endings.
[[nodiscard]] Claim check_hash(const Token& token, Reporter& report);

}  // namespace cspkit::checks
