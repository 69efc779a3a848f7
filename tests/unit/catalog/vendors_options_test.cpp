// SPDX-License-Identifier: Apache-2.0
// How vendors are chosen, and what is said about choices that cannot be.
#include <gtest/gtest.h>

#include <string>

#include "unit/catalog/vendors_support.h"

namespace cspkit::test {
namespace {

using Code = CatalogError::Code;
using Options = std::vector<std::pair<std::string, std::string>>;

TEST(VendorSelection, IsANameAndOptions) {
  const struct {
    std::string_view text, name;
    Options options;
  } cases[] = {
      {"pendo", "pendo", {}},
      {"pendo:region=eu", "pendo", {{"region", "eu"}}},
      {"pendo:region=eu,features=guides+designer",
       "pendo",
       {{"region", "eu"}, {"features", "guides+designer"}}},
      {"pendo:script_nonce=a+/b==", "pendo", {{"script_nonce", "a+/b=="}}},
      {"pendo:worker_url=https://a.test:8443/w.js?x=y",
       "pendo",
       {{"worker_url", "https://a.test:8443/w.js?x=y"}}},
      {"pendo:region=", "pendo", {{"region", ""}}},
  };
  for (const auto& one : cases) {
    const auto selection = parse_vendor_selection(one.text);
    ASSERT_TRUE(selection) << one.text;
    EXPECT_EQ(selection->name, one.name);
    EXPECT_EQ(selection->options, one.options) << one.text;
  }
}

TEST(VendorSelection, SaysWhatIsWrongWithIt) {
  for (std::string_view text : {"", ":region=eu", "pendo:", "pendo:region", "pendo:=eu",
                                "pendo:region=eu,", "pendo:region=eu,,a=b"}) {
    const auto selection = parse_vendor_selection(text);
    ASSERT_FALSE(selection) << text;
    EXPECT_EQ(selection.error().code, Code::syntax);
    EXPECT_NE(selection.error().remedy.find("NAME:key=value"), std::string::npos);
  }
}

TEST(VendorOptions, MistakesNameTheVendorTheOptionAndTheRemedy) {
  const struct {
    std::string_view selection;
    Code code;
    std::string_view message, remedy;
  } cases[] = {
      {"pendoo", Code::unknown_vendor, "no vendor \"pendoo\"", "customerio"},
      {"pendo:regoin=eu", Code::unknown_option, "pendo: there is no option \"regoin\"",
       "did you mean \"region\"?"},
      {"pendo:regoin=eu", Code::unknown_option, "", "known: sub_id, region, delivery"},
      {"pendo:zzz=1", Code::unknown_option, "", "features"},
      {"pendo:region=mars", Code::invalid_value, "pendo: region: \"mars\"", "us, us1, eu, jp, au"},
      {"pendo:region=eu,region=us", Code::repeated_option, "region stands twice", "once"},
      {"pendo:features=guides,features=designer", Code::repeated_option, "features stands twice",
       "+"},
      {"pendo:features=guide", Code::unknown_feature, "no feature \"guide\"",
       "did you mean \"guides\"?"},
      {"pendo:features=", Code::unknown_feature, "no feature \"\"", "none, guides"},
      {"pendo:features=guides+none", Code::contradiction, "features=none stands alone", "not both"},
      {"pendo:features=video", Code::invalid_value, "not chosen by name", "video"},
      {"pendo:trusted_types=yes", Code::invalid_value, "trusted_types", "true or false"},
      {"pendo:sub_id=a/b", Code::invalid_value, "sub_id: \"a/b\"", "letters, digits"},
      {"pendo:sub_id=", Code::invalid_value, "sub_id", "letters, digits"},
      {"pendo:agent_version=latest", Code::invalid_value, "\"latest\" is not a version", "2.221.0"},
      {"pendo:video=vimeo+betamax", Code::invalid_value, "\"betamax\"", "youtube"},
      {"pendo:script_nonce='nonce-abc'", Code::invalid_value, "is not a nonce value", "{nonce}"},
      {"pendo:script_nonce=", Code::invalid_value, "is not a nonce value", "base64"},
      {"pendo:script_nonce=abc===", Code::invalid_value, "is not a nonce value", "base64"},
      {"pendo:worker_url=/w.js", Code::invalid_value, "is not an https: URL", "whole URL"},
      {"pendo", Code::missing_option, "sub_id is missing; script-src of guides", "add sub_id="},
      {"pendo:sub_id=1,cname=setup,content_host=a.test", Code::missing_option,
       "data_host is missing", "add data_host="},
      {"pendo:sub_id=1,video=microsoft_stream_sharepoint", Code::missing_option,
       "org_id is missing", "SharePoint"},
      {"pendo:sub_id=1,content_proxy=true,cname=setup,content_host=a.test,data_host=b.test",
       Code::contradiction, "content proxy is not available with a CNAME", "leave out"},
      {"pendo:sub_id=1,content_host=a.test", Code::contradiction, "without a CNAME", "cname=setup"},
      {"customerio:features=connected_forms", Code::contradiction, "legacy snippet",
       "install=legacy_snippet"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.selection);
    const auto vendor = resolve(builtin_catalog(), selection_of(one.selection));
    ASSERT_FALSE(vendor);
    EXPECT_EQ(vendor.error().code, one.code) << vendor.error().to_string();
    EXPECT_NE(vendor.error().message.find(one.message), std::string::npos)
        << vendor.error().to_string();
    EXPECT_NE(vendor.error().remedy.find(one.remedy), std::string::npos)
        << vendor.error().to_string();
  }
}

TEST(VendorOptions, HostsAreNormalized) {
  const struct {
    std::string_view given, host;
  } cases[] = {
      {"analytics.example.com", "analytics.example.com"},
      {"Analytics.Example.COM", "analytics.example.com"},
      {"https://analytics.example.com", "analytics.example.com"},
      {"https://analytics.example.com/", "analytics.example.com"},
      {"analytics.example.com:8443", "analytics.example.com:8443"},
      {"analytics.example.com:443", "analytics.example.com"},
      {"bücher.example", "xn--bcher-kva.example"},
      {"127.0.0.1", "127.0.0.1"},
  };
  for (const auto& one : cases) {
    const ResolvedVendor vendor =
        resolved("customerio:features=none,proxy_host=" + std::string(one.given));
    EXPECT_NE(find_row(vendor, Evidence::documented, "script-src", one.host), nullptr) << one.given;
  }
}

TEST(VendorOptions, WhatIsNoHostIsRefused) {
  for (std::string_view host :
       {"", "https://", "http://a.test", "*.example.com", "a.test/path", "a.test?x", "user@a.test",
        "a b.test", "a.test;script-src", "wss://a.test", "a.test:99999", "'self'", "a..b,c"}) {
    if (host.find(',') != host.npos) continue;  // a comma ends the option
    const auto vendor =
        resolve(builtin_catalog(), selection_of("customerio:proxy_host=" + std::string(host)));
    ASSERT_FALSE(vendor) << host;
    EXPECT_EQ(vendor.error().code, Code::invalid_value) << host;
  }
}

TEST(VendorOptions, FeaturesLeftOutAreTheUsualOnes) {
  const auto names = [](const ResolvedVendor& vendor) {
    std::string out;
    for (const FeatureSpec& feature : vendor.features) out += feature.name + " ";
    return out;
  };
  EXPECT_EQ(names(resolved("customerio")), "core in_app ");
  EXPECT_EQ(names(resolved("pendo:sub_id=1")), "core guides ");
  EXPECT_EQ(names(resolved("pendo:features=none")), "core ");
  EXPECT_EQ(names(resolved("pendo:features=core")), "core ");
  EXPECT_EQ(names(resolved("pendo:features=none,video=vimeo")), "core video ");
  EXPECT_EQ(names(resolved("pendo:sub_id=1,features=designer+guides+designer")),
            "core guides designer ");
}

TEST(VendorOptions, OptionsInEffectIncludeDefaults) {
  const ResolvedVendor vendor = resolved("customerio:script_nonce=abc");
  EXPECT_EQ(vendor.options,
            (Options{{"region", "us"}, {"install", "snippet"}, {"script_nonce", "abc"}}));
}

TEST(VendorOptions, TheSubscriptionIsNeededOnlyWhereASourceNeedsIt) {
  EXPECT_TRUE(resolve(builtin_catalog(), selection_of("pendo:features=designer")));
  EXPECT_TRUE(
      resolve(builtin_catalog(), selection_of("pendo:features=session_replay+listen_portal")));
  EXPECT_FALSE(resolve(builtin_catalog(), selection_of("pendo:features=guides")));
  EXPECT_TRUE(resolve(builtin_catalog(),
                      selection_of("pendo:cname=complete,content_host=a.test,data_host=b.test")));
}

TEST(VendorOptions, ANonceMayBeThePlaceholder) {
  const ResolvedVendor vendor = resolved("customerio:script_nonce={nonce}");
  EXPECT_NE(find_row(vendor, Evidence::documented, "script-src", "'nonce-{nonce}'"), nullptr);
}

TEST(VendorOptions, ProbesOfBlobUrlsBelongToThePage) {
  const auto vendor = resolve(builtin_catalog(), selection_of("pendo:features=session_replay"),
                              {.page_origin = "https://app.example.com:8443"});
  ASSERT_TRUE(vendor);
  bool seen = false;
  for (const ResolvedProbe& probe : vendor->probes) {
    seen = seen || probe.url.starts_with("blob:https://app.example.com:8443/");
  }
  EXPECT_TRUE(seen);
}

TEST(VendorRequirements, AreJoinedWhereDocumentedAndObservedRowsAgree) {
  const ResolvedVendor vendor = resolved("pendo:sub_id=1,features=guides+code_blocks+designer");
  int seen = 0;
  for (const ResolvedRequirement& row : requirements_in(vendor, Evidence::observed)) {
    if (row.directive != "script-src" || row.source != "pendo-static-1.storage.googleapis.com")
      continue;
    ++seen;
    EXPECT_EQ(row.evidence, Evidence::documented);
    EXPECT_EQ(row.features, (std::vector<std::string>{"guides", "code_blocks"}));
  }
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace cspkit::test
