// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "policy/checks/check.h"

namespace cspkit::checks {

/// Cuts `words` at spaces that are no ASCII white space, and takes invisible characters off their
/// ends, as the person meant; each is reported. `words` are spans of `text`.
void split_at_odd_spaces(std::string_view text, std::vector<Span>& words, Reporter& report);

/// Typographic quotes, international hosts, and whatever else is not ASCII.
[[nodiscard]] Claim check_non_ascii(const Token& token, Reporter& report);
/// The same for a directive's name, which is no URL.
void report_non_ascii_name(std::string_view name, Span span, std::string_view meant,
                           Reporter& report);
/// NUL and its like.
[[nodiscard]] Claim check_control(const Token& token, Reporter& report);

/// Whether nothing but invisible characters keeps `word` from being ASCII.
[[nodiscard]] bool is_odd_by_invisible_only(std::string_view word);

/// The ASCII text that `word` was meant to be: quotes and hyphens made plain, invisible characters
/// left out, other characters kept.
[[nodiscard]] std::string in_ascii(std::string_view word);

}  // namespace cspkit::checks
