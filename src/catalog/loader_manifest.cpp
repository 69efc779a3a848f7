// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "base/yaml.h"
#include "catalog/options.h"
#include "cspkit/catalog.h"
#include "cspkit/limits.h"
#include "cspkit/url.h"

namespace cspkit {
namespace catalog {
namespace {

using yaml::entries;
using yaml::Fields;
using yaml::Issues;
using yaml::scalar_text;
using yaml::YamlNode;

/// A list as a command line writes it: joined by `+`.
std::optional<std::string> option_value(const YamlNode& node, std::string_view option,
                                        Issues& issues) {
  const std::string what = "the value of " + std::string(option);
  if (node.kind != YamlNode::Kind::sequence) return scalar_text(node, what, issues);
  std::string out;
  for (const YamlNode& item : node.items) {
    const auto text = scalar_text(item, "an item of " + std::string(option), issues);
    if (!text) return std::nullopt;
    if (!out.empty()) out += '+';
    out += *text;
  }
  // No feature at all is what `none` says on a command line.
  return out.empty() && option == kFeaturesOption ? std::string(kNoFeatures) : out;
}

// More than any site has; keeps the look-up of repeated names short.
constexpr std::size_t kMaxVendors = 256;

class ManifestReader {
 public:
  explicit ManifestReader(Issues& issues) : issues_(issues) {}

  SiteManifest read(const YamlNode& root) {
    const Fields fields(root, "the site", {"document_url", "policy", "vendors"}, issues_);
    if (const YamlNode* url = fields.find("document_url")) read_document_url(*url);
    if (const YamlNode* policy = fields.find("policy")) read_policies(*policy);
    if (const YamlNode* vendors = fields.find("vendors")) read_vendors(*vendors);
    return std::move(site_);
  }

 private:
  void read_document_url(const YamlNode& node) {
    const auto text = scalar_text(node, "document_url", issues_);
    if (!text) return;
    const auto url = Url::parse(*text);
    if (url && !url->view().host.empty()) {
      site_.document_url = url->href();
    } else {
      issues_.add(node, "\"" + *text + "\" is not the URL of a page",
                  "write a whole URL, such as https://app.example.com/");
    }
  }

  void read_policies(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::sequence) return read_policy(node);
    if (node.items.size() > limits::kMaxPolicies) {
      issues_.add(node, "there are more than " + std::to_string(limits::kMaxPolicies) + " policies",
                  "keep those that apply to one page");
      return;
    }
    for (const YamlNode& item : node.items) read_policy(item);
  }

  void read_policy(const YamlNode& node) {
    ManifestPolicy policy;
    if (node.kind == YamlNode::Kind::mapping) {
      const Fields fields(node, "a policy", {"value", "disposition", "delivery"}, issues_);
      policy.value = fields.required_text("value");
      const bool report = either(fields, "disposition", "enforce", "report");
      const bool meta = either(fields, "delivery", "header", "meta");
      policy.disposition = report ? Disposition::report : Disposition::enforce;
      policy.delivery = meta ? Delivery::meta : Delivery::header;
    } else if (auto text = scalar_text(node, "the policy", issues_)) {
      policy.value = std::move(*text);
    }
    if (!policy.value.empty()) site_.policies.push_back(std::move(policy));
  }

  /// Does the key have its second value?
  bool either(const Fields& fields, std::string_view key, std::string_view first,
              std::string_view second) {
    const YamlNode* node = fields.find(key);
    if (node == nullptr || node->scalar == first) return false;
    if (node->scalar != second) {
      issues_.add(*node, "\"" + std::string(key) + "\" cannot be \"" + node->scalar + "\"",
                  "use " + std::string(first) + " or " + std::string(second));
    }
    return true;
  }

  void read_vendors(const YamlNode& node) {
    if (node.kind == YamlNode::Kind::sequence) {
      for (const YamlNode& item : node.items) read_listed_vendor(item);
      return;
    }
    for (const auto& [key, value] : entries(node, "vendors", issues_)) {
      VendorSelection selection{key->scalar, {}};
      if (value->kind != YamlNode::Kind::null) read_options(*value, selection);
      add(*key, std::move(selection));
    }
  }

  void read_listed_vendor(const YamlNode& node) {
    if (node.kind == YamlNode::Kind::mapping) {
      VendorSelection selection;
      read_options(node, selection);
      if (selection.name.empty()) {
        issues_.add(node, "the vendor has no \"name\"", "add name: pendo, or whichever it is");
      } else {
        add(node, std::move(selection));
      }
    } else if (const auto text = scalar_text(node, "the vendor", issues_)) {
      if (auto selection = parse_vendor_selection(*text)) {
        add(node, std::move(*selection));
      } else {
        issues_.add(node, selection.error().message, selection.error().remedy);
      }
    }
  }

  void read_options(const YamlNode& node, VendorSelection& selection) {
    const bool listed = selection.name.empty();
    for (const auto& [key, value] : entries(node, "a vendor", issues_)) {
      auto text = option_value(*value, key->scalar, issues_);
      if (!text) continue;
      if (listed && key->scalar == "name") {
        selection.name = std::move(*text);
      } else {
        selection.options.emplace_back(key->scalar, std::move(*text));
      }
    }
  }

  void add(const YamlNode& at, VendorSelection selection) {
    const auto same = std::ranges::find_if(site_.vendors, [&](const ManifestVendor& other) {
      return other.selection.name == selection.name;
    });
    if (same != site_.vendors.end()) {
      issues_.add(at,
                  "the vendor " + selection.name + " is there already, on line " +
                      std::to_string(same->line),
                  "keep one, with all its options");
      return;
    }
    if (site_.vendors.size() == kMaxVendors) {
      issues_.add(at, "there are more than " + std::to_string(kMaxVendors) + " vendors",
                  "split the site");
    }
    if (site_.vendors.size() > kMaxVendors) return;
    site_.vendors.push_back({std::move(selection), at.line, at.column});
  }

  Issues& issues_;
  SiteManifest site_;
};

}  // namespace
}  // namespace catalog

tl::expected<SiteManifest, std::vector<FileIssue>> parse_site_manifest(std::string_view text,
                                                                       std::string_view file_name) {
  yaml::Issues issues(file_name);
  SiteManifest site;
  if (const auto root = yaml::read_document(text, issues)) {
    site = catalog::ManifestReader(issues).read(*root);
  }
  if (issues.empty()) return site;
  return tl::unexpected(issues.take());
}

}  // namespace cspkit
