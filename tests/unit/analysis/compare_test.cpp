// SPDX-License-Identifier: Apache-2.0
//
// What compare_policies answers, by tables. compare_refutation.cpp searches for what refutes it.
#include "cspkit/compare.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/limits.h"
#include "match/ask.h"

namespace cspkit {
namespace {

constexpr std::string_view kPage = "https://example.com/";

PolicyList page(std::string_view header, std::string_view url = kPage) {
  return test::page_with({header}, url);
}

Comparison compare(std::string_view a, std::string_view b, std::string_view url = kPage) {
  return compare_policies(page(a, url), page(b, url));
}

struct Row {
  std::string_view a, b;
  std::string_view url = kPage;
};

/// Every witness is decided again; the other order gives the mirrored answer.
void expect_relation(PolicyRelation expected, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.a) + "   against   " + std::string(row.b));
    const PolicyList a = page(row.a, row.url), b = page(row.b, row.url);
    const Comparison found = compare_policies(a, b);
    EXPECT_EQ(relation_name(found.relation), relation_name(expected));
    EXPECT_EQ(found.proof, Proof::complete);
    EXPECT_EQ(found.a_subsumes_b, found.newly_allowed.empty());
    EXPECT_EQ(found.b_subsumes_a, found.newly_blocked.empty());
    for (const Witness& witness : found.newly_allowed) {
      EXPECT_TRUE(decide_case(a, witness).blocked()) << witness.url;
      EXPECT_FALSE(decide_case(b, witness).blocked()) << witness.url;
    }
    for (const Witness& witness : found.newly_blocked) {
      EXPECT_FALSE(decide_case(a, witness).blocked()) << witness.url;
      EXPECT_TRUE(decide_case(b, witness).blocked()) << witness.url;
    }
    const Comparison back = compare_policies(b, a);
    EXPECT_EQ(back.a_subsumes_b, found.b_subsumes_a);
    EXPECT_EQ(back.b_subsumes_a, found.a_subsumes_b);
    EXPECT_EQ(policies_are_equal(a, b), expected == PolicyRelation::equal);
  }
}

TEST(Compare, TheSameInOtherWordsIsEqual) {
  expect_relation(
      PolicyRelation::equal,
      {{"", ""},
       {"default-src 'self'", "DEFAULT-SRC 'SELF'"},
       {"img-src a.test b.test", "img-src b.test A.TEST b.test"},
       // Fallbacks written out.
       {"default-src 'self'", "default-src 'self'; img-src 'self'"},
       {"child-src a.test", "child-src a.test; frame-src a.test"},
       {"script-src 'self'", "script-src 'self'; script-src-elem 'self'; script-src-attr 'none'"},
       // Sources that others cover.
       {"img-src https:", "img-src https: https://a.test https://*.b.test:*"},
       {"img-src *.a.test", "img-src *.a.test b.a.test https://*.c.a.test"},
       {"img-src a.test", "img-src a.test a.test/x a.test/y/"},
       {"img-src a.test/x/", "img-src a.test/x/ a.test/x/y a.test/x/y/"},
       {"img-src http:", "img-src http: https:"},
       // Fetch hands WebSockets over as http(s).
       {"connect-src ws:", "connect-src http:"},
       {"img-src a.test:*", "img-src a.test:* a.test a.test:8443"},
       {"img-src https://a.test", "img-src https://a.test:443 https://a.test"},
       {"img-src *", "img-src * http://a.test 'none'"},
       {"img-src https://example.com",
        "img-src 'self' https://example.com blob:,img-src "
        "https://example.com"},
       {"img-src a.test/a%62c", "img-src a.test/abc"},
       // Lists that allow nothing.
       {"object-src 'none'", "object-src"},
       {"object-src", "object-src x@y 'self"},
       {"script-src 'none'", "script-src 'none' 'report-sample' 'report-sha256'"},
       // Keywords that others switch off, or that nothing reads.
       {"script-src 'nonce-abc'", "script-src 'nonce-abc' 'unsafe-inline'"},
       {"script-src-elem 'nonce-abc' 'strict-dynamic'",
        "script-src-elem 'nonce-abc' 'strict-dynamic' https: 'self' 'unsafe-inline'"},
       {"img-src a.test", "img-src a.test 'unsafe-inline' 'nonce-abc' 'strict-dynamic'"},
       {"script-src 'self'", "script-src 'self' 'report-sample'"},
       {"script-src 'nonce-{nonce}'", "script-src 'NONCE-{nonce}'"},
       {"style-src 'sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU='",
        "style-src 'sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=' "
        "'sha256-47DEQpj8HBSa'"},
       // Several policies.
       {"img-src a.test b.test, img-src a.test c.test", "img-src a.test"},
       {"img-src a.test", "img-src a.test, img-src a.test, img-src https: http:"},
       {"img-src a.test, img-src b.test", "img-src 'none'"},
       {"default-src https: http:, img-src a.test",
        "img-src a.test; default-src https: http:, default-src https: http:"},
       // Other grammars.
       {"webrtc 'allow'", ""},
       {"trusted-types a b", "trusted-types b a b"},
       {"sandbox allow-scripts allow-forms", "sandbox ALLOW-FORMS allow-scripts allow-scripts"},
       {"sandbox, sandbox allow-scripts", "sandbox"},
       {"frame-ancestors a.test", "frame-ancestors a.test a.test/path"}});
}

