// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "catalog/loader_vendor.h"
#include "catalog/options.h"

namespace cspkit::catalog {
namespace {

constexpr std::string_view kGiven = "given";
constexpr std::string_view kAbsent = "absent";
constexpr std::string_view kBelow = "below ";

bool has_set_of_values(OptionKind kind) {
  return kind == OptionKind::enumeration || kind == OptionKind::list || kind == OptionKind::boolean;
}

}  // namespace

Condition VendorReader::read_condition(const Fields& fields) {
  Condition condition;
  if (const YamlNode* when = fields.find("when")) condition.when = read_terms(*when, "when");
  const YamlNode* unless = fields.find("unless");
  if (unless == nullptr) return condition;
  if (unless->kind != YamlNode::Kind::sequence) {
    condition.unless.push_back(read_terms(*unless, "unless"));
  } else {
    for (const YamlNode& group : unless->items) {
      condition.unless.push_back(read_terms(group, "a group of unless"));
    }
  }
  // A group that could not be read would hold as a whole.
  std::erase_if(condition.unless, [](const auto& terms) { return terms.empty(); });
  return condition;
}

std::vector<ConditionTerm> VendorReader::read_terms(const YamlNode& node, std::string_view what) {
  std::vector<ConditionTerm> terms;
  for (const auto& [key, value] : entries(node, what, issues_)) read_term(*key, *value, terms);
  return terms;
}

void VendorReader::read_term(const YamlNode& key, const YamlNode& value,
                             std::vector<ConditionTerm>& terms) {
  ConditionTerm term;
  term.subject = key.scalar;
  const OptionSpec* option = vendor_.find_option(term.subject);
  if (option == nullptr && term.subject != kFeaturesOption) {
    issues_.add(key, "there is no option \"" + term.subject + "\"",
                "known: features, " +
                    listed(vendor_.options, [](const OptionSpec& known) { return known.name; }));
    return;
  }
  if (value.kind == YamlNode::Kind::sequence) {
    for (const YamlNode& item : value.items) {
      if (auto text = scalar_text(item, "a value of " + term.subject, issues_)) {
        term.values.push_back(std::move(*text));
      }
    }
  } else if (auto text = scalar_text(value, "the value of " + term.subject, issues_)) {
    term.values.push_back(std::move(*text));
  }
  if (term.values.empty()) {
    if (value.kind == YamlNode::Kind::sequence)
      issues_.add(value, "the list is empty", "add a value");
    return;
  }
  if (option == nullptr) {
    for (const std::string& group : term.values) {
      for (std::string_view name : split_list(group)) check_feature(value, name);
    }
  } else {
    check_one_of(*option, value, term);
  }
  terms.push_back(std::move(term));
}

void VendorReader::check_one_of(const OptionSpec& option, const YamlNode& node,
                                ConditionTerm& term) {
  const std::string_view first = term.values.front();
  if (term.values.size() == 1 && (first == kGiven || first == kAbsent)) {
    term.test = first == kGiven ? ConditionTerm::Test::given : ConditionTerm::Test::absent;
    term.values.clear();
    return;
  }
  if (option.kind == OptionKind::version && term.values.size() == 1 && first.starts_with(kBelow)) {
    term.test = ConditionTerm::Test::below;
    term.values.front().erase(0, kBelow.size());
    if (const auto fits = normalize_value(option, term.values.front()); !fits) {
      issues_.add(node, fits.error().message, fits.error().remedy);
      term.values.front() = "0";
    }
    return;
  }
  if (!has_set_of_values(option.kind)) {
    issues_.add(node, "a condition on " + option.name + " cannot name its values",
                option.kind == OptionKind::version ? "write given, absent, or below X.Y.Z"
                                                   : "write given or absent");
    return;
  }
  for (const std::string& value : term.values) {
    if (const auto fits = normalize_value(option, value); !fits) {
      issues_.add(node, option.name + ": " + fits.error().message, fits.error().remedy);
    }
  }
}

}  // namespace cspkit::catalog
