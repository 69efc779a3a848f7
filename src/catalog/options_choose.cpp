// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "base/nearest.h"
#include "catalog/model_names.h"
#include "catalog/options.h"

namespace cspkit {
namespace {

using Code = CatalogError::Code;

tl::unexpected<CatalogError> fail(Code code, std::string message, std::string remedy) {
  return tl::unexpected(CatalogError{code, std::move(message), std::move(remedy)});
}

template <typename Range, typename Name>
std::string hint(std::string_view typed, const Range& known, Name name) {
  Nearest nearest(typed);
  for (const auto& entry : known) nearest.offer(name(entry));
  if (nearest.best().empty()) return "";
  return "did you mean \"" + std::string(nearest.best()) + "\"? ";
}

}  // namespace

tl::expected<VendorSelection, CatalogError> parse_vendor_selection(std::string_view text) {
  const std::string shown = "the vendor \"" + std::string(text) + "\"";
  const std::string remedy =
      "write NAME or NAME:key=value,key=value, as in pendo:region=eu,sub_id=4815162342";
  const std::size_t colon = text.find(':');
  VendorSelection selection{std::string(text.substr(0, colon)), {}};
  if (selection.name.empty()) return fail(Code::syntax, shown + " has no name", remedy);
  if (colon == text.npos) return selection;
  std::string_view rest = text.substr(colon + 1);
  while (true) {
    const std::size_t comma = rest.find(',');
    const std::string_view pair = rest.substr(0, comma);
    const std::size_t equals = pair.find('=');
    if (equals == pair.npos || equals == 0) {
      return fail(Code::syntax, shown + ": \"" + std::string(pair) + "\" is not key=value", remedy);
    }
    selection.options.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    if (comma == rest.npos) return selection;
    rest.remove_prefix(comma + 1);
  }
}

namespace catalog {
namespace {

std::string selectable_features(const Vendor& vendor) {
  std::string out(kNoFeatures);
  for (const FeatureSpec& feature : vendor.features) {
    if (feature.name != kCoreFeature && !feature.implied_by) out += ", " + feature.name;
  }
  return out;
}

tl::expected<std::vector<std::string>, CatalogError> choose_features(const Vendor& vendor,
                                                                     std::string_view value) {
  if (value == kNoFeatures) return std::vector<std::string>{};
  std::vector<std::string> chosen;
  for (std::string_view name : split_list(value)) {
    if (name == kCoreFeature) continue;
    if (name == kNoFeatures) {
      return fail(Code::contradiction, vendor.name + ": features=none stands alone",
                  "name features, or none, but not both");
    }
    const FeatureSpec* feature = vendor.find_feature(name);
    if (feature == nullptr) {
      return fail(Code::unknown_feature,
                  vendor.name + ": there is no feature \"" + std::string(name) + "\"",
                  hint(name, vendor.features,
                       [](const FeatureSpec& f) -> std::string_view { return f.name; }) +
                      "known: " + selectable_features(vendor));
    }
    if (feature->implied_by) {
      return fail(
          Code::invalid_value,
          vendor.name + ": the feature \"" + std::string(name) + "\" is not chosen by name",
          "it follows from the options: " +
              listed(feature->implied_by->when, [](const ConditionTerm& t) { return t.subject; }));
    }
    if (std::ranges::find(chosen, name) == chosen.end()) chosen.emplace_back(name);
  }
  return chosen;
}

std::string known_options(const Vendor& vendor) {
  std::string out = listed(vendor.options, [](const OptionSpec& option) { return option.name; });
  if (!out.empty()) out += ", ";
  return out.append(kFeaturesOption);
}

/// The features in the order of the file: core, those named, those that options imply.
std::vector<std::string> in_effect(const Vendor& vendor, const Choices& named) {
  std::vector<std::string> features;
  for (const FeatureSpec& feature : vendor.features) {
    const bool on = feature.name == kCoreFeature || named.has_feature(feature.name) ||
                    (feature.implied_by && holds(*feature.implied_by, named));
    if (on) features.push_back(feature.name);
  }
  return features;
}

}  // namespace

tl::expected<Choices, CatalogError> choose(const Vendor& vendor, const VendorSelection& selection) {
  Choices choices;
  bool features_given = false;
  for (const auto& [name, value] : selection.options) {
    const bool is_features = name == kFeaturesOption;
    if (is_features ? features_given : choices.values.contains(name)) {
      return fail(Code::repeated_option, vendor.name + ": the option " + name + " stands twice",
                  "give it once; join lists with +");
    }
    if (is_features) {
      auto features = choose_features(vendor, value);
      if (!features) return tl::unexpected(std::move(features.error()));
      choices.features = std::move(*features);
      features_given = true;
      continue;
    }
    const OptionSpec* option = vendor.find_option(name);
    if (option == nullptr) {
      return fail(Code::unknown_option, vendor.name + ": there is no option \"" + name + "\"",
                  hint(name, vendor.options,
                       [](const OptionSpec& o) -> std::string_view { return o.name; }) +
                      "known: " + known_options(vendor));
    }
    auto normalized = normalize_value(*option, value);
    if (!normalized) {
      return fail(Code::invalid_value,
                  vendor.name + ": " + name + ": " + normalized.error().message,
                  std::move(normalized.error().remedy));
    }
    choices.values.emplace(name, std::move(*normalized));
  }
  for (const OptionSpec& option : vendor.options) {
    if (option.default_value) choices.values.try_emplace(option.name, *option.default_value);
  }
  if (!features_given) choices.features = vendor.usual_features;
  choices.features = in_effect(vendor, choices);
  for (const Rule& rule : vendor.rules) {
    if (holds(rule.condition, choices)) {
      return fail(Code::contradiction, vendor.name + ": " + rule.message, rule.remedy);
    }
  }
  return choices;
}

}  // namespace catalog
}  // namespace cspkit
