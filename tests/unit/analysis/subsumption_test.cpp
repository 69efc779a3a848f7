// SPDX-License-Identifier: Apache-2.0
//
// Comparison beside the tables that Chromium's unit tests and web-platform-tests have for the subsumption of CSP Embedded
// Enforcement, which looks at the text of policies. Where a table says otherwise, subsumption_differences.jsonl says why; a
// difference that is not there fails, and so does one that is gone. In every row generated questions try to refute
// our answer, and the engine and the oracle decide its witnesses again.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "oracle/refute.h"
#include "support/conformance_rows.h"

namespace cspkit::oracle {
namespace {

namespace json = boost::json;
using test::for_each_row;

struct Reader {
  Browser as;
  std::string_view
      column;  ///< of subsumption_differences.jsonl; empty where the tables do not speak of it
  std::size_t checks;
};

constexpr Reader kReaders[] = {{Browser::specification, "text", 96},
                               {Browser::chromium, "chromium", 32},
                               {Browser::firefox, "", 16},
                               {Browser::webkit, "", 16}};

void add_side(const json::array& side, std::vector<CasePolicy>& policies, PolicyPair& pair) {
  for (const json::value& each : side) {
    CasePolicy policy;
    if (each.is_string()) {
      policy.value = each.get_string();
    } else {
      policy.value = each.at("value").as_string();
      policy.disposition = each.at("disposition").as_string();
    }
    std::istringstream words(policy.value);
    for (std::string word; words >> word;) pair.sources.push_back(word);
    policies.push_back(std::move(policy));
  }
}

PolicyPair pair_of(const json::object& row) {
  PolicyPair pair;
  pair.document_url = row.at("self_origin").as_string();
  add_side(row.at("a").as_array(), pair.a, pair);
  add_side(row.at("b").as_array(), pair.b, pair);
  if (pair.sources.empty()) pair.sources.emplace_back("*");
  return pair;
}

/// The rows in which the tables and we part, by column.
std::map<std::string_view, std::set<std::string>> known_differences() {
  std::map<std::string_view, std::set<std::string>> known;
  std::set<std::string> names;
  for_each_row("subsumption_differences.jsonl", [&](const json::object& difference) {
    EXPECT_TRUE(names.emplace(difference.at("name").as_string()).second) << "named twice";
    EXPECT_FALSE(difference.at("table").as_string().empty());
    for (const std::string_view column : {"text", "chromium"}) {
      for (const json::value& id : difference.at(column).as_array())
        EXPECT_TRUE(known[column].emplace(id.as_string()).second) << id << " has two reasons";
    }
  });
  return known;
}

TEST(Subsumption, TablesOfOthersAgreeButForNamedDifferences) {
  auto known = known_differences();
  const Choose choose = seeded_choices(616);
  std::size_t rows = 0, checks = 0, told_apart = 0, witnesses = 0, by_oracle = 0;
  for_each_row("subsumption.jsonl.gz", [&](const json::object& row) {
    ++rows;
    ASSERT_FALSE(row.at("from").as_array().empty());
    const std::string id(row.at("id").as_string());
    const PolicyPair pair = pair_of(row);
    for (const Reader& reader : kReaders) {
      SCOPED_TRACE(std::string(browser_name(reader.as)) + ": " + json::serialize(row));
      const Refutation found = refute(pair, choose, reader.checks, reader.as);
      for (const std::string& fault : found.faults) ADD_FAILURE() << fault;
      checks += found.checks;
      told_apart += found.told_apart;
      witnesses += found.witnesses;
      by_oracle += found.by_oracle;
      if (reader.column.empty()) continue;
      const bool agree = found.comparison.a_subsumes_b == row.at("a_subsumes_b").as_bool();
      EXPECT_NE(agree, known[reader.column].erase(id) == 1);
    }
  });
  EXPECT_EQ(rows, 681u);
  for (const auto& [column, left] : known) EXPECT_EQ(left, std::set<std::string>{}) << column;
  // Nothing passes by asking nothing.
  EXPECT_GT(checks, 100'000u);
  EXPECT_GT(told_apart, checks / 50);
  EXPECT_GT(witnesses, 5'000u);
  EXPECT_GT(by_oracle, 10'000u);
  RecordProperty("checks", std::to_string(checks) + " told_apart " + std::to_string(told_apart) +
                               " witnesses " + std::to_string(witnesses) + " by_oracle " +
                               std::to_string(by_oracle));
}

}  // namespace
}  // namespace cspkit::oracle