TEST(Compare, WhatAllowsLessIsStricter) {
  expect_relation(
      PolicyRelation::stricter,
      {{"", "default-src *"},
       {"img-src *.a.test", "img-src b.a.test"},
       {"img-src *.a.test a.test", "img-src *.a.test"},
       {"img-src a.test", "img-src a.test/x"},
       {"img-src a.test/x/", "img-src a.test/x/y"},
       {"img-src a.test:*", "img-src a.test"},
       {"img-src http://a.test", "img-src https://a.test"},
       {"form-action ws:", "form-action http:"},
       {"img-src * data:", "img-src *"},
       {"img-src *", "img-src https:"},
       {"img-src https:", "img-src https://*:443"},
       {"img-src a.test b.test", "img-src a.test b.test, img-src a.test"},
       {"default-src 'self'", "default-src 'self'; img-src 'none'"},
       {"script-src 'unsafe-inline'", "script-src 'none'"},
       {"script-src 'self' 'unsafe-eval'", "script-src 'self' 'wasm-unsafe-eval'"},
       {"script-src 'nonce-a' 'nonce-b'", "script-src 'nonce-b'"},
       {"script-src 'nonce-a' 'strict-dynamic'", "script-src 'nonce-a'"},
       {"script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", "script-src 'none'"},
       {"script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'unsafe-hashes'",
        "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"},
       {"style-src-attr 'unsafe-inline'", "style-src-attr 'none'"},
       {"connect-src a.test 'unsafe-webtransport-hashes'", "connect-src a.test"},
       {"form-action a.test b.test", "form-action a.test"},
       {"base-uri *", "base-uri https:"},
       {"frame-ancestors *.a.test", "frame-ancestors b.a.test"},
       {"", "webrtc 'block'"},
       {"", "require-trusted-types-for 'script'"},
       {"trusted-types *", "trusted-types a"},
       {"trusted-types a 'allow-duplicates'", "trusted-types a"},
       {"", "sandbox allow-scripts"},
       {"sandbox allow-scripts allow-forms", "sandbox allow-forms"},
       {"sandbox allow-storage-access-by-user-activation", "sandbox"}});
}

TEST(Compare, WhatAllowsOtherThingsIsIncomparable) {
  expect_relation(
      PolicyRelation::incomparable,
      {{"img-src a.test", "img-src b.test"},
       {"img-src a.test/x", "img-src a.test/y"},
       // 'self' holds the page's blob: URLs, and * holds none.
       {"img-src 'self'", "img-src *"},
       {"script-src 'nonce-a'", "script-src 'nonce-b'"},
       {"script-src 'unsafe-inline'", "script-src 'unsafe-inline' 'nonce-a'"},
       {"script-src 'self'", "script-src 'nonce-a' 'strict-dynamic' 'self'"},
       {"img-src a.test; font-src a.test b.test", "img-src a.test b.test; font-src a.test"},
       // A list of its own takes the place of the fallback.
       {"default-src a.test; script-src b.test", "default-src a.test"},
       {"sandbox allow-scripts", "sandbox allow-forms"},
       {"trusted-types a", "trusted-types b"},
       {"frame-ancestors a.test", "frame-ancestors b.test"}});
}

