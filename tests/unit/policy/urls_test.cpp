// SPDX-License-Identifier: Apache-2.0
#include "unit/policy/expect_diagnostics.h"

namespace cspkit::test {
namespace {

TEST(Diagnostics, SchemesEndWithTheirColon) {
  expect_diagnostics({
      {"img-src https", {"scheme-without-colon:https => https:"}},
      {"img-src data blob",
       {"scheme-without-colon:data => data:", "scheme-without-colon:blob => blob:"}},
      {"img-src https://", {"scheme-with-slashes:https:// => https:"}},
      {"img-src data://", {"scheme-with-slashes:data:// => data:"}},
      {"img-src data:image/png", {"scheme-with-rest:data:image/png => data:"}},
      {"img-src data:*", {"scheme-with-rest:data:* => data:"}},
      {"img-src blob://*", {"scheme-with-rest:blob://* => blob:"}},
      {"img-src blob:https://a.test/1", {"scheme-with-rest:blob:https://a.test/1 => blob:"}},
      {"img-src https: data: blob: wss: app: chrome-extension: a+b.c-d:", {}},
  });
}

TEST(Diagnostics, SchemesAreFollowedByColonAndTwoSlashes) {
  expect_diagnostics({
      {"img-src //a.test", {"scheme-relative://a.test => a.test"}},
      {"img-src https:a.test", {"malformed-scheme:https:a.test => https://a.test"}},
      {"img-src https:/a.test/x", {"malformed-scheme:https:/a.test/x => https://a.test/x"}},
      {"img-src https:///a.test", {"malformed-scheme:https:///a.test => https://a.test"}},
      {"img-src htps://a.test", {"misspelt-scheme:htps://a.test => https://a.test"}},
      {"img-src htttps:", {"misspelt-scheme:htttps: => https:"}},
      {"img-src *://a.test", {"wildcard-scheme:*://a.test => http://a.test"}},
      {"img-src http*://a.test/x", {"wildcard-scheme:http*://a.test/x => http://a.test/x"}},
      {"img-src *:", {"wildcard-scheme:*:"}},
      {"img-src https:\\\\a.test\\", {"backslash:https:\\\\a.test\\ => https://a.test/"}},
  });
}

TEST(Diagnostics, AWildcardIsTheWholeLeftmostLabel) {
  expect_diagnostics({
      {"connect-src https://*.ingest.*.example", {"inner-wildcard:https://*.ingest.*.example"}},
      {"img-src cdn.*.test", {"inner-wildcard:cdn.*.test"}},
      {"img-src *cdn.test", {"inner-wildcard:*cdn.test => *.cdn.test"}},
      {"img-src https://*cdn.test:8443/x",
       {"inner-wildcard:https://*cdn.test:8443/x => https://*.cdn.test:8443/x"}},
      {"img-src *.*.a.test", {"inner-wildcard:*.*.a.test => *.a.test"}},
      {"img-src **", {"inner-wildcard:** => *"}},
      {"img-src a.*", {"inner-wildcard:a.*"}},
      {"img-src 192.168.*.*", {"inner-wildcard:192.168.*.*"}},
      {"img-src * *.a.test https://*.a.test:* https://*", {}},
  });
}

TEST(Diagnostics, HostsHaveLabelsBetweenTheirDots) {
  expect_diagnostics({
      {"img-src .a.test", {"leading-dot:.a.test => *.a.test"}},
      {"img-src https://.a.test/x", {"leading-dot:https://.a.test/x => https://*.a.test/x"}},
      {"img-src a..test", {"empty-label:a..test"}},
      {"img-src my_bucket.a.test", {"underscore-in-host:my_bucket.a.test"}},
      {"img-src https://u:p@a.test/x",
       {"credentials-in-source:https://u:p@a.test/x => https://a.test/x"}},
      {"img-src u@a.test", {"credentials-in-source:u@a.test => a.test"}},
      {"img-src ${CDN} {{host}} <host>",
       {"template-placeholder:${CDN}", "template-placeholder:{{host}}",
        "template-placeholder:<host>"}},
      {"img-src a.test. xn--bcher-kva.example A-B.test", {}},
      {"img-src a^b", {"invalid-source:a^b"}},
  });
}

TEST(Diagnostics, AddressesHardlyMatch) {
  expect_diagnostics({
      {"img-src 127.0.0.1 http://127.0.0.1:8080/x", {}},
      {"img-src 192.168.0.1", {"ip-address:192.168.0.1"}},
      {"img-src http://10.0.0.1:80/", {"ip-address:http://10.0.0.1:80/"}},
      {"img-src 127.1", {"ip-address:127.1 => 127.0.0.1"}},
      {"img-src 0x7f000001", {"ip-address:0x7f000001 => 127.0.0.1"}},
      {"img-src 300.1.1.1", {"ip-address:300.1.1.1"}},
      {"img-src *.1.2.3", {"ip-address:*.1.2.3"}},
      {"img-src [::1]", {"ipv6-address:[::1]"}},
      {"img-src https://[::1]:443/x", {"ipv6-address:https://[::1]:443/x"}},
      {"img-src ::1", {"ipv6-address:::1"}},
      {"img-src 1.example", {}},
  });
}

TEST(Diagnostics, PortsAreNumbersThatAUrlCanHave) {
  expect_diagnostics({
      {"img-src a.test:", {"empty-port:a.test: => a.test"}},
      {"img-src localhost:", {"empty-port:localhost: => localhost"}},
      {"img-src https://a.test:/x", {"empty-port:https://a.test:/x => https://a.test/x"}},
      {"img-src a.test:8o", {"invalid-port:a.test:8o"}},
      {"img-src a.test:80*", {"invalid-port:a.test:80*"}},
      {"img-src a.test:65536", {"port-out-of-range:a.test:65536"}},
      {"img-src a.test:99999999999999999999", {"port-out-of-range:a.test:99999999999999999999"}},
      {"img-src a.test:0443", {"port-leading-zeros:a.test:0443 => a.test:443"}},
      {"img-src a.test:00", {"port-leading-zeros:a.test:00 => a.test:0"}},
      {"img-src https://a.test:80", {"port-mismatch:https://a.test:80"}},
      {"img-src ws://a.test:443", {"port-mismatch:ws://a.test:443"}},
      {"img-src a.test:80 a.test:65535 a.test:* https://a.test:443 localhost:3000", {}},
  });
}

TEST(Diagnostics, PathsAreComparedLetterByLetter) {
  expect_diagnostics({
      {"img-src /js/", {"path-without-host:/js/"}},
      {"img-src ./js ../js /",
       {"path-without-host:./js", "path-without-host:../js", "path-without-host:/"}},
      {"img-src https://a.test/x?y=1", {"query-in-path:https://a.test/x?y=1 => https://a.test/x"}},
      {"img-src a.test?x", {"query-in-path:a.test?x => a.test"}},
      {"img-src a.test/#x", {"fragment-in-path:a.test/#x => a.test/"}},
      {"img-src https://a.test/js/*", {"path-wildcard:https://a.test/js/* => https://a.test/js/"}},
      {"img-src a.test/*", {"path-wildcard:a.test/* => a.test/"}},
      {"img-src a.test/*/x.js", {"path-wildcard:a.test/*/x.js"}},
      {"img-src a.test/*.js", {"path-wildcard:a.test/*.js"}},
      {"img-src a.test//x", {"double-slash-in-path:a.test//x => a.test/x"}},
      {"img-src a.test/a/../b", {"dot-segment:a.test/a/../b"}},
      {"img-src a.test/a/%2E/b", {"dot-segment:a.test/a/%2E/b"}},
      {"img-src a.test/%zz", {"invalid-percent-encoding:a.test/%zz"}},
      {"img-src a.test/100%", {"invalid-percent-encoding:a.test/100%"}},
      {"frame-ancestors https://a.test/x",
       {"path-in-frame-ancestors:https://a.test/x => https://a.test"}},
      {"frame-ancestors https://a.test/", {}},
      {"img-src a.test/x/ a.test/x//y a.test/.well-known/x a.test/%2c a.test/a:b@c", {}},
  });
}

TEST(Diagnostics, StarFormsThatBrowsersReadDifferently) {
  expect_diagnostics({
      {"img-src *:443", {"browsers-disagree:*:443"}},
      {"img-src https://*/x", {"browsers-disagree:https://*/x"}},
      {"img-src */x", {"browsers-disagree:*/x"}},
  });
}

TEST(Diagnostics, InternationalNamesAreWrittenInAscii) {
  expect_diagnostics({
      {"img-src https://b\xC3\xBC"
       "cher.example",
       {"non-ascii-host:https://b\xC3\xBC"
        "cher.example => https://xn--bcher-kva.example"}},
      {"img-src *.b\xC3\xBC"
       "cher.example:8443/x",
       {"non-ascii-host:*.b\xC3\xBC"
        "cher.example:8443/x => *.xn--bcher-kva.example:8443/x"}},
      {"img-src https://a.test/\xC3\xA4",
       {"non-ascii:https://a.test/\xC3\xA4 => https://a.test/%C3%A4"}},
      {"img-src \xFF", {"non-ascii:\xFF"}},
      {"img-src 'unsafe\xE2\x80\x91inline'",
       {"non-ascii:'unsafe\xE2\x80\x91inline' => 'unsafe-inline'"}},
  });
}

}  // namespace
}  // namespace cspkit::test
