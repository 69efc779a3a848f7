// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/catalog.h"
#include "cspkit/explain.h"
#include "cspkit/report.h"

namespace cspkit::explain_detail {

/// Whose feature something is, by the catalogue's requirements and probes.
class Attribution {
 public:
  /// `site`: the vendors that the page has; where there are none, every vendor of the catalogue in every region may be
  /// meant, and hosts alone count.
  Attribution(std::span<const ResolvedVendor> site, const std::string& page_origin);

  struct Answer {
    std::vector<AffectedFeature> features;  ///< the surest first
    std::string source;     ///< the vendor's own source that covers the URL; empty: none
    std::string reference;  ///< and where it stands
  };
  [[nodiscard]] Answer ask(const ReportedViolation& violation) const;

 private:
  struct Row {
    std::size_t vendor;
    std::size_t requirement;
  };
  void add(ResolvedVendor vendor);

  std::vector<ResolvedVendor> vendors_;
  std::vector<Row> rows_;
  bool declared_ = false;  ///< the site's own
};

}  // namespace cspkit::explain_detail
