// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "catalog/options.h"

namespace cspkit::catalog {

/// The name in templates of the page's origin.
inline constexpr std::string_view kPageOrigin = "page_origin";
/// What follows a url option's name where its origin is meant.
inline constexpr std::string_view kOriginSuffix = ".origin";

/// A piece of a template: text as it is, or the name of an option or variable.
struct TemplatePart {
  enum class Kind { text, name };
  Kind kind = Kind::text;
  std::string_view text;
};

/// Splits `https://{cdn}/x` at its names. `{nonce}` is text. On failure: what is wrong.
[[nodiscard]] tl::expected<std::vector<TemplatePart>, std::string> split_template(
    std::string_view text);

/// A filled template, and what the variable's case changes about its row.
struct Filled {
  std::string text;
  RowOverride row;
};

/// Fills templates with the options and variables of one vendor.
class Filler {
 public:
  Filler(const Vendor& vendor, const Choices& choices, std::string_view page_origin)
      : vendor_(vendor), choices_(choices), page_origin_(page_origin) {}

  /// One text for each value of the `pick: all` variable that the template names, none where a variable has
  /// no value, one text otherwise. On failure: the name of an option that is needed and was not given.
  [[nodiscard]] tl::expected<std::vector<Filled>, std::string> fill(std::string_view text) const;

 private:
  using Result = tl::expected<std::vector<Filled>, std::string>;
  [[nodiscard]] Result values_of(std::string_view name) const;
  [[nodiscard]] Result values_of(const Variable& variable) const;

  const Vendor& vendor_;
  const Choices& choices_;
  std::string_view page_origin_;
};

}  // namespace cspkit::catalog
