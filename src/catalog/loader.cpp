// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "catalog/loader_vendor.h"
#include "catalog/model_template.h"
#include "catalog/options.h"

namespace cspkit {
namespace catalog {

bool VendorReader::is_name(const YamlNode& at, std::string_view text) {
  const bool fine =
      !text.empty() && !is_ascii_digit(text.front()) && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || c == '_';
      });
  if (!fine && !text.empty()) {
    issues_.add(at, "\"" + std::string(text) + "\" is not a name",
                "use a-z, 0-9 and _, a letter first");
  }
  return fine;
}

void VendorReader::read_head(const Fields& fields) {
  vendor_.name = fields.required_text("name");
  if (const YamlNode* name = fields.find("name")) (void)is_name(*name, vendor_.name);
  vendor_.title = fields.required_text("title");
  vendor_.documentation = fields.required_text("documentation");
  vendor_.summary = fields.required_text("summary");
  (void)fields.require("date");
  vendor_.date = read_date(fields, "date", issues_);
  if (const YamlNode* references = fields.require("references")) {
    for (const auto& [key, value] : entries(*references, "references", issues_)) {
      if (!is_name(*key, key->scalar)) continue;
      if (auto text = scalar_text(*value, "the reference " + key->scalar, issues_)) {
        references_.emplace(key->scalar, std::move(*text));
      }
    }
  }
}

std::string VendorReader::read_reference(const Fields& fields) {
  const std::string key = fields.text("reference");
  if (key.empty()) return {};
  const auto it = references_.find(key);
  if (it != references_.end()) return it->second;
  issues_.add(*fields.find("reference"), "there is no reference \"" + key + "\"",
              "name one of " + listed(references_, [](const auto& entry) { return entry.first; }) +
                  ", or add it under references");
  return {};
}

void VendorReader::read_options(const Fields& fields) {
  for (const YamlNode& node : fields.items("options")) read_option(node);
}

void VendorReader::read_option(const YamlNode& node) {
  const Fields fields(node, "an option", {"name", "kind", "values", "default", "doc"}, issues_);
  OptionSpec option;
  option.name = fields.required_text("name");
  option.kind = require_name(fields, "kind", kOptionKindNames, OptionKind::text);
  option.values = fields.texts("values");
  option.doc = fields.required_text("doc");
  if (!is_name(node, option.name)) return;
  if (option.name == kFeaturesOption || option.name == kPageOrigin || option.name == "nonce" ||
      vendor_.find_option(option.name) != nullptr) {
    issues_.add(node, "the option name \"" + option.name + "\" is taken", "choose another");
    return;
  }
  const bool takes_values =
      option.kind == OptionKind::enumeration || option.kind == OptionKind::list;
  if (takes_values == option.values.empty()) {
    issues_.add(node,
                takes_values ? "the option " + option.name + " allows no values"
                             : "only the kinds enum and list have values",
                takes_values ? "add values: […]" : "take the values away");
  }
  if (fields.find("default") != nullptr) {
    option.default_value = fields.text("default");
    if (const auto fits = normalize_value(option, *option.default_value); !fits) {
      issues_.add(*fields.find("default"), "the default: " + fits.error().message,
                  fits.error().remedy);
      option.default_value.reset();
    }
  }
  vendor_.options.push_back(std::move(option));
}

void VendorReader::read_features(const Fields& fields) {
  (void)fields.require("features");
  for (const YamlNode& node : fields.items("features")) {
    const Fields feature(node, "a feature", {"name", "title", "symptom", "implied_by"}, issues_);
    FeatureSpec spec;
    spec.name = feature.required_text("name");
    spec.title = feature.required_text("title");
    spec.symptom = feature.required_text("symptom");
    if (const YamlNode* implied = feature.find("implied_by")) {
      spec.implied_by.emplace().when = read_terms(*implied, "implied_by");
    }
    if (!is_name(node, spec.name)) continue;
    if (spec.name == kNoFeatures || vendor_.find_feature(spec.name) != nullptr) {
      issues_.add(node, "the feature name \"" + spec.name + "\" is taken", "choose another");
      continue;
    }
    vendor_.features.push_back(std::move(spec));
  }
  if (vendor_.features.empty() || vendor_.features.front().name != kCoreFeature) {
    const YamlNode* node = fields.find("features");
    issues_.add(node == nullptr ? fields.node() : *node, "the first feature is not core",
                "begin with what always works: - name: core");
  }
}

void VendorReader::read_usual_features(const Fields& fields) {
  vendor_.usual_features = fields.texts("usual_features");
  for (const std::string& name : vendor_.usual_features) {
    check_feature(*fields.find("usual_features"), name);
  }
}

void VendorReader::check_feature(const YamlNode& at, std::string_view name) {
  if (vendor_.find_feature(name) != nullptr) return;
  issues_.add(
      at, "there is no feature \"" + std::string(name) + "\"",
      "known: " + listed(vendor_.features, [](const FeatureSpec& spec) { return spec.name; }));
}

Vendor VendorReader::read(const YamlNode& root) {
  const Fields fields(
      root, "the vendor",
      {"name", "title", "documentation", "date", "summary", "references", "options", "features",
       "usual_features", "tables", "variables", "caps", "requirements", "probes", "notes", "rules"},
      issues_);
  if (root.kind != YamlNode::Kind::mapping) return {};
  read_head(fields);
  read_options(fields);
  read_features(fields);
  read_usual_features(fields);
  read_tables(fields);
  read_variables(fields);
  read_caps(fields);
  read_requirements(fields);
  read_probes(fields);
  read_notes(fields);
  read_rules(fields);
  return std::move(vendor_);
}

}  // namespace catalog

tl::expected<Vendor, std::vector<FileIssue>> load_vendor(std::string_view text,
                                                         std::string_view file_name) {
  yaml::Issues issues(file_name);
  Vendor vendor;
  if (const auto root = yaml::read_document(text, issues)) {
    vendor = catalog::VendorReader(issues).read(*root);
  }
  if (issues.empty()) return vendor;
  return tl::unexpected(issues.take());
}

tl::expected<Catalog, std::vector<FileIssue>> Catalog::load(std::span<const CatalogFile> files) {
  Catalog catalog;
  std::vector<FileIssue> issues;
  for (const CatalogFile& file : files) {
    auto vendor = load_vendor(file.text, file.name);
    if (!vendor) {
      std::ranges::move(vendor.error(), std::back_inserter(issues));
    } else if (catalog.find(vendor->name) != nullptr) {
      issues.push_back({std::string(file.name), 0, 0,
                        "the vendor " + vendor->name + " is there already",
                        "give it another name, or remove one of the files"});
    } else {
      catalog.vendors_.push_back(std::move(*vendor));
    }
  }
  if (!issues.empty()) return tl::unexpected(std::move(issues));
  std::ranges::sort(catalog.vendors_, {}, &Vendor::name);
  return catalog;
}

}  // namespace cspkit
