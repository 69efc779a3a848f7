// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy/checks/check.h"

namespace cspkit::checks {

/// `${CDN}`, `<host>`, `{{host}}`.
[[nodiscard]] Claim check_placeholder(const Token& token, Reporter& report);
/// `https:\\a.test`.
[[nodiscard]] Claim check_backslash(const Token& token, Reporter& report);
/// `https://user:password@a.test`.
[[nodiscard]] Claim check_credentials(const Token& token, Reporter& report);
/// `[::1]`, `192.168.0.1`, `127.1`.
[[nodiscard]] Claim check_address(const Token& token, Reporter& report);
/// `*.*.a.test`, `cdn.*.test`, `*cdn.test`, `.a.test`, `a..test`, `my_bucket.test`.
[[nodiscard]] Claim check_host(const Token& token, Reporter& report);
/// `*/path` and `*:443`, which not every browser reads as the text does.
[[nodiscard]] Claim check_star_forms(const Token& token, Reporter& report);

}  // namespace cspkit::checks
