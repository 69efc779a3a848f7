// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy/checks/check.h"

namespace cspkit::checks {

/// `'none' https://a.test`.
void check_none_with_others(const TokenList& list, Reporter& report);
/// The same source, sandbox token, address or policy name twice.
void check_duplicates(const TokenList& list, Reporter& report);
/// `script-src` without a source.
void check_empty_source_list(const TokenList& list, Reporter& report);
/// `report-to` without a name, and the like.
void check_missing_value(const TokenList& list, Reporter& report);
/// `upgrade-insecure-requests 1`.
void check_value_ignored(const TokenList& list, Reporter& report);

/// Whatever no other check has claimed and matches no production of the grammar.
[[nodiscard]] Claim check_invalid_source(const Token& token, Reporter& report);

}  // namespace cspkit::checks
