// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "cspkit/policy.h"

namespace cspkit {
namespace {

struct Case {
  std::string_view text;
  std::vector<std::string> policies;  ///< each as `serialize` writes it
};

void expect_policies(const std::vector<Case>& cases, Delivery delivery) {
  for (const auto& c : cases) {
    std::vector<std::string> actual;
    for (const auto& policy : parse_policies(c.text, Disposition::enforce, delivery).policies)
      actual.push_back(serialize(policy));
    EXPECT_EQ(actual, c.policies) << c.text;
  }
}

TEST(Parse, SemicolonsSeparateDirectivesAndWhiteSpaceTokens) {
  expect_policies({{"img-src *", {"img-src *"}},
                   {" ; img-src  * ;; font-src a ;", {"img-src *; font-src a"}},
                   {"\timg-src\n*\f'self'\r;font-src\r\na", {"img-src * 'self'; font-src a"}},
                   {"img-src", {"img-src"}},
                   {"img-src;font-src", {"img-src; font-src"}}},
                  Delivery::header);
}

TEST(Parse, VerticalTabAndNulAreOrdinaryCharacters) {
  using namespace std::string_view_literals;
  expect_policies(
      {{"img-src a\vb"sv, {"img-src a\vb"}}, {"img-src a\0b"sv, {std::string("img-src a\0b"sv)}}},
      Delivery::header);
}

TEST(Parse, NamesLoseTheirCaseAndValuesKeepIt) {
  expect_policies({{"IMG-Src HTTPS://A.test/X 'SELF'", {"img-src HTTPS://A.test/X 'SELF'"}}},
                  Delivery::header);
}

TEST(Parse, FirstOfTwoDirectivesWins) {
  expect_policies({{"img-src a; IMG-SRC b; font-src c; img-src d", {"img-src a; font-src c"}},
                   {"unknown a; UNKNOWN b", {"unknown a"}},
                   // Another policy, another set.
                   {"img-src a, img-src b", {"img-src a", "img-src b"}}},
                  Delivery::header);
}

TEST(Parse, SourcesThatStandTwiceStayInTheModel) {
  expect_policies({{"img-src a a", {"img-src a a"}}}, Delivery::header);
}

TEST(Parse, NonAsciiDropsItsDirectiveAndTakesNoName) {
  expect_policies({{"img-src \xC3\xA4; font-src b", {"font-src b"}},
                   {"img-src \xFF; img-src b", {"img-src b"}},
                   {"img-s\xE2\x80\x8Brc a", {}},
                   {"img-src \xC2\xA0", {}}},
                  Delivery::header);
}

TEST(Parse, CommasSeparatePoliciesOfAHeader) {
  expect_policies({{"img-src a, font-src b", {"img-src a", "font-src b"}},
                   {"img-src a,b; font-src c", {"img-src a", "b; font-src c"}},
                   {",, ,img-src a,;,", {"img-src a"}},
                   {"img-src 'a,b'", {"img-src 'a", "b'"}},
                   {"img-src \"a,b\"", {"img-src \"a", "b\""}},
                   {"img-src \xC3\xA4, font-src b", {"font-src b"}},
                   {"", {}},
                   {" \t", {}},
                   {",", {}}},
                  Delivery::header);
}

TEST(Parse, MetaIsOnePolicyWithoutThreeDirectives) {
  expect_policies({{"img-src a, font-src b; img-src c", {"img-src a, font-src b"}},
                   {"img-src a; report-uri /r; sandbox; frame-ancestors *; report-to x",
                    {"img-src a; report-to x"}},
                   {"Frame-Ancestors 'none'", {}},
                   {"", {}}},
                  Delivery::meta);
}

TEST(Parse, ThereIsNoReportOnlyMeta) {
  const auto parsed = parse_policies("img-src a", Disposition::report, Delivery::meta);
  EXPECT_TRUE(parsed.policies.empty());
  ASSERT_EQ(parsed.diagnostics.size(), 1u);
  EXPECT_EQ(parsed.diagnostics[0].code, "meta-report-only");
}

TEST(Parse, KeepsWhereEverythingStands) {
  const std::string_view text = " img-src a  b ,font-src c;";
  const auto parsed = parse_policies(text, Disposition::report);
  ASSERT_EQ(parsed.policies.size(), 2u);
  const auto at = [text](Span span) { return text.substr(span.begin, span.end - span.begin); };
  EXPECT_EQ(at(parsed.policies[0].span), "img-src a  b");
  EXPECT_EQ(at(parsed.policies[1].span), "font-src c;");
  const auto& directive = parsed.policies[0].directives[0];
  EXPECT_EQ(at(directive.name_span), "img-src");
  ASSERT_EQ(directive.value_spans.size(), 2u);
  EXPECT_EQ(at(directive.value_spans[1]), "b");
  EXPECT_EQ(parsed.policies[0].disposition, Disposition::report);
  EXPECT_EQ(parsed.policies[0].delivery, Delivery::header);
}

TEST(Parse, FindsADirectiveByItsName) {
  const auto parsed = parse_policies("IMG-SRC a; x b");
  ASSERT_EQ(parsed.policies.size(), 1u);
  const auto& policy = parsed.policies[0];
  ASSERT_NE(policy.find("img-src"), nullptr);
  EXPECT_EQ(policy.find("img-src")->value, std::vector<std::string>{"a"});
  EXPECT_NE(policy.find("x"), nullptr);
  EXPECT_EQ(policy.find("font-src"), nullptr);
}

}  // namespace
}  // namespace cspkit
