// SPDX-License-Identifier: Apache-2.0
// The corpus of parses: each line a header (or the content of a `<meta>`), the policies that the
// text makes of it, and the codes of the diagnostics in order.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "cspkit/diagnostics.h"
#include "cspkit/policy.h"

namespace cspkit {
namespace {

namespace json = boost::json;

struct Case {
  std::string id;
  std::string header;
  Delivery delivery = Delivery::header;
  Disposition disposition = Disposition::enforce;
  json::array policies;
  std::vector<std::string> codes;
};

std::vector<Case> read_cases() {
  std::vector<Case> cases;
  std::ifstream file(CSPKIT_TEST_DATA "/conformance/parse.jsonl");
  EXPECT_TRUE(file) << "the corpus cannot be read";
  for (std::string line; std::getline(file, line);) {
    const json::object row = json::parse(line).as_object();
    const auto text = [&row](const char* name) {
      const auto* value = row.if_contains(name);
      return value == nullptr ? std::string() : std::string(value->as_string());
    };
    Case c;
    c.id = text("id");
    c.header = text("header");
    if (text("delivery") == "meta") c.delivery = Delivery::meta;
    if (text("disposition") == "report") c.disposition = Disposition::report;
    c.policies = row.at("policies").as_array();
    for (const auto& code : row.at("codes").as_array()) c.codes.emplace_back(code.as_string());
    cases.push_back(std::move(c));
  }
  return cases;
}

json::array as_json(const std::vector<Policy>& policies) {
  json::array out;
  for (const auto& policy : policies) {
    json::array directives;
    for (const auto& directive : policy.directives) {
      json::array value;
      for (const auto& token : directive.value) value.emplace_back(token);
      directives.push_back({{"name", directive.name}, {"value", std::move(value)}});
    }
    out.push_back(
        {{"disposition", policy.disposition == Disposition::enforce ? "enforce" : "report"},
         {"directives", std::move(directives)}});
  }
  return out;
}

TEST(ParseConformance, EveryCaseYieldsItsPoliciesAndCodes) {
  const auto cases = read_cases();
  ASSERT_GE(cases.size(), 360u);
  std::set<std::string> ids;
  for (const auto& c : cases) {
    EXPECT_TRUE(ids.insert(c.id).second) << c.id << " stands there twice";
    const auto parsed = parse_policies(c.header, c.disposition, c.delivery);
    EXPECT_EQ(json::serialize(as_json(parsed.policies)), json::serialize(c.policies)) << c.id;
    std::vector<std::string> codes;
    for (const auto& diagnostic : parsed.diagnostics) codes.push_back(diagnostic.code);
    EXPECT_EQ(codes, c.codes) << c.id << ": " << c.header;
  }
}

TEST(ParseConformance, EveryCodeHasACase) {
  std::set<std::string> missing;
  for (const auto& row : diagnostic_codes()) missing.emplace(row.code);
  for (const auto& c : read_cases())
    for (const auto& code : c.codes) missing.erase(code);
  // A text beyond a limit is too large for a line; limits_test.cpp holds it.
  missing.erase("limit-exceeded");
  EXPECT_TRUE(missing.empty()) << "no case for " << *missing.begin();
}

}  // namespace
}  // namespace cspkit
