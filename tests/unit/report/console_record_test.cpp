// SPDX-License-Identifier: Apache-2.0
#include <cspkit/report.h>
#include <cspkit/url.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

// Every message that tests/browser/console.mjs recorded of a real browser is read as what happened: the directive, what was
// blocked, and the policy that it quotes. console_older.jsonl holds messages of browsers that cannot be asked any more.
namespace cspkit {
namespace {

namespace json = boost::json;

struct Happened {
  std::string directive, blocked;
  std::size_t policy = 0;
};

struct Record {
  std::string browser, id, text;
  std::vector<std::string> policies;
  std::vector<Disposition> dispositions;
  std::vector<Happened> violations;
};

std::string text_of(const json::object& row, std::string_view key) {
  return std::string(row.at(key).as_string());
}

std::vector<Record> read_records(const std::string& name) {
  std::ifstream file(std::string(CSPKIT_TEST_DATA) + "/conformance/" + name);
  std::vector<Record> records;
  for (std::string line; std::getline(file, line);) {
    const json::value document = json::parse(line);
    const json::object& row = document.as_object();
    Record record{text_of(row, "browser"), text_of(row, "case"), text_of(row, "text"), {}, {}, {}};
    for (const json::value& policy : row.at("policies").as_array()) {
      record.policies.push_back(text_of(policy.as_object(), "value"));
      record.dispositions.push_back(
          policy.as_object().contains("disposition") ? Disposition::report : Disposition::enforce);
    }
    for (const json::value& violation : row.at("violations").as_array()) {
      const json::object& fields = violation.as_object();
      record.violations.push_back({text_of(fields, "directive"), text_of(fields, "blocked"),
                                   fields.at("policy").to_number<std::size_t>()});
    }
    records.push_back(std::move(record));
  }
  return records;
}

std::string origin_text(const std::string& url) {
  const auto parsed = Url::parse(url);
  return parsed ? origin_of(parsed->view()).serialize() : "";
}

bool is_blocked_as(const ReportedViolation& said, const Happened& happened) {
  switch (said.blocked) {
    case BlockedKind::url: break;
    // Chromium leaves the URL of a frame out that is no http(s) one.
    case BlockedKind::unknown: return happened.directive == "frame-src";
    case BlockedKind::javascript_url: return happened.blocked == "inline";
    default: return to_string(said.blocked) == happened.blocked;
  }
  // Firefox tells the fragment too.
  if (said.blocked_url.substr(0, said.blocked_url.find('#')) == happened.blocked) return true;
  if (said.blocked_url.starts_with(happened.blocked + ":")) return true;
  // Frames are told by their origin, or by who frames them.
  return happened.directive.starts_with("frame-") &&
         origin_text(said.blocked_url) == origin_text(happened.blocked);
}

/// The directive's text in the policy, or nothing.
std::string directive_text(const std::string& policy, std::string_view name) {
  const ParsedPolicies parsed = parse_policies(policy);
  for (const Policy& each : parsed.policies) {
    const Directive* const directive = each.find(name);
    if (directive == nullptr) continue;
    std::string text = directive->name;
    for (const std::string& source : directive->value) text += " " + source;
    return text;
  }
  return "";
}

bool quotes_policy(const ReportedViolation& said, const Record& record, const Happened& happened) {
  if (said.aftermath || said.violated_directive.empty()) return true;
  const std::string name = said.governing_directive();
  if (said.browser == Browser::webkit && said.violated_directive.find(' ') == std::string::npos) {
    return true;  // WebKit names what it would have liked to see
  }
  const std::string written = directive_text(record.policies[happened.policy], name);
  // Firefox cuts long messages.
  const bool is_cut = said.violated_directive.size() > 300;
  return said.violated_directive == written || said.violated_directive == name ||
         (is_cut && written.starts_with(said.violated_directive.substr(0, 300))) ||
         // An invalid list is told as 'none'.
         said.violated_directive == name + " 'none'";
}

std::string told(const ReportedViolation& said) {
  return said.effective_directive + " | " + std::string(to_string(said.blocked)) + " " +
         said.blocked_url + " | " + said.violated_directive;
}

class ConsoleRecord : public testing::TestWithParam<std::string> {};

TEST_P(ConsoleRecord, EachMessageIsReadAsWhatHappened) {
  const auto records = read_records(GetParam());
  ASSERT_GT(records.size(), 30u) << "the record is empty or was not found";
  for (const Record& record : records) {
    SCOPED_TRACE(record.browser + " " + record.id + ": " + record.text);
    const auto entries = read_reports(record.text);
    ASSERT_TRUE(entries);
    for (const ReportEntry& entry : *entries) {
      ASSERT_NE(entry.kind, ReportEntry::Kind::unknown);
      if (entry.kind == ReportEntry::Kind::complaint) {
        EXPECT_TRUE(std::ranges::any_of(complaint_codes(), [&](const ComplaintCode& code) {
          return code.code == entry.complaint.code;
        })) << entry.complaint.code;
        continue;
      }
      ASSERT_EQ(entry.kind, ReportEntry::Kind::violation);
      const ReportedViolation& said = entry.violation;
      if (said.browser) {
        EXPECT_EQ(browser_name(*said.browser), record.browser);
      }
      EXPECT_TRUE(std::ranges::any_of(record.violations, [&](const Happened& happened) {
        const bool directive =
            said.effective_directive == happened.directive ||
            // WebKit does not tell a style attribute from a style element.
            (record.browser == "webkit" && happened.directive == "style-src-attr" &&
             said.effective_directive == "style-src-elem");
        return directive && is_blocked_as(said, happened) &&
               quotes_policy(said, record, happened) &&
               (said.aftermath || said.disposition == record.dispositions[happened.policy]);
      })) << told(said);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Recorded, ConsoleRecord,
                         testing::Values("console_messages.jsonl", "console_older.jsonl"),
                         [](const auto& each) {
                           return each.param == "console_older.jsonl" ? "older" : "browsers";
                         });

TEST(ConsoleRecordCoverage, EachViolationIsToldByEachBrowserThatTellsOfIt) {
  // What a browser keeps to itself; console.mjs prints the list.
  const std::map<std::string, std::set<std::string>> silent{
      {"chromium", {"eval", "function", "wasm", "wasm-by-default-src"}},
      {"firefox", {}},
      {"webkit", {}},
  };
  std::map<std::string, std::set<std::string>> cases;
  for (const Record& record : read_records("console_messages.jsonl")) {
    if (!record.violations.empty()) cases[record.browser].insert(record.id);
  }
  EXPECT_GE(cases["chromium"].size(), 110u);
  EXPECT_GE(cases["firefox"].size(), 110u);
  EXPECT_GE(cases["webkit"].size(), 105u);
  for (const auto& [browser, ids] : silent) {
    for (const std::string& id : ids) EXPECT_FALSE(cases[browser].contains(id)) << browser << id;
  }
}

}  // namespace
}  // namespace cspkit
