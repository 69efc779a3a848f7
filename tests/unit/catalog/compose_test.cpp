// SPDX-License-Identifier: Apache-2.0
// What string tools get wrong about extending a policy, one test for each claim.
#include "unit/catalog/compose_support.h"

namespace cspkit::compose_test {
namespace {

using Kind = ComposeNote::Kind;

ResolvedVendor script_vendor() {
  return vendor_with(
      "script-src", "cdn.acme.test",
      fetch_probe("https://cdn.acme.test/a.js", "script", ProbeLoader::trusted_script));
}
ResolvedVendor connect_vendor() {
  return vendor_with("connect-src", "api.acme.test", fetch_probe("https://api.acme.test/v1", ""));
}
ResolvedVendor frame_vendor() {
  return vendor_with("frame-src", "ui.acme.test", fetch_probe("https://ui.acme.test/f", "iframe"));
}
ResolvedVendor worker_vendor() {
  return vendor_with("worker-src", "blob:", fetch_probe("blob:https://example.com/1", "worker"));
}
ResolvedVendor inline_style_vendor() {
  return vendor_with("style-src", "'unsafe-inline'", kind_probe(ProbeKind::inline_style));
}
ResolvedVendor inline_script_vendor() {
  return vendor_with("script-src", "'unsafe-inline'", kind_probe(ProbeKind::inline_script));
}
ResolvedVendor snippet_vendor() {
  ProbeBase probe = kind_probe(ProbeKind::inline_script);
  probe.loader = ProbeLoader::parser;
  probe.nonce_use = ProbeNonce::script;
  return vendor_with("script-src", "'nonce-{nonce}'", probe);
}
ResolvedVendor tag_vendor() {
  ProbeBase probe = fetch_probe("https://cdn.acme.test/tag.js", "script", ProbeLoader::parser);
  probe.nonce_use = ProbeNonce::script;
  return vendor_with("script-src", "cdn.acme.test", probe);
}
ResolvedVendor framed_vendor() {
  ProbeBase probe = kind_probe(ProbeKind::frame_ancestors);
  probe.ancestors = {"https://studio.acme.test/"};
  return vendor_with("frame-ancestors", "studio.acme.test", probe);
}
ResolvedVendor trusted_types_vendor() {
  ResolvedVendor vendor =
      vendor_with("trusted-types", "vendor-policy", kind_probe(ProbeKind::trusted_types_policy));
  vendor.requirements[0].contribution = Contribution::if_governed;
  return vendor;
}

struct Case {
  std::string claim;
  ResolvedVendor vendor;
  std::string base;
  std::string expected;
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(onto(c.base, c.vendor).text(), c.expected) << c.claim;
}

TEST(Compose, NewDirectiveStartsFromWhatGovernedItBefore) {
  expect_all({
      {"default-src for connections", connect_vendor(), "default-src 'self' https://a.test",
       "default-src 'self' https://a.test; connect-src 'self' https://a.test api.acme.test"},
      {"default-src for scripts", script_vendor(), "default-src 'self' 'unsafe-eval'",
       "default-src 'self' 'unsafe-eval'; script-src 'self' 'unsafe-eval' cdn.acme.test"},
      {"child-src for frames", frame_vendor(), "default-src 'none'; child-src 'self'",
       "default-src 'none'; child-src 'self'; frame-src 'self' ui.acme.test"},
      {"child-src for workers", worker_vendor(), "script-src 'self'; child-src https://a.test",
       "script-src 'self'; child-src https://a.test; worker-src https://a.test blob:"},
      {"script-src for workers", worker_vendor(), "default-src 'none'; script-src 'self'",
       "default-src 'none'; script-src 'self'; worker-src 'self' blob:"},
      {"default-src for workers", worker_vendor(), "default-src 'self'",
       "default-src 'self'; worker-src 'self' blob:"},
  });
}

TEST(Compose, CopyLeavesOutWhatMeansNothingThere) {
  expect_all({
      {"connections have no inline blocks", connect_vendor(),
       "default-src 'self' 'unsafe-inline' 'unsafe-eval' 'nonce-abc' 'report-sample'",
       "default-src 'self' 'unsafe-inline' 'unsafe-eval' 'nonce-abc' 'report-sample'; "
       "connect-src 'self' api.acme.test"},
      {"workers bear no nonce", worker_vendor(), "script-src 'self' 'nonce-abc' 'unsafe-eval'",
       "script-src 'self' 'nonce-abc' 'unsafe-eval'; worker-src 'self' blob:"},
      {"styles are not evaluated", inline_style_vendor(), "default-src 'self' 'unsafe-eval'",
       "default-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'"},
  });
  const Composition composition = onto("script-src 'self' 'nonce-abc'", worker_vendor());
  EXPECT_TRUE(has_note(composition, Kind::placement, "worker-src is new"));
  EXPECT_TRUE(has_note(composition, Kind::placement,
                       "Left out, since it means nothing there: 'nonce-abc'"));
}

TEST(Compose, ExtendsTheMostSpecificDirectiveThatGoverns) {
  expect_all({
      {"script-src-elem before script-src", script_vendor(),
       "script-src 'self'; script-src-elem 'self'",
       "script-src 'self'; script-src-elem 'self' cdn.acme.test"},
      {"script-src before default-src", script_vendor(), "default-src 'none'; script-src 'self'",
       "default-src 'none'; script-src 'self' cdn.acme.test"},
      {"style-src-elem alone, for an element", inline_style_vendor(),
       "style-src 'self'; style-src-elem 'self'",
       "style-src 'self'; style-src-elem 'self' 'unsafe-inline'"},
      {"frame-src before child-src", frame_vendor(), "child-src 'none'; frame-src 'self'",
       "child-src 'none'; frame-src 'self' ui.acme.test"},
  });
}

TEST(Compose, LoosensNeitherDefaultSrcNorScriptSrcForWorkersAndFrames) {
  const Composition composition = onto("default-src 'self'; script-src 'self'", worker_vendor());
  EXPECT_EQ(composition.policies[0].find("default-src")->value, std::vector<std::string>{"'self'"});
  EXPECT_EQ(composition.policies[0].find("script-src")->value, std::vector<std::string>{"'self'"});
}

TEST(Compose, NothingIsAddedWhereNothingGoverns) {
  for (const ResolvedVendor& vendor :
       {connect_vendor(), frame_vendor(), worker_vendor(), inline_style_vendor(), framed_vendor(),
        trusted_types_vendor()}) {
    const Composition composition = onto("img-src 'self'; object-src 'none'", vendor);
    EXPECT_EQ(composition.text(), "img-src 'self'; object-src 'none'")
        << vendor.requirements[0].directive;
    EXPECT_TRUE(composition.additions.empty());
  }
}

TEST(Compose, NoneGivesWay) {
  expect_all({
      {"in the directive itself", connect_vendor(), "connect-src 'none'",
       "connect-src api.acme.test"},
      {"whatever its case", connect_vendor(), "connect-src 'NONE'", "connect-src api.acme.test"},
      {"in the copy", connect_vendor(), "default-src 'none'",
       "default-src 'none'; connect-src api.acme.test"},
      {"an empty list is the same", connect_vendor(), "default-src",
       "default-src; connect-src api.acme.test"},
      {"for framing", framed_vendor(), "frame-ancestors 'none'",
       "frame-ancestors studio.acme.test"},
      {"for Trusted Types", trusted_types_vendor(), "trusted-types 'none'",
       "trusted-types vendor-policy"},
  });
}

TEST(Compose, CoveredSourceIsNotAdded) {
  for (const std::string base :
       {"connect-src *", "connect-src https:", "connect-src *.acme.test",
        "connect-src https://*:443", "connect-src https://api.acme.test:*",
        "connect-src https://api.acme.test/v1", "connect-src https://api.acme.test/",
        "default-src *.test", "connect-src API.acme.TEST"}) {
    EXPECT_TRUE(onto(base, connect_vendor()).additions.empty()) << base;
  }
}

TEST(Compose, SelfCoversTheSameHost) {
  ComposeOptions options;
  options.document_url = "https://api.acme.test/page";
  EXPECT_TRUE(onto("connect-src 'self'", connect_vendor(), options).additions.empty());
  options.document_url = "https://api.acme.test:8443/page";
  EXPECT_FALSE(onto("connect-src 'self'", connect_vendor(), options).additions.empty());
}

TEST(Compose, SourceThatCoversForOneReaderOnlyIsAddedForTheOthers) {
  // In the text `ws:` matches https URLs; Chromium and Firefox do not think so.
  EXPECT_EQ(onto("connect-src ws:", connect_vendor()).text(), "connect-src ws: api.acme.test");
}

TEST(Compose, EachPolicyThatBlocksIsExtended) {
  const Composition composition =
      onto(std::vector<PagePolicy>{{"connect-src 'self', img-src 'self'"}, {"default-src 'none'"}},
           {connect_vendor()});
  EXPECT_EQ(composition.text(),
            "connect-src 'self' api.acme.test, img-src 'self', default-src 'none'; connect-src "
            "api.acme.test");
  ASSERT_EQ(composition.additions.size(), 2u);
  EXPECT_EQ(composition.additions[0].policy, 0u);
  EXPECT_EQ(composition.additions[1].policy, 2u);
  EXPECT_EQ(composition.additions[1].copied_from, "default-src");
}

TEST(Compose, EmptyPartOfAHeaderKeepsItsIndex) {
  const Composition composition = onto("img-src 'self', ,connect-src 'self'", connect_vendor());
  ASSERT_EQ(composition.additions.size(), 1u);
  EXPECT_EQ(composition.additions[0].policy, 2u);
  EXPECT_EQ(composition.text(), "img-src 'self', connect-src 'self' api.acme.test");
}

TEST(Compose, ReportOnlyPolicyIsLeftAloneWithANote) {
  const Composition composition = onto(
      std::vector<PagePolicy>{{"connect-src 'self'"}, {"default-src 'none'", Disposition::report}},
      {connect_vendor()});
  EXPECT_EQ(composition.text(), "connect-src 'self' api.acme.test");
  EXPECT_EQ(serialize(composition.policies[1]), "default-src 'none'");
  EXPECT_TRUE(has_note(composition, Kind::delivery, "policy 2 is report-only"));
  const Composition quiet =
      onto(std::vector<PagePolicy>{{"connect-src 'self'"}, {"connect-src *", Disposition::report}},
           {connect_vendor()});
  EXPECT_FALSE(has_note(quiet, Kind::delivery, "report-only"));
}

TEST(Compose, ReportOnlyPolicyAloneIsExtended) {
  const Composition composition = onto(
      std::vector<PagePolicy>{{"connect-src 'self'", Disposition::report}}, {connect_vendor()});
  EXPECT_EQ(composition.text(), "connect-src 'self' api.acme.test");
  EXPECT_EQ(composition.policies[0].disposition, Disposition::report);
}

TEST(Compose, HostsDoNotCountUnderStrictDynamic) {
  const std::string base = "script-src 'nonce-abc' 'strict-dynamic'";
  EXPECT_EQ(onto(base, script_vendor()).text(), base) << "a trusted script may insert it";
  EXPECT_EQ(onto(base, tag_vendor()).text(), base) << "the page's own element bears the nonce";
  EXPECT_EQ(onto(base, worker_vendor()).text(), base) << "workers are no parser's";
}

TEST(Compose, ParserInsertedScriptUnderStrictDynamicNeedsTheNonce) {
  EXPECT_EQ(
      onto("script-src 'strict-dynamic' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='",
           tag_vendor())
          .text(),
      "script-src 'strict-dynamic' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' "
      "'nonce-{nonce}'");
  const ResolvedVendor bare =
      vendor_with("script-src", "cdn.acme.test",
                  fetch_probe("https://cdn.acme.test/a.js", "script", ProbeLoader::parser));
  const Composition composition = onto("script-src 'nonce-abc' 'strict-dynamic'", bare);
  EXPECT_TRUE(composition.additions.empty());
  EXPECT_TRUE(has_note(composition, Kind::impossible, "hosts do not count"));
}

TEST(Compose, SnippetLeansOnTheNonceThatThePolicyHas) {
  EXPECT_TRUE(onto("script-src 'nonce-r4nd0m'", snippet_vendor()).additions.empty());
  EXPECT_TRUE(has_note(onto("script-src 'nonce-r4nd0m'", snippet_vendor()), Kind::placement,
                       "nonce=\"r4nd0m\""));
  EXPECT_EQ(onto("script-src 'self'", snippet_vendor()).text(),
            "script-src 'self' 'nonce-{nonce}'");
  EXPECT_EQ(onto("script-src 'nonce-r4nd0m', script-src 'self'", snippet_vendor()).text(),
            "script-src 'nonce-r4nd0m', script-src 'self' 'nonce-r4nd0m'")
      << "one element bears one nonce";
}

TEST(Compose, NonceIsNotPutBesideUnsafeInlineThatWorks) {
  const std::string base = "script-src 'self' 'unsafe-inline'";
  EXPECT_EQ(onto(base, snippet_vendor()).text(), base);
}

TEST(Compose, NonceThatWouldSwitchUnsafeInlineOffIsNotTried) {
  ProbeBase tag = fetch_probe("https://cdn.acme.test/tag.js", "script", ProbeLoader::parser);
  tag.nonce_use = ProbeNonce::script;
  const ResolvedVendor vendor = vendor_with("script-src", "'nonce-{nonce}'", tag);
  EXPECT_EQ(onto("script-src 'self'", vendor).text(), "script-src 'self' 'nonce-{nonce}'");
  const Composition composition = onto("script-src 'self' 'unsafe-inline'", vendor);
  EXPECT_EQ(composition.text(), "script-src 'self' 'unsafe-inline'");
  EXPECT_FALSE(composition.unfixable.empty());
}

TEST(Compose, SourceThatALaterOneCoversIsTakenAwayAgain) {
  const ResolvedVendor vendor = vendor_with({
      {"connect-src", "a.acme.test", fetch_probe("https://a.acme.test/", "")},
      {"connect-src", "*.acme.test", fetch_probe("https://b.acme.test/", "")},
  });
  EXPECT_EQ(onto("connect-src 'self'", vendor).text(), "connect-src 'self' *.acme.test");
  EXPECT_EQ(compose(std::vector{vendor})->text(), "connect-src *.acme.test");
}

TEST(Compose, OrderIsTheCataloguesWhateverFailedFirst) {
  const ResolvedVendor vendor = vendor_with({
      {"connect-src", "a.acme.test", fetch_probe("https://a.acme.test/", "")},
      {"script-src", "'unsafe-eval'", kind_probe(ProbeKind::eval)},
      {"script-src", "'unsafe-inline'", kind_probe(ProbeKind::inline_script)},
      {"connect-src", "b.acme.test", fetch_probe("https://b.acme.test/", "")},
  });
  EXPECT_EQ(onto("default-src 'none'", vendor).text(),
            "default-src 'none'; connect-src a.acme.test b.acme.test; script-src 'unsafe-eval' "
            "'unsafe-inline'");
}

TEST(Compose, UnsafeInlineBeforeNonceWhereOneVendorNeedsIt) {
  ResolvedVendor both = snippet_vendor();
  const ResolvedVendor unsafe = inline_script_vendor();
  both.requirements.push_back(unsafe.requirements[0]);
  both.probes.push_back(unsafe.probes[0]);
  EXPECT_EQ(onto("script-src 'self'", both).text(), "script-src 'self' 'unsafe-inline'");
}

TEST(Compose, UnsafeInlineIsNotAddedBesideANonceOrHash) {
  for (const std::string base : {"style-src 'self' 'nonce-abc'",
                                 "style-src 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='",
                                 "default-src 'nonce-abc'"}) {
    const Composition composition = onto(base, inline_style_vendor());
    EXPECT_TRUE(composition.additions.empty()) << base;
    EXPECT_FALSE(composition.unfixable.empty()) << base;
    EXPECT_TRUE(has_note(composition, Kind::impossible, "Acme has no option that takes a nonce"))
        << base;
  }
  EXPECT_TRUE(onto("script-src 'nonce-abc'", inline_script_vendor()).additions.empty());
  EXPECT_TRUE(onto("script-src 'strict-dynamic'", inline_script_vendor()).additions.empty());
}

TEST(Compose, NoteNamesTheVendorsNonceOption) {
  ResolvedVendor vendor = inline_style_vendor();
  vendor.requirements[0].nonce_option = "style_nonce";
  EXPECT_TRUE(has_note(onto("style-src 'nonce-abc'", vendor), Kind::impossible,
                       "set the option style_nonce"));
}

TEST(Compose, EvalIsNotSwitchedOffByANonce) {
  const ResolvedVendor eval =
      vendor_with("script-src", "'unsafe-eval'", kind_probe(ProbeKind::eval));
  EXPECT_EQ(onto("script-src 'nonce-abc' 'strict-dynamic'", eval).text(),
            "script-src 'nonce-abc' 'strict-dynamic' 'unsafe-eval'");
  EXPECT_EQ(onto("script-src-elem 'self'; default-src 'self'", eval).text(),
            "script-src-elem 'self'; default-src 'self'; script-src 'self' 'unsafe-eval'")
      << "script-src-elem has no say in it";
}

TEST(Compose, MetaCannotCarryFrameAncestors) {
  const Composition composition =
      onto(std::vector<PagePolicy>{{"default-src 'self'; frame-ancestors 'none'",
                                    Disposition::enforce, Delivery::meta}},
           {framed_vendor()});
  EXPECT_TRUE(composition.additions.empty());
  EXPECT_TRUE(has_note(composition, Kind::delivery, "stands in a <meta>"));
  const Composition both =
      onto(std::vector<PagePolicy>{{"default-src 'self'", Disposition::enforce, Delivery::meta},
                                   {"frame-ancestors 'self'"}},
           {framed_vendor()});
  EXPECT_EQ(serialize(both.policies[1]), "frame-ancestors 'self' studio.acme.test");
}

TEST(Compose, CommaInAMetaDoesNotSplit) {
  const Composition composition =
      onto(std::vector<PagePolicy>{{"connect-src a.test,b.test 'self'", Disposition::enforce,
                                    Delivery::meta}},
           {connect_vendor()});
  EXPECT_EQ(composition.policies.size(), 1u);
}

TEST(Compose, FramingIsExtendedOnlyWhereItIsRestricted) {
  expect_all({
      {"absent: anyone may frame", framed_vendor(), "default-src 'none'", "default-src 'none'"},
      {"present", framed_vendor(), "frame-ancestors 'self'",
       "frame-ancestors 'self' studio.acme.test"},
  });
}

TEST(Compose, TrustedTypesOnlyWhereTheDirectiveIs) {
  expect_all({
      {"listed names", trusted_types_vendor(), "trusted-types app",
       "trusted-types app vendor-policy"},
      {"any name", trusted_types_vendor(), "trusted-types *", "trusted-types *"},
      {"any name may be created, and adding would forbid the page's own", trusted_types_vendor(),
       "require-trusted-types-for 'script'", "require-trusted-types-for 'script'"},
  });
  EXPECT_EQ(compose(std::vector{trusted_types_vendor()})->text(), "");
}

TEST(Compose, PlainStringsUnderTrustedTypesAreImpossible) {
  ResolvedVendor vendor =
      vendor_with("connect-src", "api.acme.test", kind_probe(ProbeKind::trusted_types_sink));
  vendor.probes[0].effect = "Define a default policy.";
  const Composition composition = onto("require-trusted-types-for 'script'", vendor);
  EXPECT_TRUE(has_note(composition, Kind::impossible, "Define a default policy."));
}

TEST(Compose, SandboxWithoutScriptsIsImpossible) {
  const Composition composition = onto("sandbox; connect-src 'self'", connect_vendor());
  EXPECT_TRUE(has_note(composition, Kind::impossible, "allow-scripts"));
  EXPECT_EQ(onto("sandbox allow-scripts; connect-src 'self'", connect_vendor()).text(),
            "sandbox allow-scripts; connect-src 'self' api.acme.test");
}

TEST(Compose, TrustedTypesEvalCountsWhereAnotherPolicyRequiresTrustedTypes) {
  const ResolvedVendor eval =
      vendor_with("script-src", "'unsafe-eval'", kind_probe(ProbeKind::eval));
  EXPECT_TRUE(onto("script-src 'trusted-types-eval', require-trusted-types-for 'script'", eval)
                  .additions.empty());
  EXPECT_FALSE(onto("script-src 'trusted-types-eval'", eval).additions.empty());
}

TEST(Compose, BadDocumentUrlAndLimitsAreErrors) {
  ComposeOptions options;
  options.document_url = "no url";
  const ResolvedVendor vendor = connect_vendor();
  const PagePolicy fine{"default-src 'self'"};
  EXPECT_FALSE(compose_onto(std::span(&fine, 1), std::span(&vendor, 1), options));
  EXPECT_FALSE(compose(std::span(&vendor, 1), options));
  const PagePolicy huge{"script-src " + std::string(5u << 20, 'a')};
  const auto failed = compose_onto(std::span(&huge, 1), std::span(&vendor, 1));
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().message.find("kMaxPolicyBytes"), std::string::npos);
}

// ---------------------------------------------------------------------------------------------
// The vendors of the catalogue.

TEST(Compose, DocumentedCustomerioIsToTheLetterOfItsPage) {
  ComposeOptions options;
  options.evidence = Evidence::documented;
  const auto text = [&](std::string_view selection) {
    return compose(std::vector{vendor(selection)}, options)->text();
  };
  EXPECT_EQ(text("customerio"),
            "script-src cdp.customer.io; connect-src cdp.customer.io *.api.gist.build "
            "*.cloud.gist.build; "
            "frame-src renderer.gist.build code.gist.build; style-src 'unsafe-inline'");
  EXPECT_EQ(text("customerio:region=eu,features=none"),
            "script-src cdp-eu.customer.io; connect-src cdp-eu.customer.io");
  EXPECT_EQ(text("customerio:install=package"),
            "connect-src cdp.customer.io *.api.gist.build *.cloud.gist.build; "
            "frame-src renderer.gist.build code.gist.build; style-src 'unsafe-inline'");
  EXPECT_EQ(
      text("customerio:features=none,script_nonce=your-random-nonce-value"),
      "script-src 'nonce-your-random-nonce-value' cdp.customer.io; connect-src cdp.customer.io");
}

TEST(Compose, ObservedCustomerioNeedsANonceForItsSnippet) {
  const auto composition = compose(std::vector{vendor("customerio")});
  EXPECT_EQ(composition->text(),
            "script-src 'nonce-{nonce}' cdp.customer.io; "
            "connect-src cdp.customer.io *.api.gist.build *.cloud.gist.build; "
            "frame-src renderer.gist.build code.gist.build; style-src 'unsafe-inline'");
  EXPECT_TRUE(has_note(*composition, Kind::difference, "script-src 'nonce-{nonce}'"));
}

TEST(Compose, ContributionHasNoSourceOfTheSite) {
  const auto composition =
      compose(vendors({"customerio", "pendo:sub_id=1,features=guides+designer"}));
  EXPECT_EQ(composition->text().find("'self'"), std::string::npos);
}

TEST(Compose, MergesVendorsWithoutRepeating) {
  const auto composition = compose(vendors({"customerio", "pendo:sub_id=1"}));
  for (const Directive& directive : composition->policies[0].directives) {
    auto sorted = directive.value;
    std::ranges::sort(sorted);
    EXPECT_EQ(std::ranges::adjacent_find(sorted), sorted.end()) << directive.name;
  }
  const auto names = composition->provenance;
  EXPECT_EQ(std::ranges::count_if(names,
                                  [](const Provenance& row) {
                                    return row.directive == "style-src" &&
                                           row.source == "'unsafe-inline'";
                                  }),
            2)
      << "both vendors are named";
}

TEST(Compose, EverySourceHasProvenance) {
  const Composition composition =
      onto("default-src 'self'",
           vendor("pendo:sub_id=1,features=guides+designer+session_replay+code_blocks"));
  for (const Addition& addition : composition.additions) {
    EXPECT_TRUE(std::ranges::any_of(composition.provenance,
                                    [&](const Provenance& row) {
                                      return row.directive == addition.directive &&
                                             row.source == addition.source && !row.vendor.empty() &&
                                             !row.feature.empty() && !row.purpose.empty() &&
                                             !row.reference.empty();
                                    }))
        << addition.directive << " " << addition.source;
  }
}

TEST(Compose, StrictBaseLeavesScriptHostsOut) {
  const Composition composition = onto(std::string(kStrictPolicy), vendor("customerio"));
  EXPECT_EQ(composition.policies[0].find("script-src")->value,
            (std::vector<std::string>{"'nonce-{nonce}'", "'strict-dynamic'"}));
  EXPECT_TRUE(composition.unfixable.empty());
}

}  // namespace
}  // namespace cspkit::compose_test
