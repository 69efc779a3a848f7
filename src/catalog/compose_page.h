// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "catalog/compose_extend.h"
#include "catalog/probe.h"
#include "cspkit/compose.h"

/// A page with its policies and vendors, on its way to a composition.
namespace cspkit::catalog {

struct PagePart {
  Policy base;
  /// Whether the policy is to be extended. A report-only policy beside an enforced one is not.
  enum class Role : std::uint8_t { extended, observed } role = Role::extended;
  Extension extension;
};

struct ComposedPage {
  std::span<const ResolvedVendor> vendors;
  ComposeOptions options;
  PageNonces nonces;
  PageFacts facts;
  std::vector<PreparedProbe> probes;
  std::vector<Candidate> candidates;
  std::vector<PagePart> parts;
  bool alone = false;  ///< no base: the vendors' contribution
};

/// Extends every policy of the page.
[[nodiscard]] tl::expected<ComposedPage, ComposeError> compose_page(
    std::span<const PagePolicy> base, std::span<const ResolvedVendor> vendors,
    const ComposeOptions& options);

/// The vendors alone, in mode `observed`: directives that begin empty, extended.
[[nodiscard]] tl::expected<ComposedPage, ComposeError> compose_alone(
    std::span<const ResolvedVendor> vendors, const ComposeOptions& options);

/// What the caller gets of it.
[[nodiscard]] Composition to_composition(const ComposedPage& page);

/// Rows of provenance for one added source.
[[nodiscard]] std::vector<Provenance> provenance_of(const ComposedPage& page, std::size_t policy,
                                                    const Placed& placed);

/// What people should know about it.
[[nodiscard]] std::vector<ComposeNote> notes_of(const ComposedPage& page);

/// The vendors' own advice, and where their pages and their SDKs differ, in this mode.
/// Rows are left to `concerns` to choose.
void add_vendor_notes(std::span<const ResolvedVendor> vendors, Evidence mode,
                      const std::function<bool(const ResolvedRequirement&)>& concerns,
                      std::vector<ComposeNote>& notes);

}  // namespace cspkit::catalog
