// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/catalog.h"

namespace cspkit::catalog {

/// The pseudo-option that stands for the chosen features, in selections and in conditions.
inline constexpr std::string_view kFeaturesOption = "features";
/// `features=none`: the vendor's core alone.
inline constexpr std::string_view kNoFeatures = "none";

/// Why a value does not fit an option, without the vendor's and the option's names.
struct ValueError {
  std::string message;
  std::string remedy;
};

/// The value as the templates use it (a host without its scheme, in lower case), or why it cannot be.
[[nodiscard]] tl::expected<std::string, ValueError> normalize_value(const OptionSpec& option,
                                                                    std::string_view value);

/// `a+b` as its parts; no empty part is left out.
[[nodiscard]] std::vector<std::string_view> split_list(std::string_view value);

/// Is version `a` below version `b`? Both are valid; missing numbers count as 0.
[[nodiscard]] bool version_below(std::string_view a, std::string_view b);

/// The options and features in effect.
struct Choices {
  std::map<std::string, std::string, std::less<>> values;
  std::vector<std::string> features;

  [[nodiscard]] std::optional<std::string_view> value(std::string_view option) const;
  [[nodiscard]] bool has_feature(std::string_view feature) const;
};

[[nodiscard]] bool holds(const Condition& condition, const Choices& choices);

/// Judges the names and values of a selection and fills in the defaults.
[[nodiscard]] tl::expected<Choices, CatalogError> choose(const Vendor& vendor,
                                                         const VendorSelection& selection);

}  // namespace cspkit::catalog
