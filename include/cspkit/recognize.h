// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cspkit/catalog.h"
#include "cspkit/scan.h"

/// Which vendors of the catalogue a site has, by what its pages request and name.
///
///     for (const auto& vendor : cspkit::recognize_vendors(inventory, cspkit::builtin_catalog())) {
///       vendor.selection_text();  // "pendo:region=eu,sub_id=4815162342"
///       vendor.evidence[0].url;   // "https://cdn.eu.pendo.io/agent/static/API_KEY/pendo.js"
///     }
namespace cspkit {

/// Why a vendor is taken to be there.
struct VendorEvidence {
  enum class Kind : std::uint8_t {
    request,  ///< the page requests `url`
    mention,  ///< an inline script names `url`
  };
  Kind kind = Kind::request;
  std::string url;
  std::string directive;  ///< where the vendor's row stands, such as `script-src`
  std::string matched;    ///< the vendor's source, or the URL of its probe
  std::string reference;  ///< where the row comes from; may be empty
  std::uint64_t count = 0;
  Place place;  ///< the first
};

/// A vendor that the pages have.
struct RecognizedVendor {
  enum class Certainty : std::uint8_t {
    likely,    ///< its own script, style or frame is there
    possible,  ///< no more than a host of its others is
  };
  std::string name, title;
  Certainty certainty = Certainty::likely;
  std::vector<VendorEvidence> evidence;  ///< the surest first, at most kMostEvidence
  /// The options that can be read off the evidence, where they are not the defaults.
  std::vector<std::pair<std::string, std::string>> options;
  /// With these options and the usual features. Where `problem` says why that cannot be, such as for an option that the
  /// evidence does not tell: the core alone, or nothing.
  std::optional<ResolvedVendor> resolved;
  std::string problem;

  /// As `--vendor` takes it.
  [[nodiscard]] std::string selection_text() const;
};
inline constexpr std::size_t kMostEvidence = 5;

/// `likely`, `possible`.
[[nodiscard]] std::string_view to_string(RecognizedVendor::Certainty certainty) noexcept;
/// `request`, `mention`.
[[nodiscard]] std::string_view to_string(VendorEvidence::Kind kind) noexcept;

/// The likely ones first, each by name. The site is the inventory's first origin.
[[nodiscard]] std::vector<RecognizedVendor> recognize_vendors(const Inventory& inventory,
                                                              const Catalog& catalog);

}  // namespace cspkit
