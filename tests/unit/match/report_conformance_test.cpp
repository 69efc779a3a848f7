// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "oracle/report_case.h"

// The engine's reports against what real browsers sent. Each field is equal, or the difference is on
// record with its rule; and each difference on record occurs. tests/browser/reports.mjs writes and
// compares the same with the browsers themselves.
namespace cspkit::test {
namespace {

namespace json = boost::json;
using oracle::ReportedViolation;

std::vector<json::object> read_jsonl(const std::string& name) {
  std::ifstream file(std::string(CSPKIT_TEST_DATA) + "/conformance/" + name);
  std::vector<json::object> rows;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) rows.push_back(json::parse(line).as_object());
  }
  return rows;
}

std::string text_of(const json::object& row, std::string_view key) {
  return std::string(row.at(key).as_string());
}

/// What tells one difference from another; a value that is left out is no text of JSON.
using Key = std::vector<std::string>;

std::string value_text(const json::value* value) {
  return value == nullptr ? "(absent)" : json::serialize(*value);
}

Key key_of(const json::object& row) {
  return {text_of(row, "browser"),
          text_of(row, "case"),
          text_of(row, "endpoint"),
          value_text(row.if_contains("violation")),
          text_of(row, "field"),
          value_text(row.if_contains("text")),
          value_text(row.if_contains("sent"))};
}

/// Whether an escape such as \ud83d begins at `at` whose third digit is one of these.
bool is_surrogate(std::string_view text, std::size_t at, std::string_view third) {
  return at + 6 <= text.size() && text[at] == '\\' && text[at + 1] == 'u' &&
         (text[at + 2] | 0x20) == 'd' &&
         third.find(static_cast<char>(text[at + 3] | 0x20)) != std::string_view::npos;
}

/// The reports in a body. The reader of JSON takes no half of a surrogate pair, which WebKit sends.
json::array reports_in(std::string body) {
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (is_surrogate(body, at, "89ab") && !is_surrogate(body, at + 6, "cdef"))
      body.replace(at, 6, "\\ufffd");
  }
  const json::value parsed = json::parse(body);
  return parsed.is_array() ? parsed.as_array() : json::array{parsed};
}

struct FieldDifference {
  std::string field;
  const json::value* text;  ///< nullptr where it is left out
  const json::value* sent;
};

std::vector<FieldDifference> compare(const json::object& text, const json::object& sent) {
  std::vector<FieldDifference> differences;
  for (const auto& [field, value] : text) {
    const json::value* other = sent.if_contains(field);
    // Whatever names a browser will do.
    if (field == "user_agent" && other != nullptr && !other->as_string().empty()) continue;
    if (other == nullptr || *other != value) differences.push_back({field, &value, other});
  }
  for (const auto& [field, value] : sent) {
    if (!text.contains(field)) differences.push_back({field, nullptr, &value});
  }
  return differences;
}

class ReportConformance : public ::testing::Test {
 protected:
  struct Answer {
    std::vector<ReportedViolation> violations;
    std::map<std::string, std::size_t> counts;  ///< by endpoint, what the text sends
  };

  void SetUp() override {
    for (const json::object& one : read_jsonl("report_cases.jsonl")) {
      auto violations = oracle::reported_violations(one);
      ASSERT_TRUE(violations.has_value()) << violations.error();
      ASSERT_FALSE(violations->empty()) << text_of(one, "id");
      Answer& answer = answers_[text_of(one, "id")];
      for (const ReportedViolation& violation : *violations) {
        for (const auto& endpoint : violation.endpoints) {
          answer.counts[endpoint.name] += endpoint.chosen ? 1 : 0;
        }
      }
      answer.violations = *std::move(violations);
    }
    for (const json::object& row : read_jsonl("report_differences.jsonl")) {
      ASSERT_TRUE(recorded_.insert(key_of(row)).second) << json::serialize(row) << " stands twice";
    }
    reports_ = read_jsonl("browser_reports.jsonl");
    for (const json::object& row : reports_) browsers_.insert(text_of(row, "browser"));
  }

  /// Notes a difference; one that is not on record fails.
  void note(const json::object& where, std::optional<std::size_t> violation,
            const FieldDifference& difference) {
    Key key = {text_of(where, "browser"),  text_of(where, "case"),
               text_of(where, "endpoint"), violation ? std::to_string(*violation) : "(absent)",
               difference.field,           value_text(difference.text),
               value_text(difference.sent)};
    EXPECT_TRUE(recorded_.contains(key))
        << ::testing::PrintToString(key) << " is not in report_differences.jsonl";
    found_.insert(std::move(key));
  }

