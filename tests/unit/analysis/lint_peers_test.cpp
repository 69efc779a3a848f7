// SPDX-License-Identifier: Apache-2.0
//
// What the two judges that people know tell, and what ours does: each rule of theirs has a finding of ours, and where they
// are known to be wrong ours is right.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "cspkit/lint.h"

namespace cspkit {
namespace {

LintReport judged(std::string_view policy, LintProfile profile = LintProfile::strict) {
  const LintText text{.text = policy};
  return lint({.texts = {&text, 1}}, profile);
}

const Finding* find(const LintReport& report, std::string_view id) {
  const auto found = std::ranges::find(report.findings, id, &Finding::id);
  return found == report.findings.end() ? nullptr : &*found;
}

std::string ids_of(const LintReport& report) {
  std::string ids;
  for (const Finding& finding : report.findings) ids += std::string(finding.id) + " ";
  return ids;
}

struct Counterpart {
  std::string_view theirs;
  std::string_view policy;
  std::string_view ours;
};

void expect_all(std::span<const Counterpart> rows) {
  for (const Counterpart& row : rows) {
    const LintReport report = judged(row.policy);
    EXPECT_NE(find(report, row.ours), nullptr)
        << row.theirs << ": " << row.policy << "\n  has " << ids_of(report);
  }
}

constexpr std::string_view kNonce = "'nonce-9c4f6b1e2d3a4b5c8d7e'";

TEST(LintPeers, EveryRuleOfTheEvaluatorHasAFinding) {
  const std::string nonce_only = "script-src " + std::string(kNonce) + "; object-src 'none'";
  const Counterpart rows[] = {
      {"MISSING_SEMICOLON", "script-src 'self' object-src 'none'", "missing-semicolon"},
      {"UNKNOWN_DIRECTIVE", "script-sources 'self'", "unknown-directive"},
      {"UNKNOWN_DIRECTIVE", "scrpt-src 'self'", "misspelt-directive"},
      {"INVALID_KEYWORD", "script-src self", "missing-quotes"},
      {"INVALID_KEYWORD", "script-src 'trust-me-on-this'", "unknown-keyword"},
      {"NONCE_CHARSET", "script-src 'nonce-a b'", "unbalanced-quote"},
      {"NONCE_CHARSET", "script-src 'nonce-9c4f6b1e2d3a4b5c8d7e!'", "invalid-nonce"},
      {"MISSING_DIRECTIVES object-src", "script-src 'self'", "object-src-missing"},
      {"MISSING_DIRECTIVES script-src", "object-src 'none'", "script-src-missing"},
      {"MISSING_DIRECTIVES base-uri", nonce_only, "base-uri-missing"},
      {"SCRIPT_UNSAFE_INLINE", "script-src 'unsafe-inline'", "script-unsafe-inline"},
      {"SCRIPT_UNSAFE_INLINE", "script-src 'self'; script-src-attr 'unsafe-inline'",
       "script-unsafe-inline"},
      {"SCRIPT_UNSAFE_EVAL", "script-src 'unsafe-eval'", "script-unsafe-eval"},
      {"PLAIN_URL_SCHEMES", "script-src https:", "script-scheme"},
      {"PLAIN_URL_SCHEMES", "script-src http:", "script-scheme"},
      {"PLAIN_URL_SCHEMES", "script-src data:", "script-scheme"},
      {"PLAIN_URL_SCHEMES object-src", "script-src 'self'; object-src data:", "object-src-weak"},
      {"PLAIN_URL_SCHEMES base-uri", "script-src 'self'; base-uri https:", "base-uri-wide"},
      {"PLAIN_WILDCARD", "script-src *", "script-wildcard"},
      {"PLAIN_WILDCARD", "script-src https://*", "script-wildcard"},
      {"PLAIN_WILDCARD object-src", "script-src 'self'; object-src *", "object-src-weak"},
      {"PLAIN_WILDCARD base-uri", "script-src 'self'; base-uri *", "base-uri-wide"},
      {"SCRIPT_ALLOWLIST_BYPASS, known",
       "script-src https://www.googletagmanager.com https://cdn.jsdelivr.net",
       "script-allowlist-bypass"},
      {"SCRIPT_ALLOWLIST_BYPASS, 'self'", "script-src 'self'", "script-self"},
      {"SCRIPT_ALLOWLIST_BYPASS, other", "script-src static.example.com", "script-allowlist"},
      {"OBJECT_ALLOWLIST_BYPASS", "object-src https://static.example.com", "object-src-weak"},
      {"NONCE_LENGTH", "script-src 'nonce-short'", "short-nonce"},
      {"IP_SOURCE", "script-src 203.0.113.7", "ip-address"},
      {"IP_SOURCE 127.0.0.1", "script-src 127.0.0.1", "source-private-host"},
      {"DEPRECATED_DIRECTIVE", "reflected-xss block", "retired-directive"},
      {"SRC_HTTP", "script-src http://static.example.com", "source-http"},
      {"SRC_HTTP report-uri", "script-src 'self'; report-uri http://reports.example.com/",
       "report-uri-insecure"},
      {"SCRIPT_UNSAFE_HASHES",
       "script-src 'unsafe-hashes' 'sha256-iiJTVH2/aHLtb8rm6bLR1ExsjnzOjYeqm0d0a4K5AKQ='",
       "script-unsafe-hashes"},
      {"STRICT_DYNAMIC", "script-src 'nonce-9c4f6b1e2d3a4b5c8d7e' https://static.example.com",
       "strict-dynamic-missing"},
      {"STRICT_DYNAMIC_NOT_STANDALONE", "script-src 'strict-dynamic'", "strict-dynamic-alone"},
      {"REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS", "script-src 'self'", "trusted-types-missing"},
  };
  expect_all(rows);
}

TEST(LintPeers, EveryRuleOfTheObservatoryHasAFinding) {
  const Counterpart rows[] = {
      {"csp-header-invalid", "script-src 'self'; script-src *", "duplicate-directive"},
      {"csp-header-invalid", "script-src 'strict-dynamic'", "strict-dynamic-alone"},
      {"csp-not-implemented", "", "policy-missing"},
      {"unsafe-inline", "default-src 'unsafe-inline'", "script-unsafe-inline"},
      {"unsafe-inline, data:", "default-src 'self' data:", "script-scheme"},
      {"unsafe-inline, broad", "script-src http://*", "script-wildcard"},
      {"unsafe-inline, no script-src", "img-src 'self'", "script-src-missing"},
      {"unsafe-inline, object-src", "script-src 'self'; object-src https:", "object-src-weak"},
      {"insecure-scheme", "default-src 'self'; font-src http://fonts.example.com", "source-http"},
      {"unsafe-eval", "default-src 'self' 'unsafe-eval'", "script-unsafe-eval"},
      {"unsafe-eval in style-src", "default-src 'self'; style-src 'unsafe-eval'", "no-effect-here"},
      {"insecure-scheme in passive content", "default-src 'self'; img-src http://a.example.com",
       "source-http"},
      {"unsafe-inline in style-src", "default-src 'self'; style-src 'unsafe-inline'",
       "style-unsafe-inline"},
      {"style-src data:", "default-src 'self'; style-src data:", "source-scheme-wide"},
      {"style-src broad", "default-src 'self'; style-src *", "source-wildcard"},
      {"duplicate report-uri", "default-src 'self'; report-uri /a; report-uri /b",
       "duplicate-directive"},
  };
  expect_all(rows);
  const LintText trial{.text = "default-src 'self'", .disposition = Disposition::report};
  EXPECT_NE(find(lint({.texts = {&trial, 1}}), "nothing-enforced"), nullptr);
}

// The numbers are those of the list of its mistakes that the differential test names.
TEST(LintPeers, WhereTheEvaluatorErrsOursIsRight) {
  const Counterpart rows[] = {
      {"1, gives up", "script-src https://", "object-src-missing"},
      {"1, gives up", "script-src %zz.example.test", "object-src-missing"},
      {"1, gives up", "script-src ht!tp://x", "object-src-missing"},
      {"2, loses the directive", "constructor 'self'", "unknown-directive"},
      {"3, takes 1 for an address", "upgrade-insecure-requests 1", "value-ignored"},
      {"4, curly quotes", "script-src \u2018self\u2019", "typographic-quotes"},
      {"5, no-break space", "script-src\u00A0'self'", "script-src-missing"},
      {"6, silent", "script-src 'self'; script-src *", "duplicate-directive"},
      {"7, silent", "script-src 'none' https://cdn.jsdelivr.net", "none-with-others"},
      {"7, looks away", "script-src 'none' https://cdn.jsdelivr.net", "script-allowlist-bypass"},
      {"8, hash length", "script-src 'sha256-AAAA'", "hash-length"},
      {"8, empty nonce", "script-src 'nonce-'", "empty-nonce"},
      {"9, upper case", "script-src HTTP://static.example.com", "source-http"},
      {"9, upper case", "script-src HTTPS:", "script-scheme"},
      {"9, blob:", "script-src blob:", "script-scheme"},
      {"9, filesystem:", "script-src filesystem:", "script-scheme"},
      {"10, nonce of script-src-elem",
       "script-src 'self'; script-src-elem 'nonce-9c4f6b1e2d3a4b5c8d7e'", "base-uri-missing"},
      {"11, style-src", "style-src 'unsafe-inline'", "style-unsafe-inline"},
      {"11, form-action", "default-src 'self'", "form-action-missing"},
      {"11, frame-ancestors", "default-src 'self'", "frame-ancestors-missing"},
      {"11, sandbox", "sandbox allow-scripts allow-same-origin", "sandbox-escape"},
      {"11, worker-src", "worker-src blob:", "worker-src-wide"},
      {"11, connect-src", "connect-src *", "source-wildcard"},
      {"11, report-to with a URL", "report-to https://reports.example.com/", "invalid-report-to"},
      {"13, path of a registry", "script-src https://cdn.jsdelivr.net/npm/",
       "script-allowlist-bypass"},
      {"13, unpkg", "script-src https://unpkg.com", "script-allowlist-bypass"},
      {"13, esm.sh", "script-src https://esm.sh", "script-allowlist-bypass"},
      {"13, public suffix", "script-src *.co.uk", "script-wildcard"},
  };
  expect_all(rows);
  EXPECT_EQ(find(judged("upgrade-insecure-requests 1"), "ip-address"), nullptr);
  const LintReport elem = judged("script-src-elem 'nonce-9c4f6b1e2d3a4b5c8d7e'; object-src 'none'",
                                 LintProfile::balanced);
  EXPECT_EQ(find(elem, "base-uri-missing")->severity, FindingSeverity::medium);
  for (const std::string_view keyword :
       {"'report-sha256'", "'report-sha384'", "'report-sha512'", "'trusted-types-eval'"}) {
    const LintReport report = judged("script-src " + std::string(keyword));  // 12
    EXPECT_EQ(find(report, "unknown-keyword"), nullptr) << keyword;
  }
  const LintReport webtransport = judged("connect-src 'unsafe-webtransport-hashes'");  // 12
  EXPECT_EQ(find(webtransport, "unknown-keyword"), nullptr);
}

// 14: advice for browsers of before 2020 is none for a site of today.
TEST(LintPeers, AStrictPolicyNeedsNoFallbacks) {
  const LintReport report = judged(
      "script-src 'nonce-9c4f6b1e2d3a4b5c8d7e9f01' 'strict-dynamic'; object-src 'none'; base-uri "
      "'none'; "
      "form-action 'self'; frame-ancestors 'self'",
      LintProfile::balanced);
  EXPECT_TRUE(std::ranges::all_of(report.findings, [](const Finding& finding) {
    return finding.severity == FindingSeverity::info;
  })) << ids_of(report);
  EXPECT_EQ(report.grade, "A+");
}

}  // namespace
}  // namespace cspkit
