// SPDX-License-Identifier: Apache-2.0
#include "cspkit/compose.h"

#include <algorithm>

#include "catalog/compose_page.h"

namespace cspkit {
namespace catalog {
namespace {

Provenance make_provenance(std::size_t policy, const Placed& placed, const ResolvedVendor& vendor,
                           const std::string& feature) {
  Provenance row;
  row.policy = policy;
  row.directive = directive_name(placed.directive);
  row.source = placed.source;
  row.vendor = vendor.name;
  row.feature = feature;
  return row;
}

void add_rows(std::vector<Provenance>& rows, std::size_t policy, const Placed& placed,
              const Candidate& candidate) {
  for (const std::string& feature : candidate.requirement->features) {
    Provenance row = make_provenance(policy, placed, *candidate.vendor, feature);
    row.purpose = candidate.requirement->purpose;
    row.reference = candidate.requirement->reference;
    row.confidence = candidate.requirement->confidence;
    row.evidence = candidate.requirement->evidence;
    const bool known = std::ranges::any_of(rows, [&](const Provenance& other) {
      return other.vendor == row.vendor && other.feature == row.feature;
    });
    if (!known) rows.push_back(std::move(row));
  }
}

}  // namespace

std::vector<Provenance> provenance_of(const ComposedPage& page, std::size_t policy,
                                      const Placed& placed) {
  std::vector<Provenance> rows;
  for (const Candidate& candidate : page.candidates) {
    if (candidate.source == placed.source && answers_for(candidate.directive, placed.directive)) {
      add_rows(rows, policy, placed, candidate);
    }
  }
  if (!rows.empty()) return rows;
  // The nonce that a probe's element bears, without a row of its own.
  for (const PreparedProbe& probe : page.probes) {
    if (probe.nonce().empty() || nonce_of(placed.source) != probe.nonce()) continue;
    for (const std::string& feature : probe.probe().features) {
      Provenance row = make_provenance(policy, placed, probe.vendor(), feature);
      row.purpose = "Lets an element of the page with this nonce load";
      row.reference = probe.probe().reference;
      rows.push_back(std::move(row));
    }
    break;
  }
  return rows;
}

Composition to_composition(const ComposedPage& page) {
  Composition out;
  for (std::size_t i = 0; i < page.parts.size(); ++i) {
    const PagePart& part = page.parts[i];
    out.policies.push_back(part.extension.policy);
    for (const Directive& directive : part.extension.policy.directives) {
      for (const Placed& placed : part.extension.added) {
        if (directive_name(placed.directive) != directive.name) continue;
        const auto from = copied_from(part.base, placed.directive);
        out.additions.push_back({i, directive.name, placed.source,
                                 from ? std::string(directive_name(*from)) : std::string()});
        std::ranges::move(provenance_of(page, i, placed), std::back_inserter(out.provenance));
      }
    }
    for (const BlockedProbe& blocked : part.extension.unfixable) {
      const PreparedProbe& probe = page.probes[blocked.probe];
      for (const Block& block : blocked.blocks) {
        out.unfixable.push_back(
            {i, probe.vendor().name, probe.probe().id, block.effective, readers_in(block.readers)});
      }
    }
  }
  out.notes = notes_of(page);
  return out;
}

namespace {

/// Every documented row, word for word: the engine is not asked.
Composition to_the_letter(std::span<const ResolvedVendor> vendors) {
  Composition out;
  Policy& policy = out.policies.emplace_back();
  for (const ResolvedVendor& vendor : vendors) {
    for (const ResolvedRequirement& row : requirements_in(vendor, Evidence::documented)) {
      const auto id = find_directive(row.directive);
      if (!id || row.contribution != Contribution::always) continue;
      auto at = std::ranges::find(policy.directives, row.directive, &Directive::name);
      if (at == policy.directives.end()) {
        at = policy.directives.emplace(at);
        at->name = row.directive;
      }
      if (std::ranges::find(at->value, row.source) == at->value.end())
        at->value.push_back(row.source);
    }
  }
  for (const Directive& directive : policy.directives) {
    for (const std::string& source : directive.value) {
      out.additions.push_back({0, directive.name, source, ""});
      const Placed placed{*find_directive(directive.name), source};
      for (const ResolvedVendor& vendor : vendors) {
        std::vector<Provenance> rows;
        for (const ResolvedRequirement& row : requirements_in(vendor, Evidence::documented)) {
          if (row.directive != directive.name || row.source != source) continue;
          add_rows(rows, 0, placed, {&vendor, &row, placed.directive, source});
        }
        std::ranges::move(rows, std::back_inserter(out.provenance));
      }
    }
    const bool unsafe =
        std::ranges::find(directive.value, "'unsafe-inline'") != directive.value.end();
    if (unsafe && has_nonce_or_hash(directive.value)) {
      out.notes.push_back({ComposeNote::Kind::impossible, "",
                           directive.name +
                               " has a nonce and 'unsafe-inline', as documented; browsers "
                               "ignore 'unsafe-inline' beside a nonce",
                           "https://w3c.github.io/webappsec-csp/#allow-all-inline"});
    }
  }
  add_vendor_notes(
      vendors, Evidence::documented, [](const auto&) { return true; }, out.notes);
  return out;
}

}  // namespace
}  // namespace catalog

std::string_view to_string(ComposeNote::Kind kind) noexcept {
  switch (kind) {
    case ComposeNote::Kind::impossible: return "impossible";
    case ComposeNote::Kind::placement: return "placement";
    case ComposeNote::Kind::delivery: return "delivery";
    case ComposeNote::Kind::advice: return "advice";
    case ComposeNote::Kind::difference: return "difference";
  }
  return {};
}

std::string Composition::text() const {
  const bool any_enforced = std::ranges::any_of(policies, [](const Policy& policy) {
    return policy.disposition == Disposition::enforce && !policy.directives.empty();
  });
  const Disposition shown = any_enforced ? Disposition::enforce : Disposition::report;
  std::string text;
  for (const Policy& policy : policies) {
    if (policy.disposition != shown || policy.directives.empty()) continue;
    if (!text.empty()) text += ", ";
    text += serialize(policy);
  }
  return text;
}

tl::expected<Composition, ComposeError> compose(std::span<const ResolvedVendor> vendors,
                                                const ComposeOptions& options) {
  if (options.evidence == Evidence::documented) return catalog::to_the_letter(vendors);
  return catalog::compose_alone(vendors, options).map(catalog::to_composition);
}

tl::expected<Composition, ComposeError> compose_onto(std::span<const PagePolicy> base,
                                                     std::span<const ResolvedVendor> vendors,
                                                     const ComposeOptions& options) {
  return catalog::compose_page(base, vendors, options).map(catalog::to_composition);
}

}  // namespace cspkit
