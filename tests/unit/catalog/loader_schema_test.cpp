// SPDX-License-Identifier: Apache-2.0
// catalog/schema.json, which editors read, says the same as the loader, which decides.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cspkit/catalog.h"

namespace cspkit::test {
namespace {

namespace json = boost::json;

// `%` stands for one entry of the section.
constexpr std::pair<std::string_view, std::string_view> kSections[] = {
    {"option", "options: [%]"},
    {"feature", "features: [%]"},
    {"table", "tables: [%]"},
    {"variable", "variables: [%]"},
    {"case", "variables: [{name: v, cases: [%]}]"},
    {"cap", "caps: [%]"},
    {"requirement", "requirements: [%]"},
    {"probe", "probes: [%]"},
    {"note", "notes: [%]"},
    {"rule", "rules: [%]"},
};

json::object read_schema() {
  std::ifstream file(CSPKIT_TEST_DATA "/../catalog/schema.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return json::parse(text).as_object();
}

/// The words of a remedy after its prefix, sorted; empty where no issue has such a remedy.
std::vector<std::string> words_after(std::string_view yaml, std::string_view prefix) {
  std::vector<std::string> words;
  const auto vendor = load_vendor(yaml, "f.yaml");
  if (vendor) return words;
  for (const FileIssue& issue : vendor.error()) {
    if (!issue.remedy.starts_with(prefix) || issue.message.find("zzzzzz") == std::string::npos)
      continue;
    std::string_view rest = std::string_view(issue.remedy).substr(prefix.size());
    while (!rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find(", "));
      words.emplace_back(word);
      rest.remove_prefix(std::min(rest.size(), word.size() + 2));
    }
    break;
  }
  std::ranges::sort(words);
  return words;
}

std::string with_entry(std::string_view section, std::string_view entry) {
  std::string yaml(section);
  return yaml.replace(yaml.find('%'), 1, entry);
}

TEST(Schema, KnowsTheKeysThatTheLoaderKnows) {
  const json::object schema = read_schema();
  const auto keys_of = [](const json::value& definition) {
    std::vector<std::string> keys;
    for (const auto& property : definition.at("properties").as_object())
      keys.emplace_back(property.key());
    std::ranges::sort(keys);
    return keys;
  };
  EXPECT_EQ(keys_of(schema), words_after("zzzzzz: 1", "known here: "));
  for (const auto& [name, section] : kSections) {
    EXPECT_EQ(keys_of(schema.at("$defs").at(name)),
              words_after(with_entry(section, "{zzzzzz: 1}"), "known here: "))
        << name;
  }
}

TEST(Schema, KnowsTheValuesThatTheLoaderKnows) {
  const json::object schema = read_schema();
  int seen = 0;
  for (const auto& [name, section] : kSections) {
    for (const auto& property : schema.at("$defs").at(name).at("properties").as_object()) {
      const json::value* values = property.value().as_object().if_contains("enum");
      if (values == nullptr) continue;
      ++seen;
      std::vector<std::string> expected;
      for (const json::value& value : values->as_array()) expected.emplace_back(value.as_string());
      std::ranges::sort(expected);
      const std::string entry = "{" + std::string(property.key()) + ": zzzzzz}";
      EXPECT_EQ(expected, words_after(with_entry(section, entry), "use one of "))
          << name << "." << property.key();
    }
  }
  EXPECT_GE(seen, 15);
}

TEST(Schema, RequiresWhatTheLoaderRequires) {
  const json::object schema = read_schema();
  for (const auto& [name, section] : kSections) {
    const auto vendor = load_vendor(with_entry(section, "{}"), "f.yaml");
    ASSERT_FALSE(vendor);
    std::vector<std::string> missing;
    for (const FileIssue& issue : vendor.error()) {
      const auto has_no = issue.message.find(" has no \"");
      if (has_no == std::string::npos || issue.message.starts_with("the vendor ")) continue;
      missing.push_back(issue.message.substr(has_no + 9, issue.message.size() - has_no - 10));
    }
    std::vector<std::string> required;
    for (const json::value& key : schema.at("$defs").at(name).at("required").as_array()) {
      required.emplace_back(key.as_string());
    }
    std::ranges::sort(missing);
    std::ranges::sort(required);
    // A variable without cases is refused by its count, not as a missing key.
    std::erase(required, "cases");
    EXPECT_EQ(missing, required) << name;
  }
}

}  // namespace
}  // namespace cspkit::test