TEST(Compare, ThePageDecidesWhatSelfAndBareHostsMean) {
  expect_relation(PolicyRelation::equal,
                  {{"img-src cdn.test", "img-src https://cdn.test", "https://example.com/"},
                   {"img-src cdn.test", "img-src http://cdn.test", "http://example.com/"},
                   {"img-src 'self' a.test", "img-src a.test", "data:,page"},
                   {"img-src * https://a.test", "img-src *", "http://a.test:8080/"}});
  expect_relation(PolicyRelation::looser,
                  {{"img-src https://cdn.test", "img-src cdn.test", "http://example.com/"},
                   {"img-src https://example.com:8443 blob:",
                    "img-src https://example.com:8443 blob: 'self'", "http://example.com:8443/"},
                   {"img-src https://a.test blob:", "img-src 'self' blob:", "http://a.test/"}});
}

// Found by the search of compare_refutation.cpp: the page's host, named by a source as well.
TEST(Compare, ThePagesOwnSchemeCountsOnAHostThatASourceNames) {
  expect_relation(PolicyRelation::incomparable,
                  {{"default-src ws://doc.test", "default-src 'self'", "ftp://doc.test/"}});
}

// A content may have the SHA-256 that one policy lists, and the SHA-384 of another.
TEST(Compare, HashesOfTwoAlgorithmsMayBelongToOneContent) {
  const std::string sha256 = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
  const std::string sha384 =
      "'sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb'";
  const std::string both = "style-src " + sha256 + ", style-src " + sha384;
  expect_relation(PolicyRelation::stricter, {{both, "style-src 'none'"}});
  // They are those of the empty text, and the engine agrees.
  PolicyCase empty;
  empty.kind = CaseKind::inline_block;
  empty.inline_type = InlineType::style;
  EXPECT_FALSE(decide_case(page(both), empty).blocked());
}

