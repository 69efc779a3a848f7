// SPDX-License-Identifier: Apache-2.0
#include "cspkit/check.h"

#include <algorithm>

#include "catalog/compose_page.h"

namespace cspkit {
namespace catalog {
namespace {

constexpr ReaderSet kBrowserBits =
    bit(Browser::chromium) | bit(Browser::firefox) | bit(Browser::webkit);

/// What people recognize of a probe.
std::string subject_of(const ResolvedProbe& probe) {
  if (!probe.url.empty()) return probe.url;
  switch (probe.kind) {
    case ProbeKind::eval: return "eval";
    case ProbeKind::wasm: return "wasm-eval";
    case ProbeKind::frame_ancestors: return probe.ancestors.empty() ? "" : probe.ancestors.front();
    case ProbeKind::trusted_types_policy: return probe.name;
    case ProbeKind::trusted_types_sink: return "trusted-types-sink";
    default: return "inline";
  }
}

std::vector<Addition> fix_additions(const ComposedPage& page, std::size_t policy,
                                    const PreparedProbe& probe, const Block& block) {
  std::vector<Addition> fix;
  const PagePart& part = page.parts[policy];
  for (Placed& placed : fix_of(part.extension, probe, block, page.facts)) {
    const auto from = copied_from(part.base, placed.directive);
    fix.push_back({policy, std::string(directive_name(placed.directive)), std::move(placed.source),
                   from ? std::string(directive_name(*from)) : std::string()});
  }
  return fix;
}

/// Whether some browser still blocks the probe once the policy is extended.
bool stays_blocked(const PagePart& part, std::size_t probe) {
  return std::ranges::any_of(part.extension.unfixable, [&](const BlockedProbe& blocked) {
    return blocked.probe == probe && std::ranges::any_of(blocked.blocks, [](const Block& block) {
             return (block.readers & kBrowserBits) != 0;
           });
  });
}

CheckFailure make_failure(const ComposedPage& page, std::size_t policy, std::size_t probe,
                          const Block& block) {
  const PreparedProbe& prepared = page.probes[probe];
  CheckFailure failure;
  failure.probe = prepared.probe().id;
  failure.url = subject_of(prepared.probe());
  failure.policy = policy;
  failure.directive = block.effective;
  failure.source_directive = block.source;
  failure.browsers = readers_in(block.readers & kBrowserBits);
  failure.effect = prepared.probe().effect;
  failure.severity = prepared.probe().severity;
  if (!stays_blocked(page.parts[policy], probe)) {
    failure.fix = fix_additions(page, policy, prepared, block);
  }
  return failure;
}

struct FoundFailure {
  std::size_t probe;
  CheckFailure failure;
};

std::vector<FoundFailure> find_failures(const ComposedPage& page) {
  std::vector<FoundFailure> found;
  for (std::size_t i = 0; i < page.parts.size(); ++i) {
    if (page.parts[i].base.disposition == Disposition::report) continue;
    for (const BlockedProbe& blocked : page.parts[i].extension.blocked) {
      for (const Block& block : blocked.blocks) {
        if ((block.readers & kBrowserBits) == 0) continue;
        found.push_back({blocked.probe, make_failure(page, i, blocked.probe, block)});
      }
    }
  }
  std::ranges::stable_sort(found, {}, &FoundFailure::probe);
  return found;
}

FeatureReport report_feature(const ComposedPage& page, const ResolvedVendor& vendor,
                             const FeatureSpec& feature, std::span<const FoundFailure> found) {
  FeatureReport report{feature.name, feature.title, feature.symptom, FeatureStatus::works, {}};
  for (const FoundFailure& failure : found) {
    const PreparedProbe& probe = page.probes[failure.probe];
    const auto& features = probe.probe().features;
    if (&probe.vendor() != &vendor || std::ranges::find(features, feature.name) == features.end()) {
      continue;
    }
    report.failures.push_back(failure.failure);
    report.status = std::max(report.status, probe.probe().severity == ProbeSeverity::broken
                                                ? FeatureStatus::broken
                                                : FeatureStatus::degraded);
  }
  return report;
}

CheckReport to_report(const ComposedPage& page) {
  CheckReport report;
  const auto found = find_failures(page);
  for (const ResolvedVendor& vendor : page.vendors) {
    VendorReport& out = report.vendors.emplace_back(VendorReport{vendor.name, vendor.title, {}});
    for (const FeatureSpec& feature : vendor.features) {
      out.features.push_back(report_feature(page, vendor, feature, found));
    }
  }
  report.fixed = to_composition(page);
  return report;
}

}  // namespace
}  // namespace catalog

std::string_view to_string(FeatureStatus status) noexcept {
  switch (status) {
    case FeatureStatus::works: return "works";
    case FeatureStatus::degraded: return "degraded";
    case FeatureStatus::broken: return "broken";
  }
  return {};
}

bool CheckReport::ok() const noexcept {
  return std::ranges::all_of(vendors, [](const VendorReport& vendor) {
    return std::ranges::all_of(vendor.features, [](const FeatureReport& feature) {
      return feature.status == FeatureStatus::works;
    });
  });
}

tl::expected<CheckReport, ComposeError> check(std::span<const ResolvedVendor> vendors,
                                              std::span<const PagePolicy> policies,
                                              const ComposeOptions& options) {
  return catalog::compose_page(policies, vendors, options).map(catalog::to_report);
}

}  // namespace cspkit
