// SPDX-License-Identifier: Apache-2.0
#include "unit/policy/expect_diagnostics.h"

namespace cspkit::test {
namespace {

TEST(Diagnostics, MisspeltDirectivesNameTheNearest) {
  expect_diagnostics({
      {"defualt-src 'self'", {"misspelt-directive:defualt-src => default-src"}},
      {"scripts-src 'self'", {"misspelt-directive:scripts-src => script-src"}},
      {"Image-Src 'self'", {"misspelt-directive:Image-Src => img-src"}},
      {"frame-ancestor 'self'", {"misspelt-directive:frame-ancestor => frame-ancestors"}},
      {"upgrade-insecure-request",
       {"misspelt-directive:upgrade-insecure-request => upgrade-insecure-requests"}},
      {"script_src self", {"misspelt-directive:script_src => script-src", "missing-quotes:self"}},
      {"foo-bar 'self' self", {"unknown-directive:foo-bar"}},
  });
}

TEST(Diagnostics, RetiredDirectivesSayWhatReplacesThem) {
  for (const std::string_view name :
       {"plugin-types", "block-all-mixed-content", "prefetch-src", "navigate-to", "referrer",
        "reflected-xss", "require-sri-for", "disown-opener"}) {
    const auto parsed = parse_policies(name);
    ASSERT_EQ(parsed.diagnostics.size(), 1u) << name;
    EXPECT_EQ(parsed.diagnostics[0].code, "retired-directive") << name;
    EXPECT_NE(parsed.diagnostics[0].message.find("Use instead: "), std::string::npos) << name;
  }
}

TEST(Diagnostics, NothingButSpacesStandsBehindAName) {
  expect_diagnostics({
      {"script-src: 'self'", {"directive-name-punctuation:script-src: => script-src"}},
      {"script-src='self'", {"directive-name-punctuation:script-src='self' => script-src 'self'"}},
      {"script-src=self",
       {"directive-name-punctuation:script-src=self => script-src self", "missing-quotes:self"}},
      {"'script-src' 'self'", {"directive-name-punctuation:'script-src' => script-src"}},
      {"Content-Security-Policy: default-src self",
       {"header-name-in-value:Content-Security-Policy:", "missing-quotes:self"}},
      {"content-security-policy-report-only:img-src *",
       {"header-name-in-value:content-security-policy-report-only:"}},
      {"X-Content-Security-Policy : img-src *",
       {"header-name-in-value:X-Content-Security-Policy :"}},
      {"\"default-src self\"",
       {"quoted-policy:\"default-src self\" => default-src self", "missing-quotes:self"}},
      {"'default-src 'self''; ", {"quoted-policy:'default-src 'self'';"}},
  });
}

TEST(Diagnostics, AMissingSemicolonIsSeenAtTheNextName) {
  expect_diagnostics({
      {"default-src 'self' script-src a.test", {"missing-semicolon:script-src => ; script-src"}},
      {"default-src 'self' SCRIPT-SRC: none",
       {"missing-semicolon:SCRIPT-SRC: => ; script-src", "missing-quotes:none"}},
      {"img-src a.test scrpt-src b.test", {"missing-semicolon:scrpt-src => ; script-src"}},
      {"report-uri /r report-to x", {"missing-semicolon:report-to => ; report-to"}},
      {"report-to x script-src a.test", {"missing-semicolon:script-src => ; script-src"}},
      {"upgrade-insecure-requests img-src *", {"missing-semicolon:img-src => ; img-src"}},
      {"sandbox allow-scripts img-src *", {"missing-semicolon:img-src => ; img-src"}},
      // What a keyword is good for depends on the directive that was meant.
      {"script-src 'unsafe-inline' img-src 'unsafe-inline'",
       {"missing-semicolon:img-src", "no-effect-here:'unsafe-inline'"}},
      {"report-to sandbox", {}},
      {"trusted-types sandbox", {}},
  });
}

TEST(Diagnostics, ACommaAmongSourcesBeginsAPolicy) {
  expect_diagnostics({
      {"script-src a.test, b.test", {"comma-splits-policy:, =>  "}},
      {"script-src 'self', 'unsafe-inlin'",
       {"comma-splits-policy:,", "misspelt-keyword:'unsafe-inlin'"}},
      {"script-src 'self' ,https: none; img-src *",
       {"comma-splits-policy:,", "missing-quotes:none"}},
      {"script-src a.test, img-src b.test", {}},
      {"script-src a.test, scrpt-src b.test", {"misspelt-directive:scrpt-src"}},
      {"script-src a.test; b.test", {"source-as-directive:b.test"}},
      {"'self' b.test", {"source-as-directive:'self'"}},
      {"https://a.test", {"source-as-directive:https://a.test"}},
  });
}

TEST(Diagnostics, SecondDirectivesAreIgnored) {
  expect_diagnostics({
      {"img-src a; IMG-SRC none", {"duplicate-directive:IMG-SRC"}},
      {"foo-bar a; foo-bar b", {"unknown-directive:foo-bar", "duplicate-directive:foo-bar"}},
  });
}

TEST(Diagnostics, SomeDirectivesDoNotStandEverywhere) {
  expect_diagnostics({{"img-src *; report-uri /r; frame-ancestors none; sandbox",
                       {"ignored-in-meta:report-uri", "ignored-in-meta:frame-ancestors",
                        "ignored-in-meta:sandbox"}}},
                     Disposition::enforce, Delivery::meta);
  expect_diagnostics(
      {{"img-src *; sandbox foo; upgrade-insecure-requests",
        {"ignored-in-report-only:sandbox", "ignored-in-report-only:upgrade-insecure-requests"}}},
      Disposition::report);
  expect_diagnostics({{"img-src *", {"meta-report-only:img-src *"}}}, Disposition::report,
                     Delivery::meta);
  expect_diagnostics({{"img-src 'self', a.test,b.test",
                       {"comma-between-sources:'self', => 'self'",
                        "comma-between-sources:a.test,b.test => a.test b.test"}}},
                     Disposition::enforce, Delivery::meta);
}

TEST(Diagnostics, ListsOfSources) {
  expect_diagnostics({
      {"img-src", {"empty-source-list:img-src => img-src 'none'"}},
      {"img-src 'none' a.test", {"none-with-others:'none'"}},
      {"img-src a.test 'NONE'", {"none-with-others:'NONE'"}},
      {"img-src 'none' 'none'", {"duplicate-source:'none'"}},
      {"script-src 'none' 'report-sample'", {"none-with-reporting:'none'"}},
      {"script-src 'report-sha384' 'NONE' 'Report-Sample'", {"none-with-reporting:'NONE'"}},
      {"script-src 'none' 'report-sample' 'self'", {"none-with-others:'none'"}},
      {"style-src 'none' 'unsafe-inline'", {"none-with-others:'none'"}},
      {"script-src 'report-sample'", {}},
      {"img-src a.test A.test a.test/X a.test/x", {"duplicate-source:A.test"}},
      {"script-src 'self' 'SELF'", {"duplicate-source:'SELF'"}},
      {"script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa' 'nonce-AAAAAAAAAAAAAAAAAAAAAA'", {}},
      {"", {"empty-policy:"}},
      {" ;, ", {"empty-policy:;,"}},
  });
}

TEST(Diagnostics, DirectivesWithAGrammarOfTheirOwn) {
  expect_diagnostics({
      {"upgrade-insecure-requests 1 2", {"value-ignored:1 2"}},
      {"report-uri; report-to; webrtc; require-trusted-types-for",
       {"missing-value:report-uri", "missing-value:report-to", "missing-value:webrtc",
        "missing-value:require-trusted-types-for"}},
      {"sandbox", {}},
      {"sandbox allow-scripts ALLOW-FORMS", {}},
      {"sandbox allow-script", {"unknown-sandbox-token:allow-script => allow-scripts"}},
      {"sandbox 'allow-forms'", {"unknown-sandbox-token:'allow-forms' => allow-forms"}},
      {"sandbox foo", {"unknown-sandbox-token:foo"}},
      {"sandbox allow-forms allow-forms", {"duplicate-source:allow-forms"}},
      {"report-uri /r https://r.test/ //r.test/x r report.php ./x", {}},
      {"report-uri r.example.test/csp",
       {"report-uri-relative:r.example.test/csp => https://r.example.test/csp"}},
      {"report-uri 'none'", {"invalid-report-uri:'none'"}},
      {"report-uri \"/r/x\"", {"invalid-report-uri:\"/r/x\" => /r/x"}},
      {"report-uri https://a:b:c/", {"invalid-report-uri:https://a:b:c/"}},
      {"report-uri ftp://a.test/", {"invalid-report-uri:ftp://a.test/"}},
      {"report-to csp", {}},
      {"report-to https://a.test/r", {"invalid-report-to:https://a.test/r"}},
      {"report-to a b c", {"invalid-report-to:b c"}},
      {"report-to 'csp'", {"invalid-report-to:'csp'"}},
      {"webrtc 'block'", {}},
      {"webrtc 'ALLOW'", {}},
      {"webrtc 'deny'", {"invalid-webrtc-value:'deny'"}},
      {"webrtc 'allow' 'block'", {"invalid-webrtc-value:'allow' 'block'"}},
      {"require-trusted-types-for 'script'", {}},
      {"require-trusted-types-for 'style'", {"invalid-trusted-types-sink:'style'"}},
      {"trusted-types", {}},
      {"trusted-types a/b#c=d_e@f.g%h * 'allow-duplicates'", {}},
      {"trusted-types a$b", {"invalid-trusted-types-policy:a$b"}},
      {"trusted-types 'my-policy'", {"invalid-trusted-types-policy:'my-policy' => my-policy"}},
      {"trusted-types 'none' a", {"none-with-others:'none'"}},
  });
}

TEST(Diagnostics, CharactersThatNobodySeesAreNamed) {
  const auto named = [](std::string_view text, std::string_view code, std::string_view name) {
    const auto parsed = parse_policies(text);
    EXPECT_TRUE(parsed.policies.empty());
    ASSERT_EQ(parsed.diagnostics.size(), 1u) << text;
    EXPECT_EQ(parsed.diagnostics[0].code, code);
    EXPECT_NE(parsed.diagnostics[0].message.find(name), std::string::npos)
        << parsed.diagnostics[0].message;
  };
  named("img-src\xC2\xA0'self'", "non-ascii-space", "no-break space (U+00A0)");
  named("img-src\xE3\x80\x80*", "non-ascii-space", "ideographic space (U+3000)");
  named("img-src\xE2\x80\x8B 'self'", "invisible-character", "zero-width space (U+200B)");
  named("img-src 'un\xE2\x80\x8Bsafe-inline'", "invisible-character", "U+200B");
  named("\xEF\xBB\xBFimg-src 'self'", "invisible-character", "byte order mark (U+FEFF)");
  named("img-s\xC2\xADrc 'self'", "invisible-character", "soft hyphen (U+00AD)");
}

TEST(Diagnostics, OddSpacesSeparateWhatWasMeant) {
  expect_diagnostics({
      {"img-src\xC2\xA0none\xC2\xA0\xC2\xA0"
       "a.test",
       {"non-ascii-space:\xC2\xA0", "missing-quotes:none", "non-ascii-space:\xC2\xA0\xC2\xA0"}},
      {"img-src a\x01", {"control-character:\x01"}},
      {"script\xE2\x80\x93src 'self'", {"non-ascii:script\xE2\x80\x93src => script-src"}},
  });
}

}  // namespace
}  // namespace cspkit::test
