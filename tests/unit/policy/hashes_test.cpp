// SPDX-License-Identifier: Apache-2.0
#include "unit/policy/expect_diagnostics.h"

namespace cspkit::test {
namespace {

TEST(Diagnostics, NoncesHaveAValueThatNobodyGuesses) {
  expect_diagnostics({
      {"script-src 'nonce-'", {"empty-nonce:'nonce-'"}},
      {"script-src 'nonce'", {"empty-nonce:'nonce'"}},
      {"script-src 'nonce-a.b'", {"invalid-nonce:'nonce-a.b'"}},
      {"script-src 'nonce-ab==='", {"invalid-nonce:'nonce-ab==='"}},
      {"script-src 'nonce=abc'", {"invalid-nonce:'nonce=abc' => 'nonce-abc'"}},
      {"script-src 'nonce-abc'", {"short-nonce:'nonce-abc'"}},
      // 21 characters are 126 bits, 22 are 132.
      {"script-src 'nonce-aaaaaaaaaaaaaaaaaaaaa'", {"short-nonce:'nonce-aaaaaaaaaaaaaaaaaaaaa'"}},
      {"script-src 'nonce-aaaaaaaaaaaaaaaaaaaaaa=='", {}},
      {"script-src 'nonce-{nonce}'", {}},
      {"script-src 'NONCE-aaaaaaaaaaaaaaaaaaaaaa-_'", {}},
      {"script-src 'nonce-{{nonce}}'", {"template-placeholder:'nonce-{{nonce}}'"}},
      {"script-src 'nonce-$request_id'", {"template-placeholder:'nonce-$request_id'"}},
      {"script-src 'nonce-<%=nonce%>'", {"template-placeholder:'nonce-<%=nonce%>'"}},
  });
}

TEST(Diagnostics, HashesAreAsLongAsTheirAlgorithmSays) {
  expect_diagnostics({
      {"script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", {}},
      {"script-src 'SHA256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", {}},
      {"script-src "
       "'sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb'",
       {}},
      {"script-src 'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+"
       "DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=='",
       {}},
      {"script-src 'sha256-abc'", {"hash-length:'sha256-abc'"}},
      {"script-src 'sha384-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
       {"hash-length:'sha384-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' => "
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"}},
      {"script-src 'sha256-'", {"invalid-hash:'sha256-'"}},
      {"script-src 'sha256-ab*c'", {"invalid-hash:'sha256-ab*c'"}},
  });
}

TEST(Diagnostics, HashesAreInPaddedBase64) {
  expect_diagnostics({
      {"script-src 'sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'",
       {"hash-hex:'sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' => "
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"}},
      {"script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU'",
       {"hash-padding:'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU' => "
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"}},
      {"script-src 'sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU='",
       {"hash-base64url:'sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=' => "
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"}},
      // The last character of 32 bytes has two bits to spare, which are zero.
      {"script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV='",
       {"hash-impossible:'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV='"}},
  });
}

TEST(Diagnostics, OnlyThreeAlgorithmsHash) {
  expect_diagnostics({
      {"script-src 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='",
       {"unsupported-hash:'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='"}},
      {"script-src 'md5-1B2M2Y8AsgTpgAmY7PhCfg=='",
       {"unsupported-hash:'md5-1B2M2Y8AsgTpgAmY7PhCfg=='"}},
      {"script-src 'sha224-abc'", {"unsupported-hash:'sha224-abc'"}},
      {"script-src 'sha-256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
       {"invalid-hash:'sha-256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' => "
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"}},
      {"script-src 'sha256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
       {"invalid-hash:'sha256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' => "
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"}},
  });
}

}  // namespace
}  // namespace cspkit::test
