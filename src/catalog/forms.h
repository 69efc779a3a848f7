// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/catalog.h"
#include "cspkit/url.h"

/// Vendors of which nobody told the options: every form that they may have, and which URLs are theirs.
namespace cspkit {

/// Stands for an identifier of the customer's that nobody gave.
inline constexpr std::string_view kAnyValue = "cspkit-any-value";

/// A vendor with some choice of options.
struct VendorForm {
  VendorSelection
      selection;  ///< what was chosen; identifiers that the vendor asks for are not among it
  ResolvedVendor vendor;  ///< with kAnyValue for those identifiers
};

/// The vendor at each value of each option that has a few (regions above all), with all its features and with the usual
/// ones. The first form is the defaults with all features.
[[nodiscard]] std::vector<VendorForm> in_every_form(const Vendor& vendor,
                                                    const ResolveContext& context);

/// Whether the source names hosts, and not everything.
[[nodiscard]] bool names_hosts(std::string_view source) noexcept;

/// Whether the source lets the URL in: the engine says so, but for identifiers that nobody gave.
[[nodiscard]] bool lets_in(const std::string& source, const Url& url);

/// What stands in the URL's host where the source has kAnyValue; nullopt where it has none, or the hosts differ.
[[nodiscard]] std::optional<std::string> any_value_in(std::string_view source, const Url& url);

}  // namespace cspkit
