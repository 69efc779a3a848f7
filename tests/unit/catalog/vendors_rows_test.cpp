// SPDX-License-Identifier: Apache-2.0
// Every fact that is known about a vendor stands in the catalogue: tests/conformance/vendor_rows.jsonl.
#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <map>
#include <string>

#include "unit/catalog/vendors_support.h"

namespace cspkit::test {
namespace {

namespace json = boost::json;

struct Row {
  std::string id, vendor, options, feature, directive, source, probe, evidence, confidence;
};

std::vector<Row> read_rows() {
  std::ifstream file(CSPKIT_TEST_DATA "/conformance/vendor_rows.jsonl");
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    const json::object row = json::parse(line).as_object();
    const auto text = [&](const char* key) {
      const json::value* value = row.if_contains(key);
      return value == nullptr ? std::string() : std::string(value->as_string());
    };
    rows.push_back({text("id"), text("vendor"), text("options"), text("feature"), text("directive"),
                    text("source"), text("probe"), text("evidence"), text("confidence")});
  }
  return rows;
}

std::string selection_text(const Row& row) {
  return row.options.empty() ? row.vendor : row.vendor + ":" + row.options;
}

TEST(VendorRows, TheCorpusIsThere) {
  std::map<std::string, int> counts;
  for (const Row& row : read_rows()) ++counts[row.vendor];
  EXPECT_GE(counts["customerio"], 100);
  EXPECT_GE(counts["pendo"], 271);
  EXPECT_EQ(counts.size(), builtin_catalog().vendors().size());
}

TEST(VendorRows, EachIsInTheCatalogue) {
  for (const Row& row : read_rows()) {
    if (!row.probe.empty()) continue;
    SCOPED_TRACE(row.id + " " + selection_text(row) + " " + row.directive + " " + row.source);
    const ResolvedVendor vendor = resolved(selection_text(row));
    const Evidence mode = row.evidence == "documented" ? Evidence::documented : Evidence::observed;
    const ResolvedRequirement* found = nullptr;
    // A documented and an observed row may name the same source; the one of this evidence is meant.
    for (const ResolvedRequirement& one : vendor.requirements) {
      const bool same = applies(one.scope, mode) && one.evidence == mode &&
                        one.directive == row.directive && one.source == row.source;
      if (same) found = &one;
    }
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(to_string(found->confidence), row.confidence);
    EXPECT_NE(std::ranges::find(found->features, row.feature), found->features.end())
        << row.feature;
    EXPECT_FALSE(found->reference.empty());
    EXPECT_EQ(found->date.size(), 10U);
    EXPECT_FALSE(found->purpose.empty());
  }
}

TEST(VendorRows, HostsThatTheSdkIsSeenToAskAreProbed) {
  int seen = 0;
  for (const Row& row : read_rows()) {
    if (row.probe.empty()) continue;
    ++seen;
    SCOPED_TRACE(row.id + " " + row.probe);
    const ResolvedVendor vendor = resolved(selection_text(row));
    EXPECT_TRUE(std::ranges::any_of(vendor.probes, [&](const ResolvedProbe& probe) {
      return probe.url.starts_with(row.probe);
    }));
  }
  EXPECT_GE(seen, 20);
}

TEST(VendorRows, InferredHostsCountInDocumentedModeToo) {
  // The page names the provider or the environment; only the host is inferred.
  const struct {
    std::string_view vendor, directive, source;
  } cases[] = {
      {"pendo:sub_id=1,video=vimeo", "frame-src", "https://player.vimeo.com"},
      {"pendo:sub_id=1,region=au", "script-src", "cdn.au.pendo.io"},
      {"pendo:sub_id=1,region=eu,features=designer", "font-src", "cdn.eu.pendo.io"},
  };
  for (const auto& one : cases) {
    EXPECT_NE(find_row(resolved(one.vendor), Evidence::documented, one.directive, one.source),
              nullptr)
        << one.source;
  }
}

}  // namespace
}  // namespace cspkit::test
