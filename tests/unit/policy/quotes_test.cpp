// SPDX-License-Identifier: Apache-2.0
#include "unit/policy/expect_diagnostics.h"

namespace cspkit::test {
namespace {

TEST(Diagnostics, KeywordsNoncesAndHashesNeedTheirQuotes) {
  expect_diagnostics({
      {"object-src none", {"missing-quotes:none => 'none'"}},
      {"script-src self unsafe-inline",
       {"missing-quotes:self => 'self'", "missing-quotes:unsafe-inline => 'unsafe-inline'"}},
      {"script-src STRICT-DYNAMIC", {"missing-quotes:STRICT-DYNAMIC => 'STRICT-DYNAMIC'"}},
      {"script-src nonce-abc", {"missing-quotes:nonce-abc => 'nonce-abc'"}},
      {"script-src sha256-abc=", {"missing-quotes:sha256-abc= => 'sha256-abc='"}},
      {"frame-ancestors self", {"missing-quotes:self => 'self'"}},
      {"webrtc block", {"missing-quotes:block => 'block'"}},
      {"require-trusted-types-for script", {"missing-quotes:script => 'script'"}},
      {"trusted-types none", {"missing-quotes:none => 'none'"}},
      // A host of such a name is a host.
      {"script-src self.example nonce-abc.example", {}},
  });
}

TEST(Diagnostics, OnlyTheAsciiApostropheQuotes) {
  expect_diagnostics({
      {"img-src \"self\"", {"wrong-quotes:\"self\" => 'self'"}},
      {"img-src `none`", {"wrong-quotes:`none` => 'none'"}},
      {"img-src \"https://a.test\"", {"wrong-quotes:\"https://a.test\" => https://a.test"}},
      {"img-src \\'self\\'", {"wrong-quotes:\\'self\\' => 'self'"}},
      {"img-src ''self''", {"wrong-quotes:''self'' => 'self'"}},
      {"img-src ''", {"wrong-quotes:''"}},
      {"img-src \xE2\x80\x98self\xE2\x80\x99",
       {"typographic-quotes:\xE2\x80\x98self\xE2\x80\x99 => 'self'"}},
      {"img-src \xE2\x80\x9Chttps://a.test\xE2\x80\x9D",
       {"typographic-quotes:\xE2\x80\x9Chttps://a.test\xE2\x80\x9D => https://a.test"}},
      {"img-src \xE2\x80\x99none\xE2\x80\x99 'self'",
       {"typographic-quotes:\xE2\x80\x99none\xE2\x80\x99 => 'none'"}},
  });
}

TEST(Diagnostics, QuotesComeInPairs) {
  expect_diagnostics({
      {"img-src 'self", {"unbalanced-quote:'self => 'self'"}},
      {"img-src self'", {"unbalanced-quote:self' => 'self'"}},
      {"script-src 'nonce-abc", {"unbalanced-quote:'nonce-abc => 'nonce-abc'"}},
      {"img-src 'https://a.test", {"unbalanced-quote:'https://a.test => https://a.test"}},
      {"img-src '", {"unbalanced-quote:'"}},
      {"img-src ' self '", {"space-inside-quotes:' self ' => 'self'"}},
      {"img-src 'self ' a.test", {"space-inside-quotes:'self ' => 'self'"}},
      {"img-src ' self'", {"space-inside-quotes:' self' => 'self'"}},
      // A quote in a path is a character like another.
      {"img-src https://a.test/it's", {}},
  });
}

TEST(Diagnostics, TokensNeedSpacesBetweenThem) {
  expect_diagnostics({
      {"img-src 'self''none'", {"missing-space:'self''none' => 'self' 'none'"}},
      {"img-src 'self'https://a.test",
       {"missing-space:'self'https://a.test => 'self' https://a.test"}},
      {"default-src 'self'script-src a.test",
       {"missing-space:'self'script-src => 'self'; script-src"}},
      {"script-src'self'", {"missing-space:script-src'self' => script-src 'self'"}},
  });
}

TEST(Diagnostics, HostsAndSchemesStandWithoutQuotes) {
  expect_diagnostics({
      {"img-src 'https://a.test'", {"quoted-source:'https://a.test' => https://a.test"}},
      {"img-src '*'", {"quoted-source:'*' => *"}},
      {"img-src 'data:'", {"quoted-source:'data:' => data:"}},
      {"img-src 'a.test'", {"quoted-source:'a.test' => a.test"}},
  });
}

TEST(Diagnostics, MisspeltKeywordsNameTheNearest) {
  expect_diagnostics({
      {"script-src 'unsafe-inlin'", {"misspelt-keyword:'unsafe-inlin' => 'unsafe-inline'"}},
      {"script-src 'unsave-eval'", {"misspelt-keyword:'unsave-eval' => 'unsafe-eval'"}},
      {"script-src 'stict-dynamic'", {"misspelt-keyword:'stict-dynamic' => 'strict-dynamic'"}},
      {"script-src 'slef'", {"misspelt-keyword:'slef' => 'self'"}},
      {"script-src unsafe_inline", {"misspelt-keyword:unsafe_inline => 'unsafe-inline'"}},
      {"script-src 'wasm-eval'", {"unknown-keyword:'wasm-eval'"}},
      {"script-src 'foobar'", {"unknown-keyword:'foobar'"}},
      {"script-src localhost cdn intranet", {}},
  });
}

TEST(Diagnostics, EveryKeywordIsKnownInAnyCase) {
  expect_diagnostics({
      {"script-src 'self' 'unsafe-inline' 'unsafe-eval' 'strict-dynamic' 'unsafe-hashes' "
       "'report-sample' 'wasm-unsafe-eval' 'trusted-types-eval' 'report-sha256' 'report-sha384' "
       "'report-sha512' 'inline-speculation-rules'",
       {}},
      {"connect-src 'unsafe-webtransport-hashes'", {}},
      {"SCRIPT-SRC 'SELF' 'Unsafe-Inline'", {}},
      {"object-src 'NONE'", {}},
  });
}

TEST(Diagnostics, ExpressionsThatNothingReadsAreTold) {
  expect_diagnostics({
      {"img-src 'strict-dynamic'", {"no-effect-here:'strict-dynamic'"}},
      {"connect-src 'unsafe-inline'", {"no-effect-here:'unsafe-inline'"}},
      {"frame-ancestors 'nonce-{nonce}'", {"no-effect-here:'nonce-{nonce}'"}},
      {"font-src 'sha256-abc'", {"no-effect-here:'sha256-abc'"}},
      {"script-src-elem 'unsafe-eval'", {"no-effect-here:'unsafe-eval'"}},
      {"style-src-elem 'unsafe-hashes'", {"no-effect-here:'unsafe-hashes'"}},
      {"script-src 'unsafe-webtransport-hashes'", {"no-effect-here:'unsafe-webtransport-hashes'"}},
      {"script-src 'unsafe-allow-redirects'", {"no-effect-here:'unsafe-allow-redirects'"}},
      {"default-src 'unsafe-webtransport-hashes' 'strict-dynamic' 'unsafe-hashes'", {}},
      {"script-src-attr 'unsafe-hashes' 'strict-dynamic' 'unsafe-inline'", {}},
  });
}

}  // namespace
}  // namespace cspkit::test
