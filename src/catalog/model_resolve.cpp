// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "catalog/model_names.h"
#include "catalog/model_template.h"
#include "catalog/options.h"

namespace cspkit {
namespace catalog {
namespace {

/// The features of a row that were chosen, in the vendor's order.
std::vector<std::string> chosen_of(const std::vector<std::string>& features,
                                   const Choices& choices) {
  std::vector<std::string> out;
  for (const std::string& feature : choices.features) {
    if (std::ranges::find(features, feature) != features.end()) out.push_back(feature);
  }
  return out;
}

void apply(const RowOverride& change, RequirementBase& row) {
  if (change.at_most) row.confidence = std::max(row.confidence, *change.at_most);
  if (change.evidence) row.evidence = *change.evidence;
  if (!change.reference.empty()) row.reference = change.reference;
}

void join_features(std::vector<std::string>& into, const std::vector<std::string>& more) {
  for (const std::string& feature : more) {
    if (std::ranges::find(into, feature) == into.end()) into.push_back(feature);
  }
}

class Resolver {
 public:
  Resolver(const Vendor& vendor, const Choices& choices, const ResolveContext& context)
      : vendor_(vendor), choices_(choices), filler_(vendor, choices, context.page_origin) {}

  tl::expected<ResolvedVendor, CatalogError> run() {
    out_.name = vendor_.name;
    out_.title = vendor_.title;
    out_.documentation = vendor_.documentation;
    for (const OptionSpec& option : vendor_.options) {
      if (const auto value = choices_.value(option.name))
        out_.options.emplace_back(option.name, *value);
    }
    for (const FeatureSpec& feature : vendor_.features) {
      if (choices_.has_feature(feature.name)) out_.features.push_back(feature);
    }
    for (const Requirement& row : vendor_.requirements) add(row);
    for (const Probe& probe : vendor_.probes) add(probe);
    for (const Note& note : vendor_.notes) {
      if (holds(note.condition, choices_)) out_.notes.push_back(note);
    }
    if (error_) return tl::unexpected(std::move(*error_));
    return std::move(out_);
  }

 private:
  void add(const Requirement& row) {
    const auto features = chosen_of(row.features, choices_);
    if (features.empty() || !holds(row.condition, choices_)) return;
    const auto sources = fill(row.source, row.directive, features);
    for (const Filled& source : sources) {
      auto resolved = static_cast<const ResolvedRequirement&>(row);
      resolved.features = features;
      resolved.source = source.text;
      apply(source.row, resolved);
      if (!row.universal) {
        for (const Cap& cap : vendor_.caps) {
          if (holds(cap.condition, choices_)) apply(cap.row, resolved);
        }
      }
      add(std::move(resolved));
    }
  }

  void add(ResolvedRequirement row) {
    const auto same =
        std::ranges::find_if(out_.requirements, [&](const ResolvedRequirement& other) {
          return other.directive == row.directive && other.source == row.source &&
                 other.scope == row.scope && other.contribution == row.contribution;
        });
    if (same == out_.requirements.end()) {
      out_.requirements.push_back(std::move(row));
    } else {
      join_features(same->features, row.features);
    }
  }

  void add(const Probe& probe) {
    const auto features = chosen_of(probe.features, choices_);
    if (features.empty() || !holds(probe.condition, choices_)) return;
    ResolvedProbe resolved;
    static_cast<ProbeBase&>(resolved) = static_cast<const ProbeBase&>(probe);
    resolved.features = features;
    if (probe.nonce_use != ProbeNonce::none) {
      const bool script = probe.nonce_use == ProbeNonce::script;
      resolved.nonce =
          choices_.value(script ? "script_nonce" : "style_nonce").value_or(kNoncePlaceholder);
    }
    for (std::string& ancestor : resolved.ancestors) {
      const auto filled = fill(ancestor, probe.id, features);
      if (filled.empty()) return;
      ancestor = filled.front().text;
    }
    const auto urls = fill(probe.url, probe.id, features);
    for (const Filled& url : urls) {
      ResolvedProbe& added = out_.probes.emplace_back(resolved);
      added.url = url.text;
      if (&url != &urls.front()) added.id += "-" + std::to_string(&url - urls.data() + 1);
    }
  }

  std::vector<Filled> fill(std::string_view text, std::string_view where,
                           const std::vector<std::string>& features) {
    auto filled = filler_.fill(text);
    if (filled) return std::move(*filled);
    if (!error_) {
      const std::string& name = filled.error();
      const OptionSpec* option = vendor_.find_option(name);
      error_ = CatalogError{
          CatalogError::Code::missing_option,
          vendor_.name + ": the option " + name + " is missing; " + std::string(where) + " of " +
              listed(features, [](const std::string& feature) { return feature; }) + " needs it",
          "add " + name + "=…" + (option == nullptr ? "" : " (" + option->doc + ")")};
    }
    return {};
  }

  const Vendor& vendor_;
  const Choices& choices_;
  Filler filler_;
  ResolvedVendor out_;
  std::optional<CatalogError> error_;
};

}  // namespace
}  // namespace catalog

tl::expected<ResolvedVendor, CatalogError> resolve(const Vendor& vendor,
                                                   const VendorSelection& selection,
                                                   const ResolveContext& context) {
  const auto choices = catalog::choose(vendor, selection);
  if (!choices) return tl::unexpected(choices.error());
  return catalog::Resolver(vendor, *choices, context).run();
}

tl::expected<ResolvedVendor, CatalogError> resolve(const Catalog& catalog,
                                                   const VendorSelection& selection,
                                                   const ResolveContext& context) {
  if (const Vendor* vendor = catalog.find(selection.name))
    return resolve(*vendor, selection, context);
  return tl::unexpected(CatalogError{
      CatalogError::Code::unknown_vendor, "there is no vendor \"" + selection.name + "\"",
      "known: " + listed(catalog.vendors(), [](const Vendor& vendor) { return vendor.name; })});
}

std::vector<ResolvedRequirement> requirements_in(const ResolvedVendor& vendor, Evidence mode) {
  std::vector<ResolvedRequirement> out;
  for (const ResolvedRequirement& row : vendor.requirements) {
    if (!applies(row.scope, mode)) continue;
    const auto same = std::ranges::find_if(out, [&](const ResolvedRequirement& other) {
      return other.directive == row.directive && other.source == row.source;
    });
    if (same == out.end()) {
      out.push_back(row);
      continue;
    }
    std::vector<std::string> features = same->features;
    catalog::join_features(features, row.features);
    const bool better =
        same->evidence == Evidence::observed && row.evidence == Evidence::documented;
    const auto contribution = std::min(same->contribution, row.contribution);
    if (better) *same = row;
    same->features = std::move(features);
    same->contribution = contribution;
  }
  return out;
}

}  // namespace cspkit
