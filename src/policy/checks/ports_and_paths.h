// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy/checks/check.h"

namespace cspkit::checks {

/// `a.test:`, `a.test:80a`, `a.test:70000`, `a.test:0443`, `https://a.test:80`.
[[nodiscard]] Claim check_port(const Token& token, Reporter& report);
/// `/js/`, `./js/`, `../js/`.
[[nodiscard]] Claim check_path_without_host(const Token& token, Reporter& report);
/// `a.test/x?y`, `a.test/x#y`, `a.test/js/*`, `a.test//x`, `a.test/a/../b`, `a.test/%zz`.
[[nodiscard]] Claim check_path(const Token& token, Reporter& report);
/// A path in frame-ancestors, which compares origins.
[[nodiscard]] Claim check_ancestor_path(const Token& token, Reporter& report);

}  // namespace cspkit::checks
