// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "policy/checks/check.h"

namespace cspkit::checks {

/// Where a directive stands, for what is said about its name.
struct NamePlace {
  std::optional<Span> comma;  ///< the comma right before it, if one is
  const DirectiveInfo* previous =
      nullptr;  ///< the directive before it, in this policy or the one before
};

/// Looks at the first of `words`, which is a directive's name, reports what is wrong with it, and
/// answers the directive that was meant, or nullptr. Takes off `words` what is no value: the name,
/// or a header's name before it. Where the name itself is a source, it stays.
[[nodiscard]] const DirectiveInfo* check_directive_name(std::string_view text,
                                                        std::vector<Span>& words,
                                                        const NamePlace& place, Reporter& report);

/// The directive's name, exact or misspelt, that a value of another directive is, or nullptr.
[[nodiscard]] const DirectiveInfo* directive_among_values(std::string_view word, std::size_t index,
                                                          const DirectiveInfo& directive);

void report_missing_semicolon(std::string_view word, Span span, const DirectiveInfo& meant,
                              const DirectiveInfo& directive, Reporter& report);

}  // namespace cspkit::checks
