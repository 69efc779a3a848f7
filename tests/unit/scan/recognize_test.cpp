// SPDX-License-Identifier: Apache-2.0
#include <cspkit/propose.h>
#include <cspkit/recognize.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace cspkit {
namespace {

using Certainty = RecognizedVendor::Certainty;

std::vector<RecognizedVendor> recognize(std::string_view html) {
  Inventory inventory;
  DocumentScan page(inventory, {.url = "https://example.com/", .name = "p"});
  page.feed(html);
  page.finish();
  return recognize_vendors(inventory, builtin_catalog());
}

std::vector<std::string> likely(std::string_view html) {
  std::vector<std::string> names;
  for (const RecognizedVendor& vendor : recognize(html)) {
    if (vendor.certainty == Certainty::likely) names.push_back(vendor.selection_text());
  }
  return names;
}

TEST(RecognizeTest, ReadsVendorsAndTheirOptionsOffThePage) {
  struct Case {
    const char* html;
    std::vector<std::string> vendors;
  };
  const Case cases[] = {
      {"<script>l('https://cdn.pendo.io/agent/static/k/pendo.js')</script>", {"pendo"}},
      {"<script>l('https://cdn.eu.pendo.io/agent/static/'+k)</script>", {"pendo:region=eu"}},
      {"<script>l('https://cdn.pendo.io/agent/static/')</script><script "
       "src=https://pendo-static-4815162342.storage.googleapis.com/g.js></script>",
       {"pendo:sub_id=4815162342"}},
      {"<script>l('https://cdp.customer.io/v1/analytics-js/snippet/')</script>", {"customerio"}},
      {"<script>l('https://cdp-eu.customer.io/v1/analytics-js/snippet/')</script>",
       {"customerio:region=eu"}},
      {"<script src=https://www.googletagmanager.com/gtm.js?id=GTM-1></script>",
       {"google_tag_manager"}},
      {"<script src=https://www.google.com/recaptcha/api.js></script>", {"recaptcha"}},
      {"<link rel=stylesheet href=https://use.typekit.net/abc.css>", {"adobe_fonts"}},
      {"<script src=https://cdn.test/x.js></script>", {}},
      {"<script src=https://www.google.com/maps/api.js></script>", {}},
      {"<script src=https://pendo.io.evil.test/agent/static/x></script>", {}},
      {"<a href=https://cdn.pendo.io/agent/static/x>", {}},
      {"", {}},
  };
  for (const Case& each : cases) EXPECT_EQ(likely(each.html), each.vendors) << each.html;
}

TEST(RecognizeTest, AnImageAloneTellsNoMoreThanThatItMayBe) {
  const auto found = recognize("<img src=https://data.pendo.io/data/ptm.gif/k>");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].certainty, Certainty::possible);
}

TEST(RecognizeTest, GivesItsEvidence) {
  const auto found =
      recognize("\n<script>l('https://cdp.customer.io/v1/analytics-js/snippet/k')</script>");
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].evidence.size(), 1u);
  const VendorEvidence& evidence = found[0].evidence[0];
  EXPECT_EQ(evidence.kind, VendorEvidence::Kind::mention);
  EXPECT_EQ(evidence.url, "https://cdp.customer.io/v1/analytics-js/snippet/k");
  EXPECT_EQ(evidence.place.to_string(), "p:2:1");
  ASSERT_TRUE(found[0].resolved);
}

TEST(RecognizeTest, AnOptionThatNothingTellsLeavesTheCore) {
  const auto found = recognize("<script>l('https://cdn.pendo.io/agent/static/k')</script>");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].problem.find("sub_id"), std::string::npos);
  ASSERT_TRUE(found[0].resolved);
}

TEST(RecognizeTest, ProposalsHoldWhatTheCatalogueKnowsOfThem) {
  Inventory inventory;
  DocumentScan page(inventory, {.url = "https://example.com/", .name = "p"});
  page.feed("<script>l('https://cdp.customer.io/v1/analytics-js/snippet/k')</script>");
  page.finish();
  const auto vendors = recognize_vendors(inventory, builtin_catalog());
  for (const ProposalKind kind : kProposalKinds) {
    const Proposal proposal = propose(inventory, vendors, kind);
    EXPECT_TRUE(proposal.blocked.empty());
    const auto by_vendor = std::ranges::count(proposal.sources, ProposedSource::Ground::vendor,
                                              &ProposedSource::ground);
    EXPECT_GT(by_vendor, 0) << to_string(kind);
    const Directive* const connect = proposal.policy.find("connect-src");
    ASSERT_NE(connect, nullptr);
    EXPECT_NE(std::ranges::find(connect->value, "cdp.customer.io"), connect->value.end());
    for (const ProposedSource& source : proposal.sources) EXPECT_NE(source.reason, "");
  }
}

}  // namespace
}  // namespace cspkit
