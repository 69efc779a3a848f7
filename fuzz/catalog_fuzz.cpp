// SPDX-License-Identifier: Apache-2.0
//
// The input's first byte chooses what is read: the file of bypasses (`B`), or by its rest a vendor file (and then chosen from in every way that it offers),
// a site manifest, or a selection of a vendor of the built-in catalogue.
//
//     ./dev fuzz catalog
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/bypass.h"
#include "cspkit/catalog.h"
#include "require.h"

namespace {

using namespace cspkit;
using fuzz::require;

void check_issues(const std::vector<FileIssue>& issues, std::string_view text) {
  require(!issues.empty(), "a failure has a reason", text);
  for (const FileIssue& issue : issues) {
    require(!issue.message.empty() && !issue.remedy.empty(), "an issue says what and what to do",
            text);
    require(issue.file == "file.yaml", "an issue names the file", text);
    require((issue.line == 0) == (issue.column == 0), "a place is a line and a column", text);
  }
}

void check_resolved(const Vendor& vendor, const VendorSelection& selection, std::string_view text) {
  const auto resolved = resolve(vendor, selection);
  if (!resolved) {
    require(!resolved.error().message.empty(), "an error says what is wrong", text);
    return;
  }
  require(!resolved->features.empty() && resolved->features.front().name == kCoreFeature,
          "core is always chosen", text);
  for (const ResolvedRequirement& row : resolved->requirements) {
    require(!row.features.empty(), "a row belongs to a chosen feature", text);
    require(row.source.size() < 64u << 10, "sources stay short", text);
  }
  for (Evidence mode : {Evidence::documented, Evidence::observed}) {
    const auto rows = requirements_in(*resolved, mode);
    require(rows.size() <= resolved->requirements.size(), "joining adds nothing", text);
  }
}

/// Every value that an option offers, and one of each free kind.
std::vector<std::string> values_of(const OptionSpec& option) {
  if (!option.values.empty()) return option.values;
  return {"true", "abc", "a.test", "https://a.test/w.js", "{nonce}", "1.2.3"};
}

void check_vendor(std::string_view text) {
  const auto vendor = load_vendor(text, "file.yaml");
  if (!vendor) return check_issues(vendor.error(), text);
  VendorSelection all{vendor->name, {}};
  for (const OptionSpec& option : vendor->options) {
    for (const std::string& value : values_of(option)) {
      VendorSelection one{vendor->name, {{option.name, value}}};
      const auto resolved = resolve(*vendor, one);
      check_resolved(*vendor, one, text);
      if (resolved && (all.options.empty() || all.options.back().first != option.name)) {
        all.options.emplace_back(option.name, value);
      }
    }
    if (all.options.size() > 16) break;
  }
  std::string features = "core";
  for (const FeatureSpec& feature : vendor->features) {
    if (!feature.implied_by) features += "+" + feature.name;
  }
  all.options.emplace_back("features", features);
  check_resolved(*vendor, all, text);
  check_resolved(*vendor, {vendor->name, {}}, text);
}

void check_selection(std::string_view text) {
  const auto selection = parse_vendor_selection(text);
  if (!selection) {
    require(!selection.error().remedy.empty(), "a syntax error says what to do", text);
    return;
  }
  if (const Vendor* vendor = builtin_catalog().find(selection->name)) {
    check_resolved(*vendor, *selection, text);
  }
}

void check_bypasses(std::string_view text) {
  const auto bypasses = Bypasses::load({"file.yaml", text});
  if (!bypasses) return check_issues(bypasses.error(), text);
  for (const Bypass& row : bypasses->rows()) {
    std::vector<const Bypass*> found;
    bypasses->let_in_by(row.probe.view().host, PathRule::compare, found);
    for (const Bypass* one : found) {
      require(one->probe.view().host == row.probe.view().host, "a host lets in its own rows alone",
              text);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] == 'B') return check_bypasses(text), 0;
  switch (data[0] % 3) {
    case 0: check_vendor(text); break;
    case 1:
      if (const auto site = parse_site_manifest(text, "file.yaml"); !site)
        check_issues(site.error(), text);
      break;
    default: check_selection(text); break;
  }
  return 0;
}
