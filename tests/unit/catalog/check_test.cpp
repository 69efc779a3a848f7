// SPDX-License-Identifier: Apache-2.0
#include "cspkit/check.h"

#include "unit/catalog/compose_support.h"

namespace cspkit::compose_test {
namespace {

CheckReport report_of(const std::vector<PagePolicy>& policies,
                      const std::vector<ResolvedVendor>& needs) {
  auto report = check(needs, policies);
  EXPECT_TRUE(report);
  return *std::move(report);
}

const FeatureReport& feature(const CheckReport& report, std::string_view vendor,
                             std::string_view name) {
  for (const VendorReport& row : report.vendors) {
    if (row.vendor != vendor) continue;
    for (const FeatureReport& found : row.features) {
      if (found.feature == name) return found;
    }
  }
  throw std::invalid_argument("no such feature");
}

const CheckFailure& failure(const FeatureReport& feature, std::string_view probe) {
  const auto found = std::ranges::find(feature.failures, probe, &CheckFailure::probe);
  if (found == feature.failures.end()) throw std::invalid_argument("no such failure");
  return *found;
}

std::vector<PagePolicy> policies_of(const Composition& composition) {
  std::vector<PagePolicy> policies;
  for (const Policy& policy : composition.policies) {
    policies.push_back({serialize(policy), policy.disposition, policy.delivery});
  }
  return policies;
}

TEST(Check, EverythingWorksWithoutAPolicy) {
  const CheckReport report = report_of({}, vendors({"customerio", "pendo:sub_id=1"}));
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.fixed.text(), "");
}

TEST(Check, CoreIsAFeatureAndComesFirst) {
  const CheckReport report = report_of({{"img-src 'self'"}}, {vendor("customerio")});
  EXPECT_EQ(report.vendors[0].features[0].feature, "core");
}

TEST(Check, NamesDirectiveBrowsersAndFix) {
  const CheckReport report = report_of({{"default-src 'self'"}}, {vendor("customerio")});
  const FeatureReport& core = feature(report, "customerio", "core");
  EXPECT_EQ(core.status, FeatureStatus::broken);
  const CheckFailure& script = failure(core, "client-script");
  EXPECT_EQ(script.directive, DirectiveId::script_src_elem);
  EXPECT_EQ(script.source_directive, DirectiveId::default_src);
  EXPECT_EQ(script.browsers.size(), 3u);
  EXPECT_EQ(script.fix,
            (std::vector<Addition>{{0, "script-src", "cdp.customer.io", "default-src"}}));
}

TEST(Check, FeatureIsDegradedWhereOnlyAComfortFails) {
  const CheckReport report =
      report_of({{"connect-src cdp.customer.io consumer.cloud.gist.build *.api.gist.build"}},
                {vendor("customerio")});
  EXPECT_EQ(feature(report, "customerio", "core").status, FeatureStatus::works);
  const FeatureReport& in_app = feature(report, "customerio", "in_app");
  EXPECT_EQ(in_app.status, FeatureStatus::degraded);
  EXPECT_EQ(failure(in_app, "realtime").severity, ProbeSeverity::degraded);
  EXPECT_FALSE(report.ok());
}

TEST(Check, NamesTheBrowsersInWhichAFeatureFails) {
  // WebKit alone lets a `wss:` source match https.
  const ResolvedVendor acme =
      vendor_with("connect-src", "api.acme.test", fetch_probe("https://api.acme.test/", ""));
  const CheckReport report = report_of({{"connect-src wss:"}}, {acme});
  const CheckFailure& found = report.vendors[0].features[0].failures.at(0);
  EXPECT_EQ(found.browsers, (std::vector<Browser>{Browser::chromium, Browser::firefox}));
}

TEST(Check, FailureInTheTextAloneBreaksNothing) {
  // The text lets no `:80` source match https on 443; every browser upgrades it.
  const ResolvedVendor acme =
      vendor_with("connect-src", "api.acme.test", fetch_probe("https://api.acme.test/", ""));
  const CheckReport report = report_of({{"connect-src http://api.acme.test:80"}}, {acme});
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.fixed.text(), "connect-src http://api.acme.test:80 api.acme.test")
      << "the composed policy holds in the text too";
}

TEST(Check, ReportOnlyPolicyBreaksNothing) {
  EXPECT_TRUE(
      report_of({{"default-src 'none'", Disposition::report}}, {vendor("customerio")}).ok());
}

TEST(Check, SaysWhichPolicyBlocks) {
  const CheckReport report =
      report_of({{"img-src *, connect-src 'self'"}, {"script-src 'self'"}}, {vendor("customerio")});
  const FeatureReport& core = feature(report, "customerio", "core");
  EXPECT_EQ(failure(core, "track-call").policy, 1u);
  EXPECT_EQ(failure(core, "client-script").policy, 2u);
}

TEST(Check, FixedPolicyIsClean) {
  const auto needs =
      vendors({"customerio", "pendo:sub_id=1,features=guides+designer+session_replay"});
  const std::vector<std::vector<PagePolicy>> pages = {
      {{"default-src 'self'"}},
      {{"default-src 'none'; script-src 'self' 'nonce-abc'"}},
      {{"default-src 'self', script-src https:; frame-ancestors 'none'"}},
      {{"default-src 'self'", Disposition::enforce, Delivery::meta}, {"img-src 'self'"}},
      {{std::string(kStrictPolicy)}},
  };
  for (const auto& page : pages) {
    const CheckReport report = report_of(page, needs);
    EXPECT_FALSE(report.ok());
    EXPECT_TRUE(report_of(policies_of(report.fixed), needs).ok()) << report.fixed.text();
  }
}

TEST(Check, EveryFixLetsItsProbePass) {
  const auto needs = vendors({"customerio", "pendo:sub_id=1,features=guides+designer+code_blocks"});
  const CheckReport report =
      report_of({{"default-src 'self'; child-src 'none'; script-src-elem a.test"}}, needs);
  EXPECT_FALSE(report.ok());
  for (const VendorReport& vendor : report.vendors) {
    for (const FeatureReport& found : vendor.features) {
      for (const CheckFailure& one : found.failures) {
        EXPECT_FALSE(one.fix.empty()) << vendor.vendor << " " << one.probe;
      }
    }
  }
}

TEST(Check, ImpossibleFeatureHasNoFixAndANote) {
  const CheckReport report = report_of({{"style-src 'nonce-abc'"}}, {vendor("customerio")});
  const FeatureReport& in_app = feature(report, "customerio", "in_app");
  EXPECT_EQ(in_app.status, FeatureStatus::broken);
  EXPECT_TRUE(failure(in_app, "inline-style").fix.empty());
  EXPECT_TRUE(has_note(report.fixed, ComposeNote::Kind::impossible,
                       "Customer.io has no option that takes a nonce"));
  EXPECT_EQ(report.fixed.text(), "style-src 'nonce-abc'");
}

TEST(Check, PendoUnderAStyleNonceIsToldItsOption) {
  const CheckReport report =
      report_of({{"style-src 'self' 'nonce-abc'"}}, {vendor("pendo:sub_id=1")});
  EXPECT_TRUE(has_note(report.fixed, ComposeNote::Kind::impossible, "style_nonce"));
  EXPECT_TRUE(report_of({{"style-src pendo-static-1.storage.googleapis.com 'nonce-abc'"}},
                        {vendor("pendo:sub_id=1,style_nonce={nonce}")})
                  .ok());
}

}  // namespace
}  // namespace cspkit::compose_test
