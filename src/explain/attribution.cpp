// SPDX-License-Identifier: Apache-2.0
#include "explain/attribution.h"

#include <algorithm>
#include <set>

#include "catalog/forms.h"
#include "cspkit/request.h"
#include "explain/question.h"

namespace cspkit::explain_detail {
namespace {

using Certainty = AffectedFeature::Certainty;

std::string_view probe_family(const ResolvedProbe& probe) {
  switch (probe.kind) {
    case ProbeKind::request: {
      const auto destination = find_destination(probe.destination);
      const auto directive =
          effective_directive_for_a_request(destination.value_or(Destination::none));
      return directive ? family_of(directive_name(*directive)) : "";
    }
    case ProbeKind::form_action: return "form-action";
    case ProbeKind::base_uri: return "base-uri";
    case ProbeKind::inline_style:
    case ProbeKind::style_attribute: return "style-src";
    case ProbeKind::trusted_types_policy: return "trusted-types";
    case ProbeKind::trusted_types_sink: return "require-trusted-types-for";
    case ProbeKind::frame_ancestors: return "frame-ancestors";
    default: return "script-src";
  }
}

/// What the request is for: by the probe at the same host, else by one that the same source lets in.
std::string effect_of(const ResolvedVendor& vendor, std::string_view feature,
                      std::string_view family, const std::string& source, const Url& url) {
  const ResolvedProbe* best = nullptr;
  for (const ResolvedProbe& probe : vendor.probes) {
    if (!applies(probe.scope, Evidence::observed) || probe_family(probe) != family ||
        std::ranges::find(probe.features, feature) == probe.features.end()) {
      continue;
    }
    const auto at = Url::parse(probe.url);
    if (!at) continue;
    if (at->view().host == url.view().host) return probe.effect;
    if (best == nullptr && lets_in(source, *at)) best = &probe;
  }
  return best == nullptr ? "" : best->effect;
}

void add_once(std::vector<AffectedFeature>& features, AffectedFeature feature) {
  const auto same = std::ranges::find_if(features, [&](const AffectedFeature& other) {
    return other.vendor == feature.vendor && other.feature == feature.feature;
  });
  if (same == features.end()) {
    features.push_back(std::move(feature));
  } else if (feature.certainty < same->certainty) {
    *same = std::move(feature);
  } else if (same->effect.empty() && feature.certainty == same->certainty) {
    same->effect = std::move(feature.effect);
  }
}

AffectedFeature feature_of(const ResolvedVendor& vendor, std::string_view name,
                           Certainty certainty) {
  AffectedFeature found;
  found.vendor = vendor.name;
  found.vendor_title = vendor.title;
  found.feature = name;
  found.certainty = certainty;
  const auto spec = std::ranges::find(vendor.features, name, &FeatureSpec::name);
  if (spec != vendor.features.end()) {
    found.feature_title = spec->title;
    found.symptom = spec->symptom;
  }
  return found;
}

}  // namespace

Attribution::Attribution(std::span<const ResolvedVendor> site, const std::string& page_origin)
    : declared_(!site.empty()) {
  for (const ResolvedVendor& vendor : site) add(vendor);
  if (declared_) return;
  const ResolveContext context{page_origin};
  for (const Vendor& vendor : builtin_catalog().vendors()) {
    for (VendorForm& form : in_every_form(vendor, context)) add(std::move(form.vendor));
  }
}

void Attribution::add(ResolvedVendor vendor) {
  const std::size_t index = vendors_.size();
  std::set<std::string> known;
  if (!declared_) {
    for (const Row& row : rows_) {
      if (vendors_[row.vendor].name != vendor.name) continue;
      const ResolvedRequirement& other = vendors_[row.vendor].requirements[row.requirement];
      known.insert(other.directive + ' ' + other.source);
    }
  }
  for (std::size_t i = 0; i < vendor.requirements.size(); ++i) {
    const ResolvedRequirement& requirement = vendor.requirements[i];
    if (!applies(requirement.scope, Evidence::observed)) continue;
    if (!declared_ && !names_hosts(requirement.source)) continue;
    if (!known.insert(requirement.directive + ' ' + requirement.source).second) continue;
    rows_.push_back({index, i});
  }
  vendors_.push_back(std::move(vendor));
}

Attribution::Answer Attribution::ask(const ReportedViolation& violation) const {
  Answer answer;
  const std::string_view family = family_of(violation.effective_directive);
  const bool is_url = violation.blocked == BlockedKind::url;
  const auto blocked = is_url ? Url::parse(violation.blocked_url) : tl::unexpected(UrlError{});
  const auto source_file = Url::parse(violation.source_file);
  const bool has_host = blocked && !blocked->view().host.empty();
  Certainty best = Certainty::host_only;
  for (const Row& row : rows_) {
    const ResolvedVendor& vendor = vendors_[row.vendor];
    const ResolvedRequirement& requirement = vendor.requirements[row.requirement];
    const bool same_family = family_of(requirement.directive) == family;
    Certainty certainty = Certainty::likely;
    if (has_host && names_hosts(requirement.source)) {
      if (!lets_in(requirement.source, *blocked)) continue;
      certainty = same_family ? Certainty::likely : Certainty::host_only;
    } else if (has_host || !declared_ || !same_family) {
      // What has no host of its own may belong to the script that ran.
      const bool by_script = !has_host && source_file && !source_file->view().host.empty() &&
                             family_of(requirement.directive) == "script-src" &&
                             names_hosts(requirement.source) &&
                             lets_in(requirement.source, *source_file);
      if (!by_script) continue;
      certainty = Certainty::possible;
    } else {
      const std::string thing = blocked_thing(violation);
      const bool keyword = !is_url && requirement.source.starts_with('\'');
      if (!keyword && requirement.source != thing) continue;
      certainty = Certainty::possible;
    }
    if (certainty == Certainty::host_only) {
      add_once(answer.features, feature_of(vendor, "", certainty));
      continue;
    }
    for (const std::string& name : requirement.features) {
      AffectedFeature feature = feature_of(vendor, name, certainty);
      if (certainty == Certainty::likely) {
        feature.effect = effect_of(vendor, name, family, requirement.source, *blocked);
      }
      add_once(answer.features, std::move(feature));
    }
    const bool usable = certainty == Certainty::likely && has_host &&
                        requirement.source.find(kAnyValue) == std::string::npos;
    if (usable && (answer.source.empty() || certainty < best)) {
      answer.source = requirement.source;
      answer.reference = requirement.reference;
      best = certainty;
    }
  }
  // A host that a vendor needs in this directive says all; the same host elsewhere says nothing more.
  const bool sure = std::ranges::any_of(answer.features, [](const AffectedFeature& feature) {
    return feature.certainty == Certainty::likely;
  });
  if (sure) {
    std::erase_if(answer.features, [](const AffectedFeature& feature) {
      return feature.certainty != Certainty::likely;
    });
  }
  std::ranges::stable_sort(answer.features, {}, &AffectedFeature::certainty);
  return answer;
}

}  // namespace cspkit::explain_detail
