// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy/checks/check.h"

namespace cspkit::checks {

/// `https`, `data`: a scheme without its colon is a host.
[[nodiscard]] Claim check_bare_scheme(const Token& token, Reporter& report);
/// `https://`, `//a.test`, `https:a.test`, `data:image/png`, `*://a.test`, `htps://a.test`.
[[nodiscard]] Claim check_scheme(const Token& token, Reporter& report);

}  // namespace cspkit::checks
