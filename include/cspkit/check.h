// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/browser.h"
#include "cspkit/catalog.h"
#include "cspkit/compose.h"
#include "cspkit/directives.h"

/// Which features of vendors work under a page's policies, browser by browser, and the smallest fix.
///
///     cspkit::PagePolicy policy{.text = "script-src 'self'"};
///     auto report = cspkit::check(std::span(&vendor, 1), std::span(&policy, 1));
///     report->vendors[0].features[0].status;  // FeatureStatus::broken
///     report->fixed.text();                   // "script-src 'self' …"
namespace cspkit {

enum class FeatureStatus : std::uint8_t { works, degraded, broken };

/// `works`, `degraded` or `broken`.
[[nodiscard]] std::string_view to_string(FeatureStatus status) noexcept;

/// A probe that some browser blocks, under one policy and directive.
struct CheckFailure {
  std::string probe;  ///< its id in the catalogue
  std::string url;    ///< what is blocked; `inline`, `eval` or a name where it is no URL
  std::size_t policy = 0;
  DirectiveId directive =
      DirectiveId::default_src;  ///< the effective directive, as reports name it
  DirectiveId source_directive = DirectiveId::default_src;  ///< the policy's directive that decided
  std::vector<Browser> browsers;
  std::string effect;  ///< what people lose
  ProbeSeverity severity = ProbeSeverity::broken;
  std::vector<Addition> fix;  ///< empty where nothing that is added helps; a note tells why
};

struct FeatureReport {
  std::string feature;
  std::string title;
  std::string symptom;  ///< what people see when it is blocked
  FeatureStatus status = FeatureStatus::works;
  std::vector<CheckFailure> failures;
};

struct VendorReport {
  std::string vendor;
  std::string title;
  std::vector<FeatureReport> features;  ///< `core` first
};

struct CheckReport {
  std::vector<VendorReport> vendors;
  Composition fixed;  ///< the page's policies, extended by compose_onto

  /// Every feature works in every browser.
  [[nodiscard]] bool ok() const noexcept;
};

/// Runs the probes of every vendor's features against the page's policies, as each browser would answer.
/// Report-only policies break nothing. Without any policy everything works.
[[nodiscard]] tl::expected<CheckReport, ComposeError> check(std::span<const ResolvedVendor> vendors,
                                                            std::span<const PagePolicy> policies,
                                                            const ComposeOptions& options = {});

}  // namespace cspkit
