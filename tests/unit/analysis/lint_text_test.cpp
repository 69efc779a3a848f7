// SPDX-License-Identifier: Apache-2.0
// The checks about a policy's text and its delivery, where a trigger alone does not say enough.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "analysis/lint/check.h"
#include "analysis/lint/header_limits.h"
#include "analysis/lint/reporting.h"
#include "cspkit/hash.h"
#include "cspkit/limits.h"
#include "cspkit/lint.h"
#include "lint_answers.h"

namespace cspkit {
namespace {

const Finding* find(const LintReport& report, std::string_view id) {
  const auto found = std::ranges::find(report.findings, id, &Finding::id);
  return found == report.findings.end() ? nullptr : &*found;
}

std::string ids(const LintReport& report) {
  std::string out;
  for (const Finding& finding : report.findings) out.append(finding.id).append(" ");
  return out;
}

LintReport judged(std::string_view policy, LintProfile profile = LintProfile::strict) {
  const LintText text{.text = policy};
  return lint({.texts = {&text, 1}}, profile);
}

constexpr std::string_view kNone;

struct DeliveryCase {
  std::vector<LintText> texts;
  std::vector<HeaderField> headers;
  std::string_view id;
  std::string_view severity;  ///< empty: no such finding
  std::vector<LintText> other_response = {};
};

constexpr std::string_view kNonce = "script-src 'nonce-0Qe2LJzsH8Pb5nUYv1xGmA=='";
constexpr std::string_view kOtherNonce = "script-src 'nonce-kT7wWc4RfE9ud3ZiqXo6Sg=='";
constexpr Disposition kReport = Disposition::report;
constexpr Delivery kMeta = Delivery::meta;

TEST(LintText, DeliveryIsJudged) {
  const std::string long_policy = "img-src " + std::string(2'100, 'a');
  const std::string longer = "img-src " + std::string(4'100, 'a');
  const std::string longest = "img-src " + std::string(9'000, 'a');
  const HeaderField deny{"x-frame-options", "deny"}, same{"X-Frame-Options", " SAMEORIGIN "};
  const DeliveryCase kCases[] = {
      // report-to
      {{{"report-to csp"}}, {}, "report-to-undeclared", kNone},  // the fields are not known
      {{{"report-to csp"}}, {{"Server", "x"}}, "report-to-undeclared", "medium"},
      {{{"report-to csp"}}, {{"Reporting-Endpoints", "csp=\"/r\""}}, "report-to-undeclared", kNone},
      {{{"report-to csp"}},
       {{"reporting-endpoints", "a=\"https://x.test/?,csp=\", b;p=1, csp=\"https://y.test\";q"}},
       "report-to-undeclared",
       kNone},
      {{{"report-to csp"}},
       {{"Reporting-Endpoints", "CSP=\"/r\""}},
       "report-to-undeclared",
       "medium"},
      {{{"report-to csp"}}, {{"Reporting-Endpoints", "csp=/r"}}, "report-to-undeclared", "medium"},
      {{{"report-to csp"}},
       {{"Reporting-Endpoints", "csp=\"http://y.test\""}},
       "report-to-undeclared",
       "medium"},
      {{{"report-to csp"}},
       {{"Report-To",
         R"({"group": "csp", "max_age": 1, "endpoints": [{"url": "https://x.test"}]})"}},
       "report-to-undeclared",
       kNone},
      {{{"report-to csp"}},
       {{"Report-To", R"({"max_age": 1, "endpoints": [{"url": "https://x.test"}]})"}},
       "report-to-undeclared",
       "medium"},
      {{{"report-to https://x.test/"}}, {{"Server", "x"}}, "report-to-undeclared", kNone},
      {{{"report-to https://x.test/"}}, {{"Server", "x"}}, "invalid-report-to", "medium"},
      // report-only
      {{{"default-src 'self'", kReport}}, {}, "report-only-unreported", "medium"},
      {{{"default-src 'self'; report-uri /r", kReport}}, {}, "report-only-unreported", kNone},
      {{{"default-src 'self'; report-to r", kReport}}, {}, "report-only-unreported", kNone},
      {{{"default-src 'self'"}}, {}, "report-only-unreported", kNone},
      {{{"default-src 'self'", kReport}}, {}, "reporting-missing", kNone},
      {{{"default-src 'self'"}, {"default-src 'self'; report-uri /r", kReport}},
       {},
       "reporting-missing",
       kNone},
      // X-Frame-Options
      {{{"frame-ancestors 'none'"}}, {deny}, "x-frame-options-differs", "info"},
      {{{"frame-ancestors 'self'"}}, {same}, "x-frame-options-differs", "info"},
      {{{"frame-ancestors 'self'"}}, {deny}, "x-frame-options-differs", "medium"},
      {{{"frame-ancestors https://a.test"}}, {deny}, "x-frame-options-differs", "medium"},
      {{{"frame-ancestors 'self' https://a.test"}}, {same}, "x-frame-options-differs", "medium"},
      {{{"frame-ancestors 'none'"}}, {same}, "x-frame-options-differs", "low"},
      {{{"frame-ancestors 'none'"}}, {}, "x-frame-options-differs", kNone},
      {{{"frame-ancestors a.test", kReport}}, {deny}, "x-frame-options-differs", kNone},
      {{{"default-src 'self'"}}, {deny}, "x-frame-options-alone", "info"},
      {{{"frame-ancestors 'none'"}}, {deny}, "x-frame-options-alone", kNone},
      {{{"default-src 'self'"}},
       {{"X-Frame-Options", "ALLOW-FROM https://a.test"}},
       "x-frame-options-dead",
       "medium"},
      {{{"frame-ancestors https://a.test"}},
       {{"X-Frame-Options", "allow-from https://a.test"}},
       "x-frame-options-dead",
       "info"},
      {{{"default-src 'self'"}},
       {{"X-Frame-Options", "DENY, SAMEORIGIN"}},
       "x-frame-options-dead",
       "low"},
      {{{"default-src 'self'"}}, {deny, deny}, "x-frame-options-dead", kNone},
      {{{"default-src 'self'"}}, {{"X-Frame-Options", "DENIED"}}, "x-frame-options-dead", "medium"},
      {{{"default-src 'self'"}}, {deny}, "x-frame-options-dead", kNone},
      // old names
      {{{"default-src 'self'"}}, {{"x-webkit-csp", "default-src"}}, "obsolete-header", "info"},
      {{{"default-src 'self'"}}, {{"Server", "x"}}, "obsolete-header", kNone},
      // <meta>
      {{{"default-src 'self'", {}, kMeta}}, {}, "policy-in-meta", "info"},
      {{{"img-src 'self'"}, {"default-src 'self'", {}, kMeta}}, {}, "policy-in-meta", "info"},
      {{{"default-src 'self'"}}, {}, "policy-in-meta", kNone},
      // nonces
      {{{kNonce, {}, kMeta}}, {}, "nonce-in-meta", "medium"},
      {{{"script-src 'nonce-{nonce}'", {}, kMeta}}, {}, "nonce-in-meta", kNone},
      {{{kNonce}}, {}, "nonce-in-meta", kNone},
      {{{kNonce}}, {}, "nonce-reused", "high", {{kNonce}}},
      {{{kNonce}}, {}, "nonce-reused", kNone, {{kOtherNonce}}},
      {{{kNonce}}, {}, "nonce-reused", "high", {{kOtherNonce}, {kNonce, kReport}}},
      {{{"script-src 'nonce-{nonce}'"}},
       {},
       "nonce-reused",
       kNone,
       {{"script-src 'nonce-{nonce}'"}}},
      {{{kNonce}, {kOtherNonce}}, {}, "nonces-differ", "medium"},
      {{{kNonce}, {kOtherNonce, kReport}}, {}, "nonces-differ", "low"},
      {{{kNonce, kReport}, {kOtherNonce}}, {}, "nonces-differ", "low"},
      {{{kNonce, kReport}, {kOtherNonce, kReport}}, {}, "nonces-differ", kNone},
      {{{kNonce}, {kNonce}}, {}, "nonces-differ", kNone},
      {{{kNonce}, {"script-src 'nonce-{nonce}'"}}, {}, "nonces-differ", kNone},
      // size
      {{{long_policy}}, {}, "header-too-large", "info"},
      {{{longer}}, {}, "header-too-large", "low"},
      {{{longest}}, {}, "header-too-large", "medium"},
      {{{longest, {}, kMeta}}, {}, "header-too-large", kNone},
      {{{"default-src 'self'"}}, {}, "header-too-large", kNone},
      {{{"default-src 'self'"}}, {{"Set-Cookie", longest}}, "header-too-large", "medium"},
      {{{long_policy}, {long_policy, kReport}}, {}, "header-too-large", "low"},
      // several policies
      {{{"img-src a.test b.test"}, {"img-src b.test"}}, {}, "allowed-by-one-policy-only", "low"},
      {{{"img-src a.test"}, {"img-src a.test", kReport}}, {}, "allowed-by-one-policy-only", kNone},
      {{{"img-src a.test"}, {"img-src b.test", kReport}}, {}, "allowed-by-one-policy-only", kNone},
      {{{"img-src cdn.a.test"}, {"img-src *.a.test"}}, {}, "allowed-by-one-policy-only", kNone},
      {{{"img-src *.a.test"}, {"img-src x.cdn.a.test"}}, {}, "allowed-by-one-policy-only", kNone},
      {{{"img-src a.test"}, {"img-src https:"}}, {}, "allowed-by-one-policy-only", kNone},
      {{{"img-src example.com"}, {"img-src 'self'"}}, {}, "allowed-by-one-policy-only", kNone},
      {{{"img-src a.test"}, {"img-src 'self'"}}, {}, "allowed-by-one-policy-only", "low"},
      {{{"img-src a.test"}, {"default-src 'none'"}}, {}, "allowed-by-one-policy-only", "low"},
      {{{"img-src a.test"}, {"script-src 'none'"}}, {}, "allowed-by-one-policy-only", kNone},
      {{{"script-src a.test"}, {kNonce}}, {}, "allowed-by-one-policy-only", kNone},
      {{{"form-action a.test"}, {"default-src 'none'"}}, {}, "allowed-by-one-policy-only", kNone},
  };
  for (const DeliveryCase& c : kCases) {
    const LintReport report =
        lint({.texts = c.texts, .headers = c.headers, .other_response = c.other_response},
             LintProfile::strict);
    const Finding* finding = find(report, c.id);
    const std::string said =
        c.id.data() + std::string(" on ") + std::string(c.texts[0].text.substr(0, 80));
    if (c.severity.empty()) {
      EXPECT_EQ(finding, nullptr) << said << "\n" << (finding ? finding->message : "");
    } else if (finding == nullptr) {
      ADD_FAILURE() << said << ": " << ids(report);
    } else {
      EXPECT_EQ(to_string(finding->severity), c.severity) << said << "\n" << finding->message;
    }
  }
}

// What the rows above do not ask for by a trigger of their own.
TEST(LintText, EveryCheckWithoutATriggerIsAmongTheDeliveryCases) {
  constexpr std::string_view kTested[] = {
      "report-to-undeclared",  "report-only-unreported", "x-frame-options-differs",
      "x-frame-options-alone", "x-frame-options-dead",   "obsolete-header",
      "policy-in-meta",        "nonce-in-meta",          "nonce-reused",
      "header-too-large"};
  for (const std::string_view id : kTested) {
    const auto found = std::ranges::find(linting::all_checks(), id, &linting::Check::id);
    ASSERT_NE(found, linting::all_checks().end()) << id;
    EXPECT_TRUE((*found)->trigger.empty()) << id;
  }
}

TEST(NonceStatic, KnowsStandInsFromDrawnValues) {
  for (const std::string_view value :
       {"DhcnhD3khTMePgXw", "EDNnf03nceIOfn39fn3e9h3sdfa", "rAnd0m", "abc123", "NONCE", "CSP_NONCE",
        "__CSP_NONCE__", "RANDOM_NONCE", "REPLACE_ME", "random123", "test", "testnonce",
        "your-nonce-here", "1234567890", "abcdefghijklmnop",
        "AAAAAAAAAAAAAAAAAAAAAA==", "00000000000000000000000000000000", "dGVzdA=="}) {
    const std::string policy = "script-src 'nonce-" + std::string(value) + "'";
    const LintReport report = judged(policy);
    ASSERT_NE(find(report, "nonce-static"), nullptr) << value;
    EXPECT_EQ(find(report, "nonce-static")->severity, FindingSeverity::high);
  }
  EXPECT_EQ(find(judged("script-src 'nonce-{nonce}'"), "nonce-static"), nullptr);
}

// A false alarm of high severity would be worse than a miss: none in a hundred thousand drawn
// values, of the alphabets and lengths that servers use.
TEST(NonceStatic, LeavesDrawnValuesAlone) {
  std::mt19937 random(7);
  constexpr std::string_view kBase64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::string_view kHex = "0123456789abcdef";
  std::size_t alarms = 0;
  for (int i = 0; i < 100'000; ++i) {
    const bool hex = i % 2 == 0;
    std::string policy = "script-src 'nonce-";
    for (std::size_t n = hex ? 32 : i % 3 == 0 ? 16 : 22; n > 0; --n)
      policy += hex ? kHex[random() % 16] : kBase64[random() % 64];
    policy += hex ? "'" : "=='";
    const LintReport report = judged(policy);
    if (find(report, "nonce-static") != nullptr && ++alarms < 5) ADD_FAILURE() << policy;
  }
  EXPECT_EQ(alarms, 0u);
}

TEST(HashOfNothing, KnowsTheHashOfTheEmptyTextInEachAlgorithm) {
  for (const auto algorithm :
       {HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512}) {
    EXPECT_NE(find(judged("style-src " + hash_source("", algorithm)), "hash-of-nothing"), nullptr);
    EXPECT_EQ(find(judged("style-src " + hash_source("x", algorithm)), "hash-of-nothing"), nullptr);
  }
}

TEST(HeaderLimits, StandInOrderAndHaveReferenceAndDate) {
  EXPECT_TRUE(std::ranges::is_sorted(linting::kHeaderLimits, {}, &linting::HeaderLimit::bytes));
  for (const linting::HeaderLimit& limit : linting::kHeaderLimits) {
    EXPECT_TRUE(limit.reference.starts_with("https://")) << limit.who;
    EXPECT_EQ(limit.date.size(), 10u) << limit.who;
  }
}

TEST(HeaderTooLarge, NamesThoseThatAreTooSmallAndNoOthers) {
  const std::string policy = "img-src " + std::string(9'000, 'a');
  const LintReport report = judged(policy);
  const std::string& message = find(report, "header-too-large")->message;
  for (const linting::HeaderLimit& limit : linting::kHeaderLimits)
    EXPECT_EQ(message.find(limit.who) != message.npos, limit.bytes < 9'000) << limit.who;
}

TEST(ReportingEndpoints, AreReadToTheEndWhateverStandsThere) {
  std::mt19937 random(1);
  constexpr std::string_view kPieces[] = {"a", "=",  "\"",      ",", " ",
                                          ";", "\\", "b=\"x\"", "(", "\t"};
  for (int i = 0; i < 20'000; ++i) {
    std::string value;
    for (std::size_t n = random() % 12; n > 0; --n) value += kPieces[random() % std::size(kPieces)];
    std::size_t seen = 0;
    linting::any_endpoint(value, [&](const linting::Endpoint& endpoint) {
      EXPECT_FALSE(endpoint.name.empty());
      return ++seen > value.size();
    });
    EXPECT_LE(seen, value.size());
  }
}

// The engine is the judge: a safe fix changes no answer of any reader, whatever is asked.
TEST(LintText, SafeFixesChangeNoAnswer) {
  constexpr std::string_view kDirectives[] = {
      "default-src",    "script-src", "script-src-elem", "script-src-attr", "style-src",
      "style-src-elem", "img-src",    "style-src-attr",  "connect-src",     "worker-src",
      "child-src",      "frame-src",  "object-src",      "font-src",        "manifest-src",
      "form-action",    "base-uri",   "frame-ancestors"};
  constexpr std::string_view kSources[] = {"'self'",
                                           "*",
                                           "https:",
                                           "cdn.example.com",
                                           "*.example.com",
                                           "data:",
                                           "'unsafe-inline'",
                                           "'unsafe-eval'",
                                           "'unsafe-hashes'",
                                           "'strict-dynamic'",
                                           "'inline-speculation-rules'",
                                           "'wasm-unsafe-eval'",
                                           "'nonce-0Qe2LJzsH8Pb5nUYv1xGmA=='",
                                           "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
                                           "http://cdn.example.com",
                                           "'none'"};
  constexpr std::string_view kIds[] = {"source-redundant", "directive-redundant",
                                       "source-never-consulted", "unsafe-hashes-without-hash"};
  std::mt19937 random(20261121);
  const auto pick = [&](const auto& from) { return from[random() % std::size(from)]; };
  std::array<std::size_t, std::size(kIds)> tried{};
  for (int round = 0; round < 6'000; ++round) {
    std::string policy;
    // The same few lists again and again, so that directives say the same.
    std::array<std::string, 3> lists;
    for (std::string& list : lists)
      for (std::size_t n = 1 + random() % 3; n > 0; --n) list.append(" ").append(pick(kSources));
    for (std::size_t n = 2 + random() % 3; n > 0; --n)
      policy.append(pick(kDirectives)).append(pick(lists)).append(n > 1 ? "; " : "");
    const LintReport report = judged(policy);
    std::string before;
    for (const Finding& finding : report.findings) {
      const auto id = std::ranges::find(kIds, finding.id);
      if (id == std::end(kIds) || !finding.fix || finding.fix->safety != FixSafety::safe) continue;
      const auto at = static_cast<std::size_t>(id - std::begin(kIds));
      if (++tried[at] > 400) continue;
      const std::string fixed = apply_safe_fixes(policy, {&finding, 1});
      ASSERT_NE(fixed, policy) << finding.id;
      if (before.empty()) before = test::answers(policy);
      EXPECT_EQ(test::answers(fixed) == before, true)
          << finding.id << "\n  " << policy << "\n  " << fixed;
    }
    // And all together.
    if (before.empty()) continue;
    std::vector<Finding> ours;
    for (const Finding& finding : report.findings)
      if (std::ranges::find(kIds, finding.id) != std::end(kIds)) ours.push_back(finding);
    const std::string fixed = apply_safe_fixes(policy, ours);
    EXPECT_EQ(test::answers(fixed) == before, true) << policy << "\n  " << fixed;
  }
  for (std::size_t i = 0; i < std::size(kIds); ++i) EXPECT_GT(tried[i], 20u) << kIds[i];
}

// Mistakes of other linters, each with a policy on which they say nothing or something wrong.
TEST(LintText, FindsWhatOtherLintersMiss) {
  struct Case {
    std::string_view policy;
    std::string_view id;
  };
  const std::string long_policy = "img-src " + std::string(9'000, 'a');
  const Case kCases[] = {
      {"upgrade-insecure-requests 1", "value-ignored"},
      {"script-src \u2018self\u2019", "typographic-quotes"},
      {"script-src\u00a0'self'", "non-ascii-space"},
      {"script-src 'self'; script-src *", "duplicate-directive"},
      {"script-src 'none' https://a.test", "none-with-others"},
      {"script-src 'sha256-abc='", "hash-length"},
      {"script-src 'nonce-'", "empty-nonce"},
      {"script-src 'nonce-EDNnf03nceIOfn39fn3e9h3sdfa'", "nonce-static"},
      {"default-src 'self'; report-to https://a.test/", "invalid-report-to"},
      {long_policy, "header-too-large"},
  };
  for (const Case& c : kCases) {
    const LintReport report = judged(c.policy, LintProfile::balanced);
    EXPECT_NE(find(report, c.id), nullptr) << c.policy.substr(0, 80) << ": " << ids(report);
  }
  // Known words of today are no mistakes.
  const LintReport report = judged(
      "script-src 'self' 'report-sha256' 'trusted-types-eval'; "
      "connect-src 'self' 'unsafe-webtransport-hashes'; upgrade-insecure-requests 1");
  for (const std::string_view id :
       {"unknown-keyword", "misspelt-keyword", "no-effect-here", "ip-address", "invalid-source"}) {
    EXPECT_EQ(find(report, id), nullptr) << id;
  }
}

// By the text 'none' is ignored there, and nothing passes all the same.
TEST(LintText, NoneBesideReportSampleIsNotTakenForASource) {
  for (const std::string_view policy :
       {"object-src 'none' 'report-sample'", "object-src 'REPORT-sample' 'None'",
        "script-src 'none' 'report-sha256' 'report-sample'"}) {
    const LintReport report = judged(policy);
    for (const std::string_view id :
         {"object-src-weak", "trusted-types-missing", "none-with-others"}) {
      EXPECT_EQ(find(report, id) != nullptr, id == "trusted-types-missing" && policy[0] == 'o')
          << id << ": " << policy;
    }
    const Finding* note = find(report, "none-with-reporting");
    ASSERT_NE(note, nullptr) << policy;
    EXPECT_EQ(note->severity, FindingSeverity::info);
    EXPECT_FALSE(note->fix) << "nothing has to be done";
  }
  const LintReport report = judged("object-src 'none' 'report-sample' https://a.test");
  EXPECT_NE(find(report, "none-with-others"), nullptr);
  EXPECT_NE(find(report, "object-src-weak"), nullptr);
}

TEST(LintText, WhatHoldsNoPolicyIsJudgedToo) {
  const std::string too_long(limits::kMaxPolicyBytes + 1, 'a');
  const std::vector<HeaderField> headers = {{"X-Frame-Options", "ALLOW-FROM x"},
                                            {"Set-Cookie", std::string(9'000, 'a')},
                                            {"X-WebKit-CSP", "x"}};
  for (const std::string_view policy : {std::string_view(too_long), std::string_view(),
                                        std::string_view(" , ;"), std::string_view("a\u00a0b")}) {
    const LintText text{.text = policy};
    const LintReport report = lint({.texts = {&text, 1}, .headers = headers});
    for (const Finding& finding : report.findings) {
      EXPECT_EQ(finding.text, 0u);
      EXPECT_LE(finding.span.end, policy.size()) << finding.id;
    }
  }
  EXPECT_EQ(find(lint({.texts = {}, .headers = headers}), "header-too-large"), nullptr);
}

TEST(LintText, MessagesAreSentences) {
  for (const linting::Check* check : linting::all_checks()) {
    if (check->trigger.empty()) continue;
    for (const Finding& finding : judged(check->trigger).findings) {
      EXPECT_TRUE(finding.message.ends_with('.')) << finding.id << ": " << finding.message;
      EXPECT_EQ(finding.message.find("  "), std::string::npos) << finding.message;
      if (!finding.fix) continue;
      EXPECT_TRUE(finding.fix->description.ends_with('.')) << finding.fix->description;
    }
  }
}

TEST(LintText, PlainHttpIsToldOfHostsAndPathsThatAUrlCanHave) {
  const struct {
    std::string_view policy;
    bool told;
  } kRows[] = {
      {"img-src http://a.test", true},
      {"img-src http:", true},
      {"img-src http://*.a.test", true},
      {"img-src http://192.0.2.1", true},  // browsers match it
      {"img-src http://192.0.513", false},
      {"img-src http://2", false},
      {"img-src http://a.0x7f", false},
      {"img-src https://192.0.2.1", false},
      {"img-src http://a.test/", true},
      {"img-src http://a.test/x.", true},
      {"img-src http://a.test/x/", true},
      {"img-src http://a.test/x/.", false},
      {"img-src http://a.test/./x", false},
      {"img-src http://a.test/x/%2e%2E/", false},
  };
  for (const auto& [policy, told] : kRows) {
    EXPECT_EQ(find(judged(policy), "source-http") != nullptr, told) << policy;
  }
}

}  // namespace
}  // namespace cspkit
