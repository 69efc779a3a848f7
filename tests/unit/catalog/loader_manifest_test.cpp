// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "cspkit/catalog.h"

namespace cspkit::test {
namespace {

using Options = std::vector<std::pair<std::string, std::string>>;

TEST(SiteManifest, HoldsTheUrlThePoliciesAndTheVendors) {
  const auto site = parse_site_manifest(R"(
document_url: https://app.example.com/start
policy:
  - "default-src 'self'"
  - {value: "img-src *", disposition: report}
  - {value: "font-src *", delivery: meta}
vendors:
  customerio: {region: eu, features: [in_app, inbox]}
  pendo: {sub_id: "4815162342", features: []}
  braze:
)",
                                        "site.yaml");
  ASSERT_TRUE(site) << site.error()[0].to_string();
  EXPECT_EQ(site->document_url, "https://app.example.com/start");
  ASSERT_EQ(site->policies.size(), 3U);
  EXPECT_EQ(site->policies[0].value, "default-src 'self'");
  EXPECT_EQ(site->policies[0].disposition, Disposition::enforce);
  EXPECT_EQ(site->policies[1].disposition, Disposition::report);
  EXPECT_EQ(site->policies[2].delivery, Delivery::meta);
  ASSERT_EQ(site->vendors.size(), 3U);
  EXPECT_EQ(site->vendors[0].selection.name, "customerio");
  EXPECT_EQ(site->vendors[0].selection.options,
            (Options{{"region", "eu"}, {"features", "in_app+inbox"}}));
  EXPECT_EQ(site->vendors[0].line, 8U);
  EXPECT_EQ(site->vendors[1].selection.options,
            (Options{{"sub_id", "4815162342"}, {"features", "none"}}));
  EXPECT_TRUE(site->vendors[2].selection.options.empty());
}

TEST(SiteManifest, VendorsMayBeAList) {
  const auto site = parse_site_manifest(
      "policy: \"img-src 'self'\"\n"
      "vendors:\n"
      "  - customerio:region=eu\n"
      "  - {name: pendo, region: us1}\n",
      "site.yaml");
  ASSERT_TRUE(site) << site.error()[0].to_string();
  EXPECT_EQ(site->document_url, "https://example.com/");
  EXPECT_EQ(site->policies.at(0).value, "img-src 'self'");
  ASSERT_EQ(site->vendors.size(), 2U);
  EXPECT_EQ(site->vendors[0].selection.options, (Options{{"region", "eu"}}));
  EXPECT_EQ(site->vendors[1].selection.name, "pendo");
  EXPECT_EQ(site->vendors[1].selection.options, (Options{{"region", "us1"}}));
}

TEST(SiteManifest, ReportsMistakesWithLineAndRemedy) {
  const struct {
    std::string_view yaml;
    std::size_t line;
    std::string_view message, remedy;
  } cases[] = {
      {"", 1, "the file is empty", "example"},
      {"vendor: []\n", 1, "unknown key \"vendor\" in the site", "vendors"},
      {"document_url: /start\n", 1, "\"/start\" is not the URL of a page", "whole URL"},
      {"document_url: data:text/html,x\n", 1, "is not the URL of a page", "whole URL"},
      {"policy: {value: a, disposition: warn}\n", 1, "\"disposition\" cannot be \"warn\"",
       "enforce or report"},
      {"policy: {valu: a}\n", 1, "a policy has no \"value\"", "add value"},
      {"policy:\n  - [a]\n", 2, "the policy is a list", "text"},
      {"policy:\n", 1, "the policy is empty", "text"},
      {"vendors: pendo\n", 1, "vendors is a text", "mapping"},
      {"vendors:\n  - pendo:region\n", 2, "\"region\" is not key=value", "NAME:key=value"},
      {"vendors:\n  - {region: us}\n", 2, "the vendor has no \"name\"", "add name"},
      {"vendors:\n  pendo: {region: {us: eu}}\n", 2, "the value of region is a mapping", "text"},
      {"vendors:\n  pendo: {}\n  pendo: {}\n", 3, "\"pendo\" stands twice", "keep one"},
      {"vendors:\n  - pendo\n  - pendo:region=eu\n", 3, "pendo is there already, on line 2",
       "keep one"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.yaml);
    const auto site = parse_site_manifest(one.yaml, "site.yaml");
    ASSERT_FALSE(site);
    const FileIssue& issue = site.error().front();
    EXPECT_EQ(issue.line, one.line) << issue.to_string();
    EXPECT_NE(issue.message.find(one.message), std::string::npos) << issue.to_string();
    EXPECT_NE(issue.remedy.find(one.remedy), std::string::npos) << issue.to_string();
  }
}

TEST(SiteManifest, ManyVendorsAreRefusedInShortTime) {
  std::string yaml = "vendors:\n";
  for (int i = 0; i < 20'000; ++i) yaml += "  - v" + std::to_string(i) + "\n";
  const auto site = parse_site_manifest(yaml, "site.yaml");
  ASSERT_FALSE(site);
  EXPECT_EQ(site.error().size(), 1U);
}

}  // namespace
}  // namespace cspkit::test
