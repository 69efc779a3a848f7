// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy/checks/check.h"

namespace cspkit::checks {

/// `'unsafe-inlin'`, `'unsave-eval'`, `unsafe_inline`: with the nearest keyword, where one is near.
[[nodiscard]] Claim check_keyword(const Token& token, Reporter& report);
/// `'strict-dynamic'` in img-src, a nonce in frame-ancestors: well formed, and never read.
[[nodiscard]] Claim check_effect(const Token& token, Reporter& report);

}  // namespace cspkit::checks