TEST(Compare, AHashIsAWitnessWithoutASource) {
  const Comparison found = compare("style-src-attr 'none'",
                                   "style-src-attr 'unsafe-hashes' "
                                   "'sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU='");
  ASSERT_EQ(found.newly_allowed.size(), 1u);
  EXPECT_EQ(found.newly_allowed[0].hashes, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(found.newly_allowed[0].source, "");
}

TEST(Compare, WitnessesNameWhatLetsThemPass) {
  const Comparison found = compare("script-src 'self'", "script-src 'self' https://cdn.test/js/");
  ASSERT_FALSE(found.newly_allowed.empty());
  const Witness& first = found.newly_allowed[0];
  EXPECT_EQ(first.url, "https://cdn.test/js/other");
  EXPECT_EQ(first.destination, Destination::script);
  EXPECT_EQ(first.directive, DirectiveId::script_src_elem);
  EXPECT_EQ(first.blocked_by, DirectiveId::script_src);
  EXPECT_EQ(first.allowed_by, DirectiveId::script_src);
  EXPECT_EQ(first.allowed_source, "https://cdn.test/js/");
}

TEST(Compare, EachSourceThatDiffersHasItsWitness) {
  const Comparison found =
      compare("img-src 'none'", "img-src a.test *.b.test https://c.test:8443/x data:");
  std::set<std::string> sources;
  for (const Witness& witness : found.newly_allowed) sources.insert(witness.allowed_source);
  EXPECT_EQ(sources,
            (std::set<std::string>{"a.test", "*.b.test", "https://c.test:8443/x", "data:"}));
}

// However much else differs, each kind of question that tells A and B apart has a witness.
TEST(Compare, EachKindThatDiffersHasItsWitness) {
  const Comparison found = compare(
      "",
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; webrtc "
      "'block'; trusted-types; require-trusted-types-for 'script'; sandbox");
  std::set<std::string_view> kinds;
  for (const Witness& witness : found.newly_blocked) kinds.insert(case_kind_name(witness.kind));
  EXPECT_EQ(kinds.size(), 11u);
}

TEST(Compare, ReportOnlyPoliciesDecideNothing) {
  PolicyList a = page("img-src a.test"), b = page("img-src a.test");
  ASSERT_TRUE(b.add_header("default-src 'none'", Disposition::report));
  const Comparison found = compare_policies(a, b);
  EXPECT_EQ(found.relation, PolicyRelation::equal);
  EXPECT_TRUE(found.report_only);
}

TEST(Compare, AMetaPolicyHasNoSandboxAndNoAncestors) {
  PolicyList a(page("").self_origin()), b(page("").self_origin());
  ASSERT_TRUE(
      b.add_header("sandbox; frame-ancestors 'none'", Disposition::enforce, Delivery::meta));
  EXPECT_EQ(compare_policies(a, b).relation, PolicyRelation::equal);
}

TEST(Compare, DirectivesThatDecideNothingAreNamed) {
  const Comparison found =
      compare("report-uri /a; upgrade-insecure-requests", "report-uri /b; x-nobody");
  EXPECT_EQ(found.relation, PolicyRelation::equal);
  EXPECT_EQ(found.not_judged,
            (std::vector{DirectiveId::report_uri, DirectiveId::upgrade_insecure_requests}));
}

TEST(Compare, ABrowserMayJudgeOtherwise) {
  // Chromium knows no webrtc directive; Firefox and Chromium match IP addresses.
  const PolicyList none = page(""), webrtc = page("webrtc 'block'");
  EXPECT_EQ(compare_policies(none, webrtc).relation, PolicyRelation::stricter);
  EXPECT_EQ(compare_policies(none, webrtc, Browser::chromium).relation, PolicyRelation::equal);
  const PolicyList nothing = page("img-src 'none'"), address = page("img-src 192.0.2.1");
  EXPECT_EQ(compare_policies(nothing, address).relation, PolicyRelation::equal);
  for (const Browser browser : kBrowsers) {
    EXPECT_EQ(compare_policies(nothing, address, browser).relation, PolicyRelation::looser)
        << browser_name(browser);
  }
}

// Whatever a browser makes of sandbox, its flags are those that it heeds.
TEST(Compare, ABrowserMayHeedFewerSandboxingFlags) {
  const PolicyList none = page(""), sandboxed = page("sandbox allow-same-origin");
  PolicyCase navigation;
  navigation.kind = CaseKind::sandbox;
  navigation.flag = SandboxFlag::navigation;
  EXPECT_TRUE(decide_case(sandboxed, navigation).blocked());
  for (const Browser browser : kBrowsers) {
    const bool heeded = (csp_derived_sandboxing_flags(sandboxed, browser) &
                         static_cast<SandboxFlags>(SandboxFlag::navigation)) != 0;
    EXPECT_EQ(decide_case(sandboxed, navigation, browser).blocked(), heeded)
        << browser_name(browser);
    EXPECT_EQ(compare_policies(none, sandboxed, browser).relation, PolicyRelation::stricter)
        << browser_name(browser);
  }
}

// Beyond the limit, nothing is claimed.
TEST(Compare, WhatIsTooLargeIsNotCalledEqual) {
  std::string a = "img-src", b = "img-src";
  // Ports and paths of one host, and so a product of both.
  for (int i = 0; i < 400; ++i) {
    a += " a.test:" + std::to_string(10000 + i) + "/p" + std::to_string(i);
    b += " a.test:" + std::to_string(10399 - i) + "/p" + std::to_string(399 - i);
  }
  const Comparison found = compare(a, b);
  EXPECT_EQ(found.proof, Proof::limit_reached);
  EXPECT_EQ(found.relation, PolicyRelation::incomparable);
  EXPECT_FALSE(found.a_subsumes_b || found.b_subsumes_a);
  EXPECT_FALSE(policies_are_equal(page(a), page(b)));
}

TEST(Compare, WitnessesStopAtTheirLimit) {
  std::string b = "img-src";
  for (std::size_t i = 0; i < limits::kMaxWitnesses + 10; ++i)
    b += " h" + std::to_string(i) + ".test";
  const Comparison found = compare("img-src 'none'", b);
  EXPECT_EQ(found.newly_allowed.size(), limits::kMaxWitnesses);
  EXPECT_TRUE(found.more_allowed);
  EXPECT_EQ(found.relation, PolicyRelation::looser);
}

// What stands for everything unmentioned must not be mentioned.
TEST(Compare, WordsThatStandForOthersAreLookedForInThePolicies) {
  expect_relation(PolicyRelation::looser,
                  {{"img-src other.example", "img-src *.example other.example"},
                   {"img-src *.a.test", "img-src *.a.test other.example another.example"},
                   {"img-src other.a.test", "img-src *.a.test"},
                   {"img-src a.test/%6fther", "img-src a.test"},
                   {"img-src *:8444", "img-src *:*"},
                   {"trusted-types other", "trusted-types *"}});
}

}  // namespace
}  // namespace cspkit