  /// Compares one report with the violation from which it differs least.
  void compare_report(const json::object& row, const json::object& report) {
    const std::string endpoint = text_of(row, "endpoint");
    const bool is_api = text_of(row, "kind") == "report-to";
    const auto& violations = answers_.at(text_of(row, "case")).violations;
    const auto names = [&](const ReportedViolation& violation) {
      return std::any_of(violation.endpoints.begin(), violation.endpoints.end(),
                         [&](const auto& each) { return each.name == endpoint; });
    };
    const bool any_names = std::any_of(violations.begin(), violations.end(), names);
    const json::object sent = oracle::fields_of(report);
    std::optional<std::size_t> best;
    std::size_t fewest = 0;
    for (std::size_t i = 0; i < violations.size(); ++i) {
      if (any_names && !names(violations[i])) continue;
      const auto text = fields(violations[i], is_api);
      const std::size_t count = compare(text, sent).size();
      if (!best || count < fewest) {
        best = i;
        fewest = count;
      }
    }
    ASSERT_TRUE(best.has_value());
    const json::object text = fields(violations[*best], is_api);
    for (const FieldDifference& difference : compare(text, sent)) note(row, best, difference);
  }

  static json::object fields(const ReportedViolation& violation, bool is_api) {
    return oracle::fields_of(is_api ? violation.report_to : violation.report_uri);
  }

  std::map<std::string, Answer> answers_;
  std::set<Key> recorded_;
  std::set<Key> found_;
  std::vector<json::object> reports_;
  std::set<std::string> browsers_;
};

TEST_F(ReportConformance, EveryFieldIsTheEnginesOrOnRecord) {
  EXPECT_EQ(browsers_, (std::set<std::string>{"chromium", "firefox", "webkit"}));
  EXPECT_GE(answers_.size(), 100u);
  EXPECT_GE(reports_.size(), 500u);
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> counts;
  for (const json::object& row : reports_) {
    const bool is_api = text_of(row, "kind") == "report-to";
    const json::value expected = is_api ? "application/reports+json" : "application/csp-report";
    if (row.at("content_type") != expected) {
      note(row, std::nullopt, {"content-type", &expected, &row.at("content_type")});
    }
    for (const json::value& report : reports_in(text_of(row, "body"))) {
      ++counts[{text_of(row, "browser"), text_of(row, "case"), text_of(row, "endpoint")}];
      compare_report(row, report.as_object());
    }
  }
  // How many reports went where.
  for (const std::string& browser : browsers_) {
    for (const auto& [id, answer] : answers_) {
      std::map<std::string, std::size_t> expected = answer.counts;
      for (const auto& [where, count] : counts) {
        if (std::get<0>(where) == browser && std::get<1>(where) == id) {
          expected.try_emplace(std::get<2>(where), 0);
        }
      }
      for (const auto& [endpoint, count] : expected) {
        const json::value text = count;
        const json::value sent = counts[{browser, id, endpoint}];
        if (text == sent) continue;
        note({{"browser", browser}, {"case", id}, {"endpoint", endpoint}}, std::nullopt,
             {"reports", &text, &sent});
      }
    }
  }
  std::vector<Key> stale;
  std::set_difference(recorded_.begin(), recorded_.end(), found_.begin(), found_.end(),
                      std::back_inserter(stale));
  EXPECT_TRUE(stale.empty()) << stale.size() << " recorded differences do not occur, the first "
                             << ::testing::PrintToString(stale.front());
}

/// The rule's line in docs/conformance.md: where each browser shows it, and the first case that does.
std::string line_of_manual(const json::object& rule, const std::vector<json::object>& differences) {
  std::map<std::string, std::set<std::string>> kinds;
  std::string first;
  for (const json::object& row : differences) {
    if (row.at("rule") != rule.at("rule")) continue;
    kinds[text_of(row, "browser")].insert(text_of(row, "kind"));
    if (first.empty()) first = text_of(row, "case");
  }
  std::string line = "| `" + text_of(rule, "rule") + "` | " + text_of(rule, "says") + " |";
  for (const char* browser : {"chromium", "firefox", "webkit"}) {
    const std::set<std::string>& shown = kinds[browser];
    const std::string one = shown.contains("report-to") ? "to" : "uri";
    line += " " + (shown.empty() ? "–" : shown.size() == 2 ? "both" : one) + " |";
  }
  return line + " `" + first + "` |\n";
}

TEST(ReportDifferences, EachHasARuleThatTheManualTells) {
  std::ifstream file(std::string(CSPKIT_TEST_DATA) + "/../docs/conformance.md");
  const std::string manual((std::istreambuf_iterator<char>(file)), {});
  const std::vector<json::object> differences = read_jsonl("report_differences.jsonl");
  std::set<std::string> rules;
  for (const json::object& row : read_jsonl("report_rules.jsonl")) {
    EXPECT_TRUE(rules.insert(text_of(row, "rule")).second) << row << " stands twice";
    const std::string line = line_of_manual(row, differences);
    EXPECT_NE(manual.find(line), std::string::npos) << "docs/conformance.md lacks " << line;
  }
  std::set<std::string> used;
  for (const json::object& row : differences) used.insert(text_of(row, "rule"));
  EXPECT_GE(rules.size(), 40u);
  EXPECT_EQ(used, rules);
}

}  // namespace
}  // namespace cspkit::test
