// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/probe.h"
#include "cspkit/check.h"
#include "cspkit/compose.h"

namespace cspkit::compose_test {

/// A vendor of the built-in catalogue, as the command line would name it.
inline ResolvedVendor vendor(std::string_view selection,
                             std::string_view page_origin = "https://example.com") {
  const auto parsed = parse_vendor_selection(selection);
  if (!parsed) throw std::invalid_argument(parsed.error().to_string());
  auto resolved = resolve(builtin_catalog(), *parsed, {std::string(page_origin)});
  if (!resolved) throw std::invalid_argument(resolved.error().to_string());
  return *std::move(resolved);
}

inline std::vector<ResolvedVendor> vendors(const std::vector<std::string>& selections) {
  std::vector<ResolvedVendor> out;
  for (const std::string& selection : selections) out.push_back(vendor(selection));
  return out;
}

/// A vendor that needs one source, for one probe.
struct Need {
  std::string directive;
  std::string source;
  ProbeBase probe;
};

inline ProbeBase fetch_probe(std::string url, std::string destination,
                             ProbeLoader loader = ProbeLoader::vendor_script) {
  ProbeBase probe;
  probe.url = std::move(url);
  probe.destination = std::move(destination);
  probe.loader = loader;
  return probe;
}

inline ProbeBase kind_probe(ProbeKind kind) {
  ProbeBase probe;
  probe.kind = kind;
  probe.source = "text of the probe";
  probe.name = "vendor-policy";
  return probe;
}

inline ResolvedVendor vendor_with(const std::vector<Need>& needs) {
  ResolvedVendor out;
  out.name = "acme";
  out.title = "Acme";
  out.features.push_back({std::string(kCoreFeature), "Core", "Nothing works.", std::nullopt});
  for (const Need& need : needs) {
    ResolvedRequirement& row = out.requirements.emplace_back();
    row.features = {std::string(kCoreFeature)};
    row.directive = need.directive;
    row.source = need.source;
    ResolvedProbe& probe = out.probes.emplace_back();
    static_cast<ProbeBase&>(probe) = need.probe;
    probe.features = {std::string(kCoreFeature)};
    probe.id = need.directive + " " + need.source;
    if (probe.nonce_use != ProbeNonce::none) probe.nonce = kNoncePlaceholder;
  }
  return out;
}

inline ResolvedVendor vendor_with(std::string directive, std::string source, ProbeBase probe) {
  return vendor_with({{std::move(directive), std::move(source), std::move(probe)}});
}

inline Composition onto(const std::vector<PagePolicy>& base,
                        const std::vector<ResolvedVendor>& needs,
                        const ComposeOptions& options = {}) {
  auto composition = compose_onto(base, needs, options);
  if (!composition) throw std::invalid_argument(composition.error().message);
  return *std::move(composition);
}

inline Composition onto(const std::string& base, const ResolvedVendor& needs,
                        const ComposeOptions& options = {}) {
  return onto(std::vector<PagePolicy>{{base}}, {needs}, options);
}

inline bool has_note(const Composition& composition, ComposeNote::Kind kind,
                     std::string_view part) {
  return std::ranges::any_of(composition.notes, [&](const ComposeNote& note) {
    return note.kind == kind && note.text.find(part) != std::string::npos;
  });
}

inline Origin page_origin() { return origin_of(Url::parse("https://example.com/")->view()); }

/// The composed policies, for the engine.
inline PolicyList list_of(const std::vector<Policy>& policies) {
  PolicyList list(page_origin());
  for (const Policy& policy : policies) {
    list.add(*CompiledPolicy::compile(serialize(policy), policy.disposition, policy.delivery));
  }
  return list;
}

inline PolicyList list_of(const std::vector<PagePolicy>& policies) {
  PolicyList list(page_origin());
  for (const PagePolicy& policy : policies) {
    EXPECT_TRUE(list.add_header(policy.text, policy.disposition, policy.delivery));
  }
  return list;
}

}  // namespace cspkit::compose_test
