// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "catalog/model_names.h"
#include "cspkit/catalog.h"

namespace cspkit {

std::string_view to_string(Confidence confidence) noexcept {
  return name_of(catalog::kConfidenceNames, confidence);
}
std::string_view to_string(Evidence evidence) noexcept {
  return name_of(catalog::kEvidenceNames, evidence);
}
std::string_view to_string(EvidenceScope scope) noexcept {
  return name_of(catalog::kScopeNames, scope);
}
std::string_view to_string(ProbeKind kind) noexcept {
  return name_of(catalog::kProbeKindNames, kind);
}
std::string_view to_string(ProbeLoader loader) noexcept {
  return name_of(catalog::kLoaderNames, loader);
}
std::string_view to_string(ProbeSeverity severity) noexcept {
  return name_of(catalog::kSeverityNames, severity);
}
std::string_view to_string(OptionKind kind) noexcept {
  return name_of(catalog::kOptionKindNames, kind);
}

const OptionSpec* Vendor::find_option(std::string_view option_name) const noexcept {
  const auto it = std::ranges::find(options, option_name, &OptionSpec::name);
  return it == options.end() ? nullptr : &*it;
}

const FeatureSpec* Vendor::find_feature(std::string_view feature_name) const noexcept {
  const auto it = std::ranges::find(features, feature_name, &FeatureSpec::name);
  return it == features.end() ? nullptr : &*it;
}

bool Vendor::is_usual_feature(std::string_view feature_name) const noexcept {
  return std::ranges::find(usual_features, feature_name) != usual_features.end();
}

const Vendor* Catalog::find(std::string_view name) const noexcept {
  const auto it = std::ranges::find(vendors_, name, &Vendor::name);
  return it == vendors_.end() ? nullptr : &*it;
}

const Catalog& builtin_catalog() {
  // A test proves that the files load; were it otherwise, an empty catalogue is the honest answer.
  static const Catalog catalog = Catalog::load(builtin_catalog_files()).value_or(Catalog{});
  return catalog;
}

std::string CatalogError::to_string() const {
  return remedy.empty() ? message : message + "; " + remedy;
}

}  // namespace cspkit
