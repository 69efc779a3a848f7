// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.h"
#include "catalog/model_names.h"
#include "cspkit/catalog.h"

namespace cspkit::catalog {

using yaml::entries;
using yaml::Fields;
using yaml::Issues;
using yaml::read_date;
using yaml::scalar_text;
using yaml::YamlNode;

/// Reads one vendor, section by section: what rows may name is read before the rows.
class VendorReader {
 public:
  explicit VendorReader(Issues& issues) : issues_(issues) {}

  /// The vendor, as far as it could be read; what could not is among the issues.
  [[nodiscard]] Vendor read(const YamlNode& root);

 private:
  // loader.cpp: what a vendor is and offers.
  void read_head(const Fields& fields);
  void read_options(const Fields& fields);
  void read_option(const YamlNode& node);
  void read_features(const Fields& fields);
  void read_usual_features(const Fields& fields);

  // loader_variables.cpp: names that follow from the options.
  void read_tables(const Fields& fields);
  void read_table(const YamlNode& node);
  void read_variables(const Fields& fields);
  void add_variable(const YamlNode& at, Variable variable);
  void read_caps(const Fields& fields);
  [[nodiscard]] RowOverride read_override(const Fields& fields);
  enum class InTemplate { single_values, all_values };
  /// Reports unknown names; answers an upper bound of the length once filled.
  std::size_t check_template(const YamlNode& at, std::string_view text, InTemplate in);

  // loader_condition.cpp
  [[nodiscard]] Condition read_condition(const Fields& fields);
  [[nodiscard]] std::vector<ConditionTerm> read_terms(const YamlNode& node, std::string_view what);
  void read_term(const YamlNode& key, const YamlNode& value, std::vector<ConditionTerm>& terms);
  void check_one_of(const OptionSpec& option, const YamlNode& node, ConditionTerm& term);

  // loader_rows.cpp: what the chosen options and features come to.
  void read_requirements(const Fields& fields);
  void read_requirement(const YamlNode& node);
  void read_probes(const Fields& fields);
  void read_probe(const YamlNode& node);
  void read_probe_subject(const Fields& fields, Probe& probe);
  void read_notes(const Fields& fields);
  void read_rules(const Fields& fields);
  [[nodiscard]] std::vector<std::string> read_feature_names(const Fields& fields);
  [[nodiscard]] EvidenceScope read_scope(const Fields& fields, EvidenceScope otherwise);

  [[nodiscard]] bool is_name(const YamlNode& at, std::string_view text);
  [[nodiscard]] std::string read_reference(const Fields& fields);
  void check_feature(const YamlNode& at, std::string_view name);

  template <typename E, std::size_t N>
  E read_name(const Fields& fields, std::string_view key, const Named<E> (&names)[N], E otherwise) {
    return yaml::read_name(fields, key, names, otherwise, issues_);
  }
  template <typename E, std::size_t N>
  E require_name(const Fields& fields, std::string_view key, const Named<E> (&names)[N],
                 E otherwise) {
    (void)fields.require(key);
    return read_name(fields, key, names, otherwise);
  }

  Issues& issues_;
  Vendor vendor_;
  std::map<std::string, std::string, std::less<>> references_;
  std::map<std::string, std::size_t, std::less<>> lengths_;  ///< of variables, at most
};

}  // namespace cspkit::catalog
