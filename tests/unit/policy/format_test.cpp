// SPDX-License-Identifier: Apache-2.0
#include "cspkit/format.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cspkit {
namespace {

constexpr FormatOptions kMinify{PolicyLayout::one_line, Removal::whatever_never_matters};
constexpr FormatOptions kMultiline{PolicyLayout::multiline, Removal::duplicates};

std::string formatted(std::string_view text, FormatOptions options = {},
                      Disposition disposition = Disposition::enforce,
                      Delivery delivery = Delivery::header) {
  const auto once = format_policies(parse_policies(text, disposition, delivery), options);
  EXPECT_EQ(format_policies(parse_policies(once, disposition, delivery), options), once)
      << "formatting " << text << " twice";
  return once;
}

TEST(Format, OrdersDirectivesByKind) {
  EXPECT_EQ(formatted("x-new a; report-to r; plugin-types p; sandbox; upgrade-insecure-requests; "
                      "frame-ancestors *; base-uri a; img-src a; another b; script-src a; "
                      "default-src a"),
            "default-src a; script-src a; img-src a; base-uri a; sandbox; frame-ancestors *; "
            "report-to r; upgrade-insecure-requests; plugin-types p; x-new a; another b");
}

TEST(Format, LowersWhatHasNoCase) {
  EXPECT_EQ(formatted("IMG-SRC HTTPS://A.Test:443/Path/X *.B.test 'SELF' DATA: "
                      "'NONCE-AbC' 'SHA256-AbC='"),
            "img-src https://a.test:443/Path/X *.b.test 'self' data: 'NONCE-AbC' 'SHA256-AbC='");
  EXPECT_EQ(formatted("sandbox Allow-Forms; webrtc 'BLOCK'; report-uri /R; report-to A; "
                      "trusted-types A a"),
            "sandbox allow-forms; report-uri /R; report-to A; webrtc 'block'; trusted-types A a");
  // What matches no grammar stays as it is.
  EXPECT_EQ(formatted("img-src A_B 'Nonsense'; UNKNOWN 'A'"),
            "img-src A_B 'Nonsense'; unknown 'A'");
}

TEST(Format, DropsWhatStandsTwice) {
  EXPECT_EQ(formatted("img-src a A a/X a/x; img-src b"), "img-src a a/X a/x");
  EXPECT_EQ(formatted("sandbox allow-forms ALLOW-FORMS"), "sandbox allow-forms");
  // Every address gets its report, and two values of webrtc mean another thing than one.
  EXPECT_EQ(formatted("report-uri /r /r; webrtc 'allow' 'allow'"),
            "report-uri /r /r; webrtc 'allow' 'allow'");
}

TEST(Format, KeepsPoliciesApart) {
  EXPECT_EQ(formatted("img-src a,font-src b,,;"), "img-src a, font-src b");
  EXPECT_EQ(formatted("img-src a;frame-ancestors *", {}, Disposition::enforce, Delivery::meta),
            "img-src a");
}

TEST(Format, MultilinePutsADirectiveOnALine) {
  EXPECT_EQ(formatted("img-src a; font-src b, img-src c", kMultiline),
            "img-src a;\nfont-src b,\nimg-src c");
  const std::string host(60, 'a');
  EXPECT_EQ(formatted("img-src " + host + " 'self' https://" + host, kMultiline),
            "img-src\n  " + host + "\n  'self'\n  https://" + host);
}

TEST(Minify, DropsWhatNoReaderHeeds) {
  EXPECT_EQ(formatted("default-src 'none' a.test; img-src a.test  'unsafe-inline'", kMinify),
            "default-src a.test;img-src a.test");
  EXPECT_EQ(formatted("img-src 'self a.test /x/ cdn.*.test \"b\"", kMinify), "img-src a.test");
  EXPECT_EQ(formatted("upgrade-insecure-requests 1; navigate-to a; referrer no-referrer; "
                      "disown-opener; reflected-xss block; https://a.test x",
                      kMinify),
            "upgrade-insecure-requests");
  EXPECT_EQ(formatted("font-src 'nonce-abc' 'sha256-abc' a", kMinify), "font-src a");
}

TEST(Minify, KeepsAnEmptyListEmpty) {
  EXPECT_EQ(formatted("img-src 'unsafe-inline'", kMinify), "img-src 'none'");
  EXPECT_EQ(formatted("img-src 'none' 'unsafe-inline'", kMinify), "img-src 'none'");
  EXPECT_EQ(formatted("img-src", kMinify), "img-src");
  EXPECT_EQ(formatted("img-src 'none' 'none'", kMinify), "img-src 'none'");
}

TEST(Minify, KeepsWhatSomeReaderMayHeed) {
  for (const std::string_view text : {"script-src 'report-sample'",
                                      "script-src 'unsafe-inline' 'nonce-abc'",
                                      "worker-src 'strict-dynamic'",
                                      "style-src 'strict-dynamic'",
                                      "script-src 'a-new-keyword'",
                                      "img-src my_bucket.test",
                                      "img-src a.test/x?y",
                                      "img-src a.test//x",
                                      "img-src *:443 */x",
                                      "script-src 'sha-256-abc'",
                                      "img-src 192.168.0.1 [::1]",
                                      "img-src a.test:99999",
                                      "x-new a",
                                      "block-all-mixed-content",
                                      "plugin-types a/b",
                                      "prefetch-src a",
                                      "sandbox allow-new-thing",
                                      "frame-ancestors https://a.test/x",
                                      "script-src-attr 'nonce-abc'",
                                      "script-src-elem 'unsafe-hashes'",
                                      "fenced-frame-src a",
                                      "report-uri 'none'"})
    EXPECT_EQ(formatted(text, kMinify), text);
}

TEST(Minify, DropsAPolicyOfWhichNothingIsLeft) {
  EXPECT_EQ(
      formatted("sandbox; upgrade-insecure-requests, img-src a", kMinify, Disposition::report),
      "img-src a");
  EXPECT_EQ(formatted("navigate-to a, img-src a", kMinify), "img-src a");
}

TEST(Serialize, WritesThePolicyAsReportsCarryIt) {
  const auto parsed = parse_policies("IMG-SRC  A 'none';;font-src ;  x y");
  ASSERT_EQ(parsed.policies.size(), 1u);
  EXPECT_EQ(serialize(parsed.policies[0]), "img-src A 'none'; font-src; x y");
}

}  // namespace
}  // namespace cspkit
