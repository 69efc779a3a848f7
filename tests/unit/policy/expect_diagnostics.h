// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "cspkit/policy.h"

namespace cspkit::test {

/// A policy, and for each diagnostic `code:what its span covers`, in order; behind ` => `, the
/// suggestion where the case is about it.
struct DiagnosticCase {
  std::string_view text;
  std::vector<std::string> expected;
};

inline std::vector<std::string> diagnostics_of(std::string_view text,
                                               const std::vector<std::string>& like,
                                               Disposition disposition, Delivery delivery) {
  std::vector<std::string> actual;
  for (const auto& diagnostic : parse_policies(text, disposition, delivery).diagnostics) {
    const auto& span = diagnostic.span;
    std::string line =
        diagnostic.code + ":" + std::string(text.substr(span.begin, span.end - span.begin));
    const std::size_t index = actual.size();
    const bool with_suggestion =
        index >= like.size() || like[index].find(" => ") != std::string::npos;
    if (with_suggestion && !diagnostic.suggestion.empty()) line += " => " + diagnostic.suggestion;
    EXPECT_FALSE(diagnostic.message.empty());
    actual.push_back(std::move(line));
  }
  return actual;
}

inline void expect_diagnostics(const std::vector<DiagnosticCase>& cases,
                               Disposition disposition = Disposition::enforce,
                               Delivery delivery = Delivery::header) {
  for (const auto& c : cases)
    EXPECT_EQ(diagnostics_of(c.text, c.expected, disposition, delivery), c.expected) << c.text;
}

}  // namespace cspkit::test
