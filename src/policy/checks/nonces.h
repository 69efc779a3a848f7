// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy/checks/check.h"

namespace cspkit::checks {

/// `'nonce-'`, `'nonce-a.b'`, `'nonce=abc'`, a nonce too short to be secret.
[[nodiscard]] Claim check_nonce(const Token& token, Reporter& report);

}  // namespace cspkit::checks
