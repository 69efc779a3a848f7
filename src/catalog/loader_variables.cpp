// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "catalog/loader_vendor.h"
#include "catalog/model_template.h"
#include "catalog/options.h"

namespace cspkit::catalog {
namespace {

// Generous for hosts and URLs; small enough that variables made of variables cannot explode.
constexpr std::size_t kMaxFilledLength = 4'096;
constexpr std::size_t kOptionLength = 64;
constexpr std::size_t kMaxCases = 32;

}  // namespace

std::size_t VendorReader::check_template(const YamlNode& at, std::string_view text, InTemplate in) {
  const auto parts = split_template(text);
  if (!parts) {
    issues_.add(at, "\"" + std::string(text) + "\" has " + parts.error(),
                "name an option or a variable");
    return 0;
  }
  std::size_t length = 0;
  std::size_t all = 0;
  for (const TemplatePart& part : *parts) {
    if (part.kind == TemplatePart::Kind::text) {
      length += part.text.size();
      continue;
    }
    if (const auto known = lengths_.find(part.text); known != lengths_.end()) {
      const auto variable = std::ranges::find(vendor_.variables, part.text, &Variable::name);
      if (variable->pick == Variable::Pick::all) ++all;
      length += known->second;
      continue;
    }
    length += kOptionLength;
    std::string_view option_name = part.text;
    const bool origin = option_name.ends_with(kOriginSuffix);
    if (origin) option_name.remove_suffix(kOriginSuffix.size());
    const OptionSpec* option = vendor_.find_option(option_name);
    if (part.text == kPageOrigin) continue;
    if (option == nullptr) {
      issues_.add(at,
                  "{" + std::string(part.text) + "} is no option and no variable that stands above",
                  "add it, or mend the name");
    } else if (origin && option->kind != OptionKind::url) {
      issues_.add(at, "{" + std::string(part.text) + "} asks for the origin of what is no url",
                  "make the option's kind url");
    }
  }
  if (all > (in == InTemplate::all_values ? 1U : 0U)) {
    issues_.add(at, "\"" + std::string(text) + "\" names too many variables with pick: all",
                in == InTemplate::all_values ? "name one" : "they can stand in rows only");
  }
  if (length > kMaxFilledLength) {
    issues_.add(at,
                "\"" + std::string(text) + "\" can grow to more than " +
                    std::to_string(kMaxFilledLength) + " bytes",
                "name fewer variables");
    return 0;
  }
  return length;
}

void VendorReader::add_variable(const YamlNode& at, Variable variable) {
  if (!is_name(at, variable.name)) return;
  if (variable.name == kPageOrigin || variable.name == "nonce" ||
      lengths_.contains(variable.name) || vendor_.find_option(variable.name) != nullptr) {
    issues_.add(at, "the name \"" + variable.name + "\" is taken", "choose another");
    return;
  }
  if (variable.cases.empty() || variable.cases.size() > kMaxCases) {
    issues_.add(at,
                "the variable " + variable.name + " needs between 1 and " +
                    std::to_string(kMaxCases) + " cases",
                "add or take away cases");
    return;
  }
  std::size_t longest = 0;
  for (const Variable::Case& one : variable.cases) {
    longest = std::max(longest, check_template(at, one.value, InTemplate::single_values));
  }
  lengths_.emplace(variable.name, longest);
  vendor_.variables.push_back(std::move(variable));
}

RowOverride VendorReader::read_override(const Fields& fields) {
  RowOverride row;
  if (fields.find("at_most") != nullptr) {
    row.at_most = read_name(fields, "at_most", kConfidenceNames, Confidence::low);
  }
  if (fields.find("evidence") != nullptr) {
    row.evidence = read_name(fields, "evidence", kEvidenceNames, Evidence::observed);
  }
  row.reference = read_reference(fields);
  return row;
}

void VendorReader::read_tables(const Fields& fields) {
  for (const YamlNode& node : fields.items("tables")) read_table(node);
}

// A table is shorthand for variables that all hang on one option: one row for each of its values.
void VendorReader::read_table(const YamlNode& node) {
  const Fields fields(node, "a table", {"by", "rows"}, issues_);
  const std::string by = fields.required_text("by");
  const YamlNode* rows = fields.require("rows");
  if (by.empty() || rows == nullptr) return;
  const OptionSpec* option = vendor_.find_option(by);
  if (option == nullptr || option->kind != OptionKind::enumeration) {
    issues_.add(*fields.find("by"), "\"" + by + "\" is no option of kind enum", "name one");
    return;
  }
  std::vector<Variable> variables;
  std::vector<std::string_view> seen;
  for (const auto& [key, value] : entries(*rows, "rows", issues_)) {
    if (std::ranges::find(option->values, key->scalar) == option->values.end()) {
      issues_.add(*key, "\"" + key->scalar + "\" is no value of " + by,
                  "known: " + listed(option->values, [](const std::string& v) { return v; }));
      continue;
    }
    const auto columns = entries(*value, "a row", issues_);
    if (!seen.empty() && columns.size() != variables.size()) {
      issues_.add(*key, "the row " + key->scalar + " has other columns than the first",
                  "give all the same");
      return;
    }
    for (const auto& [column, text] : columns) {
      auto variable = std::ranges::find(variables, column->scalar, &Variable::name);
      if (variable == variables.end()) {
        if (!seen.empty()) {
          issues_.add(*column, "the first row has no column \"" + column->scalar + "\"",
                      "give all rows the same columns");
          return;
        }
        variable =
            variables.insert(variables.end(), Variable{column->scalar, Variable::Pick::first, {}});
      }
      const auto cell = scalar_text(*text, "a cell", issues_);
      if (!cell) continue;
      Condition condition{{{by, ConditionTerm::Test::one_of, {key->scalar}}}, {}};
      variable->cases.push_back({std::move(condition), *cell, {}});
    }
    seen.push_back(key->scalar);
  }
  for (const std::string& value : option->values) {
    if (std::ranges::find(seen, value) != seen.end()) continue;
    issues_.add(*rows,
                std::string("the table has no row for ").append(by).append(": ").append(value),
                "add it");
  }
  for (Variable& variable : variables) add_variable(node, std::move(variable));
}

void VendorReader::read_variables(const Fields& fields) {
  for (const YamlNode& node : fields.items("variables")) {
    const Fields entry(node, "a variable", {"name", "pick", "cases"}, issues_);
    Variable variable;
    variable.name = entry.required_text("name");
    variable.pick = read_name(entry, "pick", kPickNames, Variable::Pick::first);
    for (const YamlNode& item : entry.items("cases")) {
      const Fields one(item, "a case",
                       {"when", "unless", "value", "at_most", "evidence", "reference"}, issues_);
      variable.cases.push_back(
          {read_condition(one), one.required_text("value"), read_override(one)});
    }
    add_variable(node, std::move(variable));
  }
}

void VendorReader::read_caps(const Fields& fields) {
  for (const YamlNode& node : fields.items("caps")) {
    const Fields cap(node, "a cap", {"when", "unless", "at_most", "evidence", "reference"},
                     issues_);
    (void)cap.require("at_most");
    vendor_.caps.push_back({read_condition(cap), read_override(cap)});
  }
}

}  // namespace cspkit::catalog
