// SPDX-License-Identifier: Apache-2.0
#include "cspkit/violation.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

namespace cspkit {
namespace {

using enum DirectiveId;
namespace json = boost::json;

Url url_of(std::string_view text) { return *Url::parse(text); }

CompiledPolicy policy_of(std::string_view text, Disposition disposition = Disposition::enforce,
                         Delivery delivery = Delivery::header) {
  return *CompiledPolicy::compile(text, disposition, delivery);
}

PolicyViolation found(DirectiveId effective, DirectiveId source,
                      Disposition disposition = Disposition::enforce) {
  return {0, disposition, effective, source};
}

ViolationContext page() {
  return {.url = url_of("https://user:secret@example.com/a?b#c"), .status = 200};
}

Violation inline_violation(std::string_view policy, std::string_view source,
                           DirectiveId source_directive = script_src) {
  return create_violation(policy_of(policy), found(script_src_elem, source_directive), page(),
                          ViolationSubject::inline_block(source));
}

TEST(StripUrl, KeepsWhatReportsMayTell) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"https://example.com", "https://example.com/"},
      {"https://example.com/a/b?c=d", "https://example.com/a/b?c=d"},
      {"https://example.com/a?", "https://example.com/a?"},
      {"https://example.com/a#b", "https://example.com/a"},
      {"https://example.com/a?b#", "https://example.com/a?b"},
      {"https://me:secret@example.com:8443/a", "https://example.com:8443/a"},
      {"http://me@example.com/", "http://example.com/"},
      {"http://[2001:db8::1]:8080/x#y", "http://[2001:db8::1]:8080/x"},
      {"http://192.0.2.1/", "http://192.0.2.1/"},
      {"data:text/plain,secret", "data"},
      {"blob:https://example.com/1234", "blob"},
      {"wss://example.com/socket?key=1", "wss"},
      {"file:///home/me/page.html", "file"},
      {"javascript:alert(1)", "javascript"},
      {"about:blank", "about"},
      {"moz-extension://0123/x.js", "moz-extension"},
  };
  for (const auto& [url, expected] : table) {
    EXPECT_EQ(strip_url_for_use_in_reports(url_of(url).view()), expected) << url;
  }
}

TEST(Violation, HoldsWhatThePageKnows) {
  ViolationContext context = page();
  context.referrer = url_of("https://search.example/?q=1#top");
  context.source_file = url_of("https://cdn.example/a.js?v=2#x");
  context.line_number = 7;
  context.column_number = 42;
  const Violation violation =
      create_violation(policy_of("img-src 'none'", Disposition::report),
                       found(img_src, img_src, Disposition::report), context,
                       ViolationSubject::request(url_of("https://t.example/p.gif").view()));
  EXPECT_EQ(violation.url.href(), context.url.href());
  EXPECT_EQ(violation.status, 200);
  EXPECT_EQ(violation.resource, ViolationResource::url);
  EXPECT_EQ(violation.resource_url->href(), "https://t.example/p.gif");
  EXPECT_EQ(violation.referrer->href(), "https://search.example/?q=1#top");
  EXPECT_EQ(violation.policy, "img-src 'none'");
  EXPECT_EQ(violation.disposition, Disposition::report);
  EXPECT_EQ(violation.effective_directive, "img-src");
  EXPECT_EQ(violation.source_file->href(), "https://cdn.example/a.js?v=2#x");
  EXPECT_EQ(violation.line_number, 7u);
  EXPECT_EQ(violation.column_number, 42u);
  EXPECT_EQ(violation.sample, "");
}

TEST(Violation, SerializesThePolicyAsItCounts) {
  const std::vector<std::tuple<std::string, Delivery, std::string>> table = {
      {"script-src 'self'", Delivery::header, "script-src 'self'"},
      {" SCRIPT-src\t'SELF'   A.test ;; img-src", Delivery::header,
       "script-src 'SELF' A.test; img-src"},
      {"img-src a; img-src b; IMG-SRC c", Delivery::header, "img-src a"},
      {"x-unknown 1 2; img-src \xC3\xA9; img-src a", Delivery::header, "x-unknown 1 2; img-src a"},
      {"report-uri /r; sandbox; frame-ancestors a; img-src a", Delivery::header,
       "report-uri /r; sandbox; frame-ancestors a; img-src a"},
      {"report-uri /r; sandbox; frame-ancestors a; img-src a", Delivery::meta, "img-src a"},
      {"", Delivery::header, ""},
  };
  for (const auto& [text, delivery, expected] : table) {
    const Violation violation =
        create_violation(policy_of(text, Disposition::enforce, delivery), found(img_src, img_src),
                         page(), ViolationSubject::wasm());
    EXPECT_EQ(violation.policy, expected) << text;
  }
}

