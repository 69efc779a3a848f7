// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "cspkit/catalog.h"

namespace cspkit::test {

/// The selection, which is known to be well-formed.
inline VendorSelection selection_of(std::string_view text) {
  auto selection = parse_vendor_selection(text);
  EXPECT_TRUE(selection) << text << ": " << selection.error().to_string();
  return selection.value_or(VendorSelection{});
}

/// A vendor of the built-in catalogue with options that are known to be good.
inline ResolvedVendor resolved(std::string_view text) {
  auto vendor = resolve(builtin_catalog(), selection_of(text));
  EXPECT_TRUE(vendor) << text << ": " << vendor.error().to_string();
  return vendor.value_or(ResolvedVendor{});
}

/// The requirement of that directive and source, in one mode; nullptr where there is none.
inline const ResolvedRequirement* find_row(const ResolvedVendor& vendor, Evidence mode,
                                           std::string_view directive, std::string_view source) {
  for (const ResolvedRequirement& row : vendor.requirements) {
    if (applies(row.scope, mode) && row.contribution == Contribution::always &&
        row.directive == directive && row.source == source) {
      return &row;
    }
  }
  return nullptr;
}

/// The vendor's contribution as one policy: `script-src a b; img-src c`.
inline std::string policy_of(const ResolvedVendor& vendor, Evidence mode) {
  std::vector<std::pair<std::string, std::string>> directives;
  for (const ResolvedRequirement& row : requirements_in(vendor, mode)) {
    if (row.contribution != Contribution::always) continue;
    auto it = directives.begin();
    while (it != directives.end() && it->first != row.directive) ++it;
    if (it == directives.end()) it = directives.insert(it, {row.directive, ""});
    it->second += " " + row.source;
  }
  std::string text;
  for (const auto& [name, value] : directives) text += (text.empty() ? "" : "; ") + name + value;
  return text;
}

}  // namespace cspkit::test
