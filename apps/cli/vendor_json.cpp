// SPDX-License-Identifier: Apache-2.0
#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>

#include "vendor_text.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

template <typename Range>
json::array strings(const Range& range) {
  json::array out;
  for (const auto& text : range) out.emplace_back(std::string_view(text));
  return out;
}

std::string_view test_name(ConditionTerm::Test test) {
  switch (test) {
    case ConditionTerm::Test::one_of: return "one_of";
    case ConditionTerm::Test::given: return "given";
    case ConditionTerm::Test::absent: return "absent";
    case ConditionTerm::Test::below: return "below";
  }
  return "";
}

json::array to_json(const std::vector<ConditionTerm>& terms) {
  json::array out;
  for (const ConditionTerm& term : terms) {
    json::object one{{"option", term.subject}, {"test", test_name(term.test)}};
    if (!term.values.empty()) one["values"] = strings(term.values);
    out.push_back(std::move(one));
  }
  return out;
}

/// Adds `when` (all of these terms) and `unless` (none of these groups), where there are any.
void add_condition(json::object& to, const Condition& condition) {
  if (!condition.when.empty()) to["when"] = to_json(condition.when);
  if (condition.unless.empty()) return;
  json::array groups;
  for (const auto& group : condition.unless) groups.push_back(to_json(group));
  to["unless"] = std::move(groups);
}

void add_text(json::object& to, std::string_view key, const std::string& text) {
  if (!text.empty()) to[key] = text;
}

json::array options_of(const Vendor& vendor) {
  json::array out;
  for (const OptionSpec& option : vendor.options) {
    json::object one{{"name", option.name}, {"kind", to_string(option.kind)}};
    one["values"] = option.kind == OptionKind::boolean ? json::value(json::array{"true", "false"})
                    : option.values.empty()            ? json::value(nullptr)
                                                       : json::value(strings(option.values));
    one["default"] =
        option.default_value ? json::value(*option.default_value) : json::value(nullptr);
    one["description"] = option.doc;
    out.push_back(std::move(one));
  }
  return out;
}

json::array features_of(const Vendor& vendor) {
  json::array out;
  for (const FeatureSpec& feature : vendor.features) {
    json::object one{
        {"name", feature.name}, {"title", feature.title}, {"symptom", feature.symptom}};
    const bool core = feature.name == kCoreFeature;
    one["chosen"] = core                                    ? "always"
                    : feature.implied_by                    ? "by_option"
                    : vendor.is_usual_feature(feature.name) ? "usually"
                                                            : "by_name";
    if (feature.implied_by) add_condition(one, *feature.implied_by);
    out.push_back(std::move(one));
  }
  return out;
}

json::array variables_of(const Vendor& vendor) {
  json::array out;
  for (const Variable& variable : vendor.variables) {
    json::array cases;
    for (const Variable::Case& one : variable.cases) {
      json::object entry{{"value", one.value}};
      add_condition(entry, one.condition);
      cases.push_back(std::move(entry));
    }
    out.push_back({{"name", variable.name},
                   {"pick", variable.pick == Variable::Pick::all ? "all" : "first"},
                   {"cases", std::move(cases)}});
  }
  return out;
}

json::array requirements_of(const Vendor& vendor) {
  json::array out;
  for (const Requirement& row : vendor.requirements) {
    json::object one{{"features", strings(row.features)},
                     {"directive", row.directive},
                     {"source", row.source},
                     {"purpose", row.purpose},
                     {"reference", row.reference},
                     {"date", row.date},
                     {"confidence", to_string(row.confidence)},
                     {"evidence", to_string(row.evidence)},
                     {"mode", to_string(row.scope)}};
    add_condition(one, row.condition);
    if (row.contribution == Contribution::if_governed) one["contribution"] = "if-governed";
    add_text(one, "nonce_option", row.nonce_option);
    add_text(one, "note", row.note);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

json::object to_json(const Vendor& vendor) {
  return {{"name", vendor.name},
          {"title", vendor.title},
          {"summary", vendor.summary},
          {"documentation", vendor.documentation},
          {"date", vendor.date},
          {"options", options_of(vendor)},
          {"features", features_of(vendor)},
          {"variables", variables_of(vendor)},
          {"requirements", requirements_of(vendor)}};
}

}  // namespace cspkit::cli