TEST(Violation, BlockedUriNamesTheResource) {
  const Url url = url_of("https://me:x@cdn.example/a.js#frag");
  const Url data = url_of("data:text/javascript,alert(1)");
  const std::vector<std::pair<ViolationSubject, std::string>> table = {
      {ViolationSubject::request(url.view()), "https://cdn.example/a.js"},
      {ViolationSubject::request(data.view()), "data"},
      {ViolationSubject::navigation(url.view()), "https://cdn.example/a.js"},
      {ViolationSubject::inline_block("alert(1)"), "inline"},
      {ViolationSubject::javascript_navigation(), "inline"},
      {ViolationSubject::base_uri(), "inline"},
      {ViolationSubject::eval("1+1"), "eval"},
      {ViolationSubject::wasm(), "wasm-eval"},
      {ViolationSubject::trusted_types_policy("p"), "trusted-types-policy"},
      {ViolationSubject::trusted_types_sink("Element innerHTML", "<b>"), "trusted-types-sink"},
      {ViolationSubject::webrtc(), ""},
  };
  for (const auto& [subject, expected] : table) {
    const Violation violation =
        create_violation(policy_of(""), found(img_src, img_src), page(), subject);
    EXPECT_EQ(obtain_violation_blocked_uri(violation), expected);
  }
}

TEST(Sample, IsTakenWhereTheDirectiveAsksForIt) {
  EXPECT_EQ(inline_violation("script-src 'report-sample'", "alert(1)").sample, "alert(1)");
  EXPECT_EQ(inline_violation("script-src 'Report-SAMPLE'", "alert(1)").sample, "alert(1)");
  EXPECT_EQ(inline_violation("script-src 'self'", "alert(1)").sample, "");
  EXPECT_EQ(inline_violation("script-src report-sample", "alert(1)").sample, "");
  // Only the directive that stood in the way is asked.
  EXPECT_EQ(inline_violation("script-src 'self'; default-src 'report-sample'", "alert(1)").sample,
            "");
  EXPECT_EQ(inline_violation("default-src 'report-sample'", "alert(1)", default_src).sample,
            "alert(1)");
  EXPECT_EQ(inline_violation("script-src 'self'; style-src 'report-sample'", "alert(1)").sample,
            "");
}

TEST(Sample, IsTakenOfWhatTheTextNames) {
  const Url url = url_of("https://cdn.example/");
  const CompiledPolicy asked = policy_of("script-src 'report-sample'");
  const std::vector<std::pair<ViolationSubject, std::string>> table = {
      {ViolationSubject::eval("1+1"), "1+1"},
      {ViolationSubject::inline_block("x()"), "x()"},
      {ViolationSubject::javascript_navigation(), ""},
      {ViolationSubject::request(url.view()), ""},
      {ViolationSubject::wasm(), ""},
      {ViolationSubject::base_uri(), ""},
      {ViolationSubject::webrtc(), ""},
  };
  for (const auto& [subject, expected] : table) {
    EXPECT_EQ(create_violation(asked, found(script_src, script_src), page(), subject).sample,
              expected);
  }
}

TEST(Sample, HasFortyUtf16CodeUnits) {
  const std::string replacement = "\xEF\xBF\xBD";
  const std::string emoji = "\xF0\x9F\x98\x80";  // two code units
  const std::string a39(39, 'a');
  const std::string a40(40, 'a');
  std::string e40;
  std::string emoji20;
  for (int i = 0; i < 40; ++i) e40 += "\xC3\xA9";
  for (int i = 0; i < 20; ++i) emoji20 += emoji;
  const std::vector<std::pair<std::string, std::string>> table = {
      {"", ""},
      {a39, a39},
      {a40, a40},
      {a40 + "b", a40},
      {e40 + "b", e40},
      {emoji20 + "b", emoji20},
      {a39 + emoji, a39 + replacement},  // the pair is cut in two
      {std::string(38, 'a') + emoji + "b", std::string(38, 'a') + emoji},
      {"\xFF\xC3", replacement + replacement},
      {"\n\t\"\\", "\n\t\"\\"},
  };
  for (const auto& [source, expected] : table) {
    EXPECT_EQ(inline_violation("script-src 'report-sample'", source).sample, expected) << source;
  }
}

