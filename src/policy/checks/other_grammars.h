// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy/checks/check.h"

/// Directives whose values are no source lists.
namespace cspkit::checks {

[[nodiscard]] Claim check_sandbox_token(const Token& token, Reporter& report);
[[nodiscard]] Claim check_report_uri(const Token& token, Reporter& report);
[[nodiscard]] Claim check_trusted_types_sink(const Token& token, Reporter& report);
[[nodiscard]] Claim check_trusted_types_policy(const Token& token, Reporter& report);

void check_report_to(const TokenList& list, Reporter& report);
void check_webrtc(const TokenList& list, Reporter& report);

}  // namespace cspkit::checks
