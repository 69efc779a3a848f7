// SPDX-License-Identifier: Apache-2.0
#include "cspkit/limits.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "cspkit/engine.h"
#include "cspkit/policy.h"
#include "cspkit/url.h"

namespace cspkit {
namespace {

std::string repeated(std::string_view piece, std::size_t count) {
  std::string text;
  text.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

std::string numbered(std::string_view before, std::size_t count, std::string_view behind) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += before;
    text += std::to_string(i);
    text += behind;
  }
  return text;
}

void expect_refused(const std::string& text, std::string_view limit) {
  const auto parsed = parse_policies(text);
  EXPECT_TRUE(parsed.policies.empty()) << limit;
  ASSERT_EQ(parsed.diagnostics.size(), 1u) << limit;
  EXPECT_EQ(parsed.diagnostics[0].code, "limit-exceeded");
  EXPECT_EQ(parsed.diagnostics[0].severity, Severity::error);
  EXPECT_NE(parsed.diagnostics[0].message.find(limit), std::string::npos)
      << parsed.diagnostics[0].message;
  EXPECT_LE(parsed.diagnostics[0].span.end, text.size());
  EXPECT_LT(parsed.diagnostics[0].span.begin, parsed.diagnostics[0].span.end);
}

TEST(Limits, AreRefusedByName) {
  expect_refused("img-src " + std::string(limits::kMaxPolicyBytes - 7, 'a'), "kMaxPolicyBytes");
  expect_refused(repeated("a;", limits::kMaxDirectives + 1), "kMaxDirectives");
  expect_refused("img-src" + repeated(" a", limits::kMaxSources + 1), "kMaxSources");
  expect_refused(repeated("img-src,", limits::kMaxPolicies), "kMaxPolicies");
}

TEST(Limits, AreReachedWithoutRefusal) {
  EXPECT_EQ(
      parse_policies("img-src " + std::string(limits::kMaxPolicyBytes - 8, 'a')).policies.size(),
      1u);
  EXPECT_EQ(
      parse_policies(numbered("d", limits::kMaxDirectives, ";")).policies[0].directives.size(),
      limits::kMaxDirectives);
  const auto sources = parse_policies("img-src" + repeated(" a", limits::kMaxSources));
  EXPECT_EQ(sources.policies[0].directives[0].value.size(), limits::kMaxSources);
  EXPECT_EQ(
      parse_policies(repeated("img-src,", limits::kMaxPolicies - 1) + "img-src").policies.size(),
      limits::kMaxPolicies);
  // Nothing but separators is no directive, however much of it.
  EXPECT_TRUE(parse_policies(std::string(100'000, ';')).policies.empty());
}

// What the parser refuses, the engine refuses by the same name, and the other way round.
TEST(Limits, AreTheSameForParserAndEngine) {
  using namespace limits;
  const std::string most_sources = repeated(" a", kMaxSources - 1);
  const std::string most_directives = repeated("a ;", kMaxDirectives - 1);
  const std::string most_policies(kMaxPolicies - 1, ',');
  const std::pair<std::string, std::string_view> kCases[] = {
      {"img-src" + std::string(kMaxPolicyBytes - 7, ' '), ""},
      {"img-src" + std::string(kMaxPolicyBytes - 6, ' '), "kMaxPolicyBytes"},
      {std::string(kMaxPolicyBytes / 2, 'a') + "," + std::string(kMaxPolicyBytes / 2, 'b'),
       "kMaxPolicyBytes"},
      {"img-src" + most_sources + "\t\f\r\n a ", ""},
      {"img-src" + most_sources + " a a", "kMaxSources"},
      // Wherever they stand, and whatever becomes of them.
      {"x" + most_sources + ";img-src a", ""},
      {"x" + most_sources + ";img-src a;img-src a", "kMaxSources"},
      {"img-src \x80" + most_sources + " a", "kMaxSources"},
      {"sandbox" + most_sources + " a a", "kMaxSources"},
      {"img-src" + most_sources + " a,font-src" + most_sources + " a", ""},
      {"img-src a,font-src" + most_sources + " a a", "kMaxSources"},
      {most_directives + "a; ;\n;", ""},
      {most_directives + "a; ;\n;a", "kMaxDirectives"},
      {most_directives + "a," + most_directives + "a", ""},
      // Of several the first in the text.
      {most_directives + "a;a;img-src" + most_sources + " a a", "kMaxDirectives"},
      {"img-src" + most_sources + " a a;" + most_directives + "a", "kMaxSources"},
      {most_policies + "img-src a", ""},
      {most_policies + ",img-src a", "kMaxPolicies"},
      {most_policies + ",", "kMaxPolicies"},
  };
  for (const auto& [text, limit] : kCases) {
    SCOPED_TRACE(text.substr(0, 12) + " … " + text.substr(text.size() - 12));
    for (const Delivery delivery : {Delivery::header, Delivery::meta}) {
      if (delivery == Delivery::meta && limit != "kMaxPolicies" && text.find(',') != text.npos)
        continue;
      const auto parsed = parse_policies(text, Disposition::enforce, delivery);
      const bool refused =
          !parsed.diagnostics.empty() && parsed.diagnostics[0].code == "limit-exceeded";
      EXPECT_EQ(refused, !limit.empty());
      EXPECT_EQ(refused && parsed.diagnostics[0].message.find(limit) == std::string::npos, false);
      PolicyList list(origin_of(Url::parse("https://example.com/")->view()));
      const auto added = list.add_header(text, Disposition::enforce, delivery);
      EXPECT_EQ(added ? std::string_view() : added.error().limit, limit);
      if (!added) {
        EXPECT_GT(added.error().actual, added.error().maximum);
      }
    }
  }
}

/// Seconds of the processor to parse one text, whatever else the machine does.
double seconds(const std::string& text) {
  const std::clock_t begin = std::clock();
  EXPECT_FALSE(parse_policies(text).policies.empty());
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

TEST(Limits, LargePoliciesTakeLinearTime) {
  // A quadratic step would take minutes; the bound leaves room for sanitizers.
  constexpr double kBound = 20;
  EXPECT_LT(seconds(numbered("x-", 10'000, " a;")), kBound);
  EXPECT_LT(seconds("img-src" + numbered(" https://h", 100'000, ".example")), kBound);
  EXPECT_LT(seconds("img-src" + numbered(" unsafe-inlin", 100'000, "")), kBound);
  EXPECT_LT(seconds("img-src" + repeated(" img-src", 100'000)), kBound);
  EXPECT_LT(seconds("img-src 'self" + std::string(1u << 20, '\'')), kBound);
  EXPECT_LT(seconds("img-src https://" + repeated("*.", 1u << 19) + "a"), kBound);
  EXPECT_LT(seconds("img-src a; font-src " + repeated("\xC2\xA0", 1u << 19)), kBound);
  EXPECT_LT(seconds("img-src a/" + repeated("../", 1u << 18)), kBound);
  EXPECT_LT(seconds("img-src a; font-src " + repeated("\xC3\xA4", 1u << 19)), kBound);
  EXPECT_LT(seconds("report-uri https://" + repeated("a", 1u << 20)), kBound);
}

}  // namespace
}  // namespace cspkit
