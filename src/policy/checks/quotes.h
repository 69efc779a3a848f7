// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "policy/checks/check.h"

namespace cspkit::checks {

/// `self` for `'self'`, and the like for nonces and hashes.
[[nodiscard]] Claim check_missing_quotes(const Token& token, Reporter& report);
/// `"self"`, `` `self` ``, `\'self\'`, `''self''`.
[[nodiscard]] Claim check_wrong_quotes(const Token& token, Reporter& report);
/// `'self` and `self'`.
[[nodiscard]] Claim check_unbalanced_quote(const Token& token, Reporter& report);
/// `'self''unsafe-inline'`, `'self'https://a.test`.
[[nodiscard]] Claim check_missing_space(const Token& token, Reporter& report);
/// `'https://a.test'`.
[[nodiscard]] Claim check_quoted_source(const Token& token, Reporter& report);
/// `a.test,b.test` in a `<meta>`, where a comma separates nothing.
[[nodiscard]] Claim check_comma(const Token& token, Reporter& report);

/// `' self '`: answers how many tokens from the first on make up one such mistake, or 0.
[[nodiscard]] std::size_t check_space_inside_quotes(std::string_view text,
                                                    std::span<const Span> tokens, Reporter& report);

}  // namespace cspkit::checks