TEST(Sample, OfTrustedTypesIsAlwaysTaken) {
  const CompiledPolicy policy = policy_of("require-trusted-types-for 'script'; trusted-types a");
  const auto sample = [&policy](const ViolationSubject& subject) {
    return create_violation(policy, found(trusted_types, trusted_types), page(), subject).sample;
  };
  EXPECT_EQ(sample(ViolationSubject::trusted_types_policy(std::string(50, 'p'))),
            std::string(40, 'p'));
  const std::vector<std::tuple<std::string, std::string, std::string>> table = {
      {"Element innerHTML", "<img src=x onerror=alert(1)>",
       "Element innerHTML|<img src=x onerror=alert(1)>"},
      {"eval", std::string(50, 'x'), "eval|" + std::string(40, 'x')},
      {"Function", "function anonymous(\n) {\nx\n}", "Function|(\n) {\nx\n}"},
      {"Function", "async function anonymous(a", "Function|(a"},
      {"Function", "function* anonymous(a", "Function|(a"},
      {"Function", "async function* anonymous(a", "Function|(a"},
      {"eval", "function anonymous(a", "eval|function anonymous(a"},
      {"Function", "x function anonymous", "Function|x function anonymous"},
  };
  for (const auto& [sink, source, expected] : table) {
    EXPECT_EQ(sample(ViolationSubject::trusted_types_sink(sink, source)), expected);
  }
}

TEST(ReportUri, HasTheFieldsOfTheDeprecatedSerialization) {
  ViolationContext context = page();
  context.referrer = url_of("https://search.example/?q=1#top");
  const Violation violation = create_violation(
      policy_of("script-src 'self'; report-uri /r"), found(script_src_elem, script_src), context,
      ViolationSubject::request(url_of("https://cdn.example/a.js#x").view()));
  EXPECT_EQ(report_uri_json(violation),
            R"({"csp-report":{"document-uri":"https://example.com/a?b",)"
            R"("referrer":"https://search.example/?q=1","blocked-uri":"https://cdn.example/a.js",)"
            R"("effective-directive":"script-src-elem","violated-directive":"script-src-elem",)"
            R"("original-policy":"script-src 'self'; report-uri /r","disposition":"enforce",)"
            R"("status-code":200,"script-sample":""}})");
}

TEST(ReportUri, TellsWhereTheScriptStoodOnlyIfThatIsKnown) {
  ViolationContext context = page();
  context.line_number = 3;
  const auto create = [&context] {
    return create_violation(policy_of("script-src 'report-sample'"), found(script_src, script_src),
                            context, ViolationSubject::eval("a\"\\\n\x01"));
  };
  EXPECT_EQ(report_uri_json(create()).find("line-number"), std::string::npos);
  context.source_file = url_of("blob:https://example.com/1");
  const json::value parsed = json::parse(report_uri_json(create()));
  const json::object& body = parsed.at("csp-report").as_object();
  EXPECT_EQ(body.at("source-file").as_string(), "blob");
  EXPECT_EQ(body.at("line-number").as_int64(), 3);
  EXPECT_EQ(body.at("column-number").as_int64(), 0);
  EXPECT_EQ(body.at("script-sample").as_string(), "a\"\\\n\x01");
  EXPECT_EQ(body.at("referrer").as_string(), "");
}

TEST(ReportingApi, SendsABodyOfTypeCspViolation) {
  ViolationContext context = page();
  const CompiledPolicy policy = policy_of("style-src 'self'; report-to main", Disposition::report);
  const Violation first =
      create_violation(policy, found(style_src_elem, style_src, Disposition::report), context,
                       ViolationSubject::inline_block("p{}"));
  context.source_file = url_of("https://cdn.example/a.js");
  context.line_number = 3;
  context.column_number = 9;
  const Violation second =
      create_violation(policy, found(style_src_attr, style_src, Disposition::report), context,
                       ViolationSubject::inline_block("color:red"));
  const std::vector<QueuedViolation> queue = {{first, 12}, {second, 0}};
  EXPECT_EQ(reporting_api_json(queue, "Agent/1.0"),
            R"([{"type":"csp-violation","age":12,"url":"https://example.com/a?b",)"
            R"("user_agent":"Agent/1.0","body":{"documentURL":"https://example.com/a?b",)"
            R"("referrer":"","blockedURL":"inline","effectiveDirective":"style-src-elem",)"
            R"("originalPolicy":"style-src 'self'; report-to main","sourceFile":null,"sample":"",)"
            R"("disposition":"report","statusCode":200,"lineNumber":null,"columnNumber":null}},)"
            R"({"type":"csp-violation","age":0,"url":"https://example.com/a?b",)"
            R"("user_agent":"Agent/1.0","body":{"documentURL":"https://example.com/a?b",)"
            R"("referrer":"","blockedURL":"inline","effectiveDirective":"style-src-attr",)"
            R"("originalPolicy":"style-src 'self'; report-to main",)"
            R"("sourceFile":"https://cdn.example/a.js","sample":"","disposition":"report",)"
            R"("statusCode":200,"lineNumber":3,"columnNumber":9}}])");
  EXPECT_EQ(reporting_api_json({}, "Agent/1.0"), "[]");
}

