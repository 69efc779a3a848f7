// SPDX-License-Identifier: Apache-2.0
#include <cspkit/engine.h>
#include <cspkit/explain.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <fstream>

namespace cspkit {
namespace {

namespace json = boost::json;

Explanation explained(std::string_view text, ExplainOptions options = {}) {
  const auto entries = read_reports(text);
  EXPECT_TRUE(entries);
  return explain(*entries, options);
}

std::string report(std::string_view directive, std::string_view blocked, std::string_view policy,
                   std::string_view more = "") {
  return "{\"csp-report\":{\"document-uri\":\"https://app.test/\",\"effective-directive\":\"" +
         std::string(directive) + "\",\"blocked-uri\":\"" + std::string(blocked) +
         "\",\"original-policy\":\"" + std::string(policy) + "\"" + std::string(more) + "}}\n";
}

/// `directive source (from)` of each addition.
std::string change_of(const Incident& finding) {
  std::string text;
  for (const Addition& addition : finding.additions) {
    if (!text.empty()) text += "; ";
    text += addition.directive + " " + addition.source;
    if (!addition.copied_from.empty()) text += " from " + addition.copied_from;
  }
  return text;
}

TEST(Explain, ProposesTheSmallestChangeAndStartsFromWhatGoverned) {
  struct Row {
    std::string_view directive, blocked, policy, change;
    ChangeProof proof;
  };
  constexpr Row kRows[] = {
      {"img-src", "https://cdn.test/a.png", "img-src 'self'", "img-src https://cdn.test",
       ChangeProof::engine},
      {"img-src", "https://cdn.test:8443/a.png", "img-src 'none'", "img-src https://cdn.test:8443",
       ChangeProof::engine},
      {"img-src", "data", "default-src 'self'", "img-src data: from default-src",
       ChangeProof::engine},
      {"img-src", "https://app.test/a.png", "img-src https://cdn.test", "img-src 'self'",
       ChangeProof::engine},
      {"script-src-elem", "https://cdn.test/a.js", "script-src 'self'",
       "script-src https://cdn.test", ChangeProof::engine},
      {"script-src-elem", "https://cdn.test/a.js", "default-src 'self'",
       "script-src https://cdn.test from default-src", ChangeProof::engine},
      {"script-src-elem", "https://cdn.test/a.js",
       "script-src 'nonce-x' 'strict-dynamic' https:", "", ChangeProof::in_the_page},
      {"script-src-elem", "inline", "script-src 'self'", "script-src 'nonce-{nonce}'",
       ChangeProof::engine},
      {"script-src-elem", "inline", "script-src 'nonce-x'", "", ChangeProof::in_the_page},
      {"script-src-attr", "inline", "script-src 'self'", "", ChangeProof::in_the_page},
      {"style-src-attr", "inline", "style-src 'self'", "", ChangeProof::in_the_page},
      {"script-src", "eval", "default-src 'self'", "script-src 'unsafe-eval' from default-src",
       ChangeProof::engine},
      {"script-src", "wasm-eval", "script-src 'self'", "script-src 'wasm-unsafe-eval'",
       ChangeProof::engine},
      {"worker-src", "blob", "default-src 'self'", "worker-src blob: from default-src",
       ChangeProof::engine},
      {"frame-src", "https://video.test/embed", "frame-src 'none'", "frame-src https://video.test",
       ChangeProof::engine},
      {"connect-src", "wss://ws.test/live", "connect-src 'self'", "connect-src wss://ws.test",
       ChangeProof::engine},
      {"form-action", "https://pay.test/", "form-action 'self'", "form-action https://pay.test",
       ChangeProof::engine},
      {"base-uri", "https://cdn.test/", "base-uri 'self'", "base-uri https://cdn.test",
       ChangeProof::engine},
      {"frame-ancestors", "https://app.test/", "frame-ancestors 'none'", "", ChangeProof::none},
      {"require-trusted-types-for", "trusted-types-sink", "require-trusted-types-for 'script'", "",
       ChangeProof::in_the_page},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(std::string(row.directive) + " " + std::string(row.policy));
    const Explanation explanation = explained(report(row.directive, row.blocked, row.policy));
    ASSERT_EQ(explanation.findings.size(), 1u);
    const Incident& finding = explanation.findings.front();
    EXPECT_EQ(finding.bearing, Bearing::blocked);
    EXPECT_EQ(change_of(finding), row.change);
    EXPECT_EQ(finding.proof, row.proof);
  }
}

TEST(Explain, TheChangedPolicyAllowsItAndNothingThatWorkedStops) {
  const Explanation explanation =
      explained(report("img-src", "https://cdn.test/a.png", "default-src 'self' https://old.test"));
  ASSERT_EQ(explanation.findings.front().fixed.size(), 1u);
  PolicyList list(origin_of(Url::parse("https://app.test/")->view()));
  ASSERT_TRUE(list.add_header(explanation.findings.front().fixed.front()));
  for (const char* const address :
       {"https://cdn.test/a.png", "https://old.test/b.png", "https://app.test/c.png"}) {
    const auto url = Url::parse(address);
    EXPECT_FALSE(should_block_request(list, {.url = url->view(), .destination = Destination::image})
                     .blocked())
        << address;
  }
}

TEST(Explain, SaysWhichOfSeveralPoliciesBlocks) {
  ExplainOptions options;
  options.policies = {{.text = "img-src https:"},
                      {.text = "img-src 'self'"},
                      {.text = "img-src 'none'", .disposition = Disposition::report}};
  const Explanation explanation = explained(
      "Refused to load https://cdn.test/a.png because it does not appear in the img-src directive "
      "of the Content Security Policy.\n"
      "[Report Only] Refused to load https://cdn.test/a.png because it does not appear in the "
      "img-src directive of the Content Security Policy.\n",
      options);
  ASSERT_EQ(explanation.findings.size(), 2u);
  EXPECT_EQ(explanation.findings[0].bearing, Bearing::blocked);
  EXPECT_EQ(explanation.findings[0].policies, std::vector<std::size_t>{1});
  EXPECT_EQ(explanation.findings[0].fixed,
            std::vector<std::string>{"img-src 'self' https://cdn.test"});
  EXPECT_EQ(explanation.findings[1].bearing, Bearing::watched);
  EXPECT_EQ(explanation.findings[1].policies, std::vector<std::size_t>{2});
  EXPECT_TRUE(explanation.anything_blocked());
}

TEST(Explain, AReportThatItsOwnPolicyContradictsIsSaidToBeImpossible) {
  for (const auto& text : {report("script-src-elem", "inline", "script-src 'unsafe-inline'"),
                           report("img-src", "https://cdn.test/a.png", "img-src https://cdn.test"),
                           report("script-src", "eval", "script-src 'unsafe-eval'")}) {
    const Explanation explanation = explained(text);
    ASSERT_EQ(explanation.findings.size(), 1u) << text;
    EXPECT_EQ(explanation.findings.front().bearing, Bearing::impossible) << text;
    EXPECT_NE(explanation.findings.front().contradiction, "") << text;
    EXPECT_FALSE(explanation.anything_blocked()) << text;
  }
  // A path may be what blocks, and an origin does not tell it.
  EXPECT_EQ(explained(report("img-src", "https://cdn.test", "img-src https://cdn.test/pics/"))
                .findings.front()
                .bearing,
            Bearing::blocked);
}

TEST(Explain, NonceValuesAndEndpointsDoNotMakePoliciesDifferent) {
  std::string text;
  for (int i = 0; i < 50; ++i) {
    text +=
        report("script-src-elem", "https://cdn.test/a.js",
               "script-src 'nonce-" + std::to_string(i) + "'; report-uri /r?" + std::to_string(i));
  }
  const Explanation explanation = explained(text);
  EXPECT_EQ(explanation.policies.size(), 1u);
  ASSERT_EQ(explanation.findings.size(), 1u);
  EXPECT_EQ(explanation.findings.front().count, 50u);
  EXPECT_EQ(explanation.findings.front().lines.size(), kMostLines);
}

TEST(Explain, NamesTheFeatureWithoutBeingToldOfTheVendor) {
  const Explanation explanation = explained(report(
      "script-src-elem", "https://cdn.eu.pendo.io/agent/static/1/pendo.js", "script-src 'self'"));
  ASSERT_FALSE(explanation.findings.front().features.empty());
  const AffectedFeature& feature = explanation.findings.front().features.front();
  EXPECT_EQ(feature.vendor, "pendo");
  EXPECT_EQ(feature.certainty, AffectedFeature::Certainty::likely);
  EXPECT_NE(feature.symptom, "");
  EXPECT_EQ(change_of(explanation.findings.front()), "script-src cdn.eu.pendo.io");
}

TEST(Explain, KnowsACustomersOwnBucketWithoutItsNumber) {
  const Explanation explanation = explained(
      report("script-src-elem", "https://pendo-static-4815162342.storage.googleapis.com/guide.js",
             "script-src 'self'"));
  const Incident& finding = explanation.findings.front();
  ASSERT_FALSE(finding.features.empty());
  EXPECT_EQ(finding.features.front().vendor, "pendo");
  EXPECT_EQ(change_of(finding),
            "script-src https://pendo-static-4815162342.storage.googleapis.com");
}

TEST(Explain, LooksForTheSitesVendorsOnlyWhereTheyAreGiven) {
  const std::vector<ResolvedVendor> site{
      *resolve(builtin_catalog(), *parse_vendor_selection("customerio"))};
  ExplainOptions options;
  options.vendors = site;
  EXPECT_TRUE(explained(report("script-src-elem", "https://cdn.pendo.io/x.js", "script-src 'self'"),
                        options)
                  .findings.front()
                  .features.empty());
  const Explanation explanation = explained(
      report("connect-src", "https://cdp.customer.io/v1/t", "connect-src 'self'"), options);
  ASSERT_FALSE(explanation.findings.front().features.empty());
  EXPECT_EQ(explanation.findings.front().features.front().feature, "core");
}

TEST(Explain, WarnsOfHostsThatServeAnybodysScripts) {
  const Explanation explanation = explained(
      report("script-src-elem", "https://cdn.jsdelivr.net/npm/x/y.js", "script-src 'self'"));
  ASSERT_FALSE(explanation.findings.front().advice.empty());
  EXPECT_EQ(explanation.findings.front().advice.front().wisdom, Wisdom::unwise);
}

TEST(Explain, SetsHarmlessOnesApart) {
  const Explanation explanation =
      explained(report("font-src", "chrome-extension://x/a.woff2", "default-src 'self'") +
                report("script-src-elem", "https://gc.kis.v2.scr.kaspersky-labs.com/a.js",
                       "default-src 'self'"));
  ASSERT_EQ(explanation.findings.size(), 2u);
  for (const Incident& finding : explanation.findings) {
    EXPECT_EQ(finding.bearing, Bearing::harmless);
    EXPECT_TRUE(finding.additions.empty());
  }
  EXPECT_FALSE(explanation.anything_blocked());
  EXPECT_TRUE(explanation.anything_understood());
}

TEST(Explain, AnAftermathJoinsTheMessageThatItFollows) {
  constexpr std::string_view kAftermath =
      "Fetch API cannot load https://cdn.test/api. Refused to connect because it violates the "
      "document's Content Security Policy.\n";
  constexpr std::string_view kMessage =
      "Connecting to 'https://cdn.test/api' violates the following Content Security Policy "
      "directive: \"connect-src 'self'\". The action has been blocked.\n";
  const Explanation both = explained(std::string(kAftermath) + std::string(kMessage));
  ASSERT_EQ(both.findings.size(), 1u);
  EXPECT_EQ(both.findings.front().count, 1u);
  const Explanation alone = explained(kAftermath);
  ASSERT_EQ(alone.findings.size(), 1u);
  EXPECT_EQ(alone.findings.front().proof, ChangeProof::policy_unknown);
  EXPECT_EQ(change_of(alone.findings.front()), "connect-src https://cdn.test");
}

// Every violation that a browser was made to report is explained; redirects alone contradict their policy.
TEST(Explain, RecordedReportsAreAllExplained) {
  std::ifstream file(CSPKIT_TEST_DATA "/conformance/browser_reports.jsonl");
  std::size_t violations = 0, blocked = 0, impossible = 0;
  // One vendor, so that the whole catalogue is not looked through each time.
  const std::vector<ResolvedVendor> site{
      *resolve(builtin_catalog(), *parse_vendor_selection("customerio"))};
  ExplainOptions options;
  options.vendors = site;
  for (std::string line; std::getline(file, line);) {
    const json::value row = json::parse(line);
    const Explanation explanation = explained(row.as_object().at("body").as_string(), options);
    for (const Incident& finding : explanation.findings) {
      ++violations;
      if (finding.bearing == Bearing::impossible) {
        ++impossible;
        EXPECT_NE(row.as_object().at("case").as_string().find("redirect"), json::string::npos)
            << line;
      }
      if (finding.bearing == Bearing::blocked) ++blocked;
    }
  }
  EXPECT_GT(violations, 550u);
  EXPECT_GT(blocked, 500u);
  EXPECT_EQ(impossible, 20u);
}

}  // namespace
}  // namespace cspkit
