// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cspkit/directives.h"
#include "policy/source_expression.h"

namespace cspkit {

/// Whether any algorithm of the text reads that keyword in that directive. A keyword without effect
/// changes no decision there, and is not reported either.
[[nodiscard]] bool has_effect(Keyword keyword, DirectiveId directive) noexcept;

/// Whether the keyword only asks what reports shall say, and lets nothing pass in any directive.
[[nodiscard]] bool only_asks_for_reports(Keyword keyword) noexcept;

/// The same as has_effect for nonces and hashes.
[[nodiscard]] bool nonces_have_effect(DirectiveId directive) noexcept;
[[nodiscard]] bool hashes_have_effect(DirectiveId directive) noexcept;

}  // namespace cspkit