TEST(ReportEndpoints, ReportToTakesThePlaceOfReportUri) {
  const Url document = url_of("https://example.com/a/b.html");
  const auto endpoints = [&document](std::string_view text, Delivery delivery = Delivery::header) {
    const ReportEndpoints got =
        report_endpoints(policy_of(text, Disposition::enforce, delivery), document);
    std::string shown = got.group ? "group " + *got.group : "no group";
    for (const Url& url : got.urls) shown += " " + url.href();
    return shown;
  };
  EXPECT_EQ(endpoints("img-src a"), "no group");
  EXPECT_EQ(endpoints("report-to main"), "group main");
  EXPECT_EQ(endpoints("report-uri /r; report-to main"), "group main");
  EXPECT_EQ(endpoints("report-to; report-uri /r"), "group ");
  EXPECT_EQ(endpoints("report-uri /r c?d https://r.example/x"),
            "no group https://example.com/r https://example.com/a/c?d https://r.example/x");
  EXPECT_EQ(endpoints("report-uri http://[bad /r"), "no group https://example.com/r");
  EXPECT_EQ(endpoints("report-uri /r", Delivery::meta), "no group");
}

TEST(HashReport, IsMadeForScriptsWhereThePolicyAsks) {
  const Url document = url_of("https://example.com/#x");
  const Url script = url_of("https://example.com/main.js");
  const auto hash = [&](std::string_view text, Destination destination = Destination::script,
                        std::optional<std::string_view> body = "alert(1)") {
    const auto report = potentially_report_hash(policy_of(text), script_src, document.view(),
                                                script.view(), destination, body);
    return report ? report->group + " " + report->hash : std::string("nothing");
  };
  const std::string sha256 = "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=";
  EXPECT_EQ(hash("script-src 'report-sha256'; report-to e"), "e " + sha256);
  EXPECT_EQ(hash("script-src 'REPORT-sha256'; report-to e"), "e " + sha256);
  EXPECT_EQ(hash("script-src 'report-sha256'; report-to e", Destination::worker), "e " + sha256);
  EXPECT_EQ(hash("script-src 'report-sha512' 'report-sha256'; report-to e").substr(0, 9),
            "e sha512-");
  EXPECT_EQ(hash("script-src 'report-sha384' 'report-sha256'; report-to e").substr(0, 9),
            "e sha384-");
  EXPECT_EQ(hash("script-src 'report-sha256'; report-to e", Destination::script, std::nullopt),
            "e ");
  EXPECT_EQ(hash("script-src 'report-sha256'; report-to e", Destination::style), "nothing");
  EXPECT_EQ(hash("script-src 'report-sha256'; report-uri /r"), "nothing");
  EXPECT_EQ(hash("script-src 'sha256-abc'; report-to e"), "nothing");
  EXPECT_EQ(hash("default-src 'report-sha256'; report-to e"), "nothing");
}

// Chromium and WebKit send these names, too: the case hash of tests/conformance.
TEST(HashReport, IsSentAsTheTextDefinesItsBody) {
  const auto report = potentially_report_hash(
      policy_of("script-src 'self' 'report-sha256'; report-to hashes-endpoint"), script_src,
      url_of("https://example.com/#x").view(), url_of("https://example.com/main.js").view(),
      Destination::script, "alert(1)");
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(hash_report_json(*report, 12, "Agent/1.0"),
            R"([{"type":"csp-hash","age":12,"url":"https://example.com/","user_agent":"Agent/1.0",)"
            R"("body":{"documentURL":"https://example.com/",)"
            R"("subresourceURL":"https://example.com/main.js",)"
            R"("hash":"sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=",)"
            R"("type":"subresource","destination":"script"}}])");
}

// The whole way: a decision's sink makes the records.
TEST(Violation, IsMadeInADecisionsSink) {
  const Url document = url_of("https://example.com/");
  PolicyList list(origin_of(document.view()));
  ASSERT_TRUE(
      list.add_header("script-src 'self', img-src *; default-src 'report-sample'").has_value());
  ASSERT_TRUE(list.add_header("script-src 'none'", Disposition::report).has_value());
  std::vector<Violation> violations;
  const InlineCheck check{.type = InlineType::script, .source = "alert(1)"};
  const auto note = [&](const PolicyViolation& violation) {
    violations.push_back(create_violation(list.policies()[violation.policy], violation,
                                          {.url = document, .status = 200},
                                          ViolationSubject::inline_block(check.source)));
  };
  EXPECT_TRUE(should_block_inline(list, check, Browser::specification, note).blocked());
  ASSERT_EQ(violations.size(), 3u);
  EXPECT_EQ(violations[0].policy, "script-src 'self'");
  EXPECT_EQ(violations[0].sample, "");
  EXPECT_EQ(violations[1].policy, "img-src *; default-src 'report-sample'");
  EXPECT_EQ(violations[1].sample, "alert(1)");
  EXPECT_EQ(violations[2].disposition, Disposition::report);
}

}  // namespace
}  // namespace cspkit
