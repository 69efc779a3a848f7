// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "convert/from/nginx/tree.h"
#include "convert/from/reader.h"

/// Variables that the configuration itself gives a value: `set`, `geo` with nothing but a default, `map`.
namespace cspkit::convert::nginx {

/// A name that stands at the head of `text` behind its `$`, and how many bytes the whole takes; empty where nothing
/// does: `$name` or `${name}`.
struct VariableName {
  std::string_view name;
  std::size_t length = 0;
};
[[nodiscard]] VariableName variable_at(std::string_view text) noexcept;

/// A word in pieces, with nothing resolved.
[[nodiscard]] Template pieces_of(std::string_view text);

struct MapRow {
  std::string key;
  Template value;
  ConfigPlace place;
};
struct Map {
  std::string source;
  std::vector<MapRow> rows;
};

/// The variables of one block, which sees those of the blocks around it.
class Scope {
 public:
  explicit Scope(const Scope* outer = nullptr) : outer_(outer) {}

  void set(std::string_view name, Template value);
  void set_map(std::string_view name, Map map);
  /// The variable is set under a condition: it has no one value from here on.
  void forget(std::string_view name);

  [[nodiscard]] const Map* find_map(std::string_view name) const;
  /// The text with every variable that is known replaced by its value. Values that grow beyond all reason stay names.
  [[nodiscard]] Template resolve(std::string_view text) const;

 private:
  [[nodiscard]] const Template* find(std::string_view name) const;

  const Scope* outer_;
  std::map<std::string, Template, std::less<>> values_;
  std::map<std::string, Map, std::less<>> maps_;
};

/// Takes in what the block's own directives set.
void collect_variables(const std::vector<Directive>& block, Scope& scope);

}  // namespace cspkit::convert::nginx
