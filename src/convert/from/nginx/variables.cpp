// SPDX-License-Identifier: Apache-2.0
#include "convert/from/nginx/variables.h"

#include <algorithm>

#include "base/ascii.h"

namespace cspkit::convert::nginx {
namespace {

/// Longer values are no policies; without a limit `set $a "$a$a";` would double one in each line.
constexpr std::size_t kMostValueBytes = 64u << 10;

bool is_name(char c) { return is_ascii_alphanumeric(c) || c == '_'; }

std::string_view name_of(std::string_view written) {
  return written.starts_with('$') ? written.substr(1) : std::string_view();
}

bool is_map_parameter(std::string_view key) {
  return key == "hostnames" || key == "volatile" || key == "include";
}

Map read_map(const Directive& directive) {
  Map map{std::string(directive.argument(0)), {}};
  for (const Directive& row : directive.block) {
    if (row.words.size() != 2 || is_map_parameter(row.name())) continue;
    map.rows.push_back({std::string(row.name()), pieces_of(row.words[1].text), row.words[1].place});
  }
  return map;
}

void forget_all(const std::vector<Directive>& block, Scope& scope) {
  for (const Directive& directive : block) {
    if (directive.name() == "set") scope.forget(name_of(directive.argument(0)));
  }
}

}  // namespace

VariableName variable_at(std::string_view text) noexcept {
  const bool braces = text.starts_with('{');
  std::size_t end = braces ? 1 : 0;
  const std::size_t begin = end;
  while (end < text.size() && is_name(text[end])) ++end;
  const std::string_view name = text.substr(begin, end - begin);
  if (name.empty() || (braces && (end >= text.size() || text[end] != '}'))) return {};
  return {name, end + (braces ? 1 : 0)};
}

Template pieces_of(std::string_view text) {
  Template result;
  while (!text.empty()) {
    const std::size_t dollar = text.find('$');
    result.add_text(text.substr(0, dollar));
    if (dollar == std::string_view::npos) break;
    const auto [name, length] = variable_at(text.substr(dollar + 1));
    if (length == 0) {
      result.add_text("$");
    } else {
      result.add_variable(text.substr(dollar, length + 1), name);
    }
    text.remove_prefix(dollar + 1 + length);
  }
  return result;
}

void Scope::set(std::string_view name, Template value) {
  if (name.empty()) return;
  values_.insert_or_assign(std::string(name), std::move(value));
}

void Scope::set_map(std::string_view name, Map map) {
  if (!name.empty()) maps_.insert_or_assign(std::string(name), std::move(map));
}

void Scope::forget(std::string_view name) {
  if (name.empty()) return;
  Template unknown;
  unknown.add_variable("$" + std::string(name), name);
  set(name, std::move(unknown));
}

const Template* Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer_) {
    if (const auto found = scope->values_.find(name); found != scope->values_.end())
      return &found->second;
  }
  return nullptr;
}

const Map* Scope::find_map(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer_) {
    if (const auto found = scope->maps_.find(name); found != scope->maps_.end())
      return &found->second;
  }
  return nullptr;
}

Template Scope::resolve(std::string_view text) const {
  Template result;
  const Template source = pieces_of(text);
  for (const Template::Part& part : source.parts()) {
    const Template* const value = part.name.empty() ? nullptr : find(part.name);
    if (part.name.empty()) {
      result.add_text(part.text);
    } else if (value == nullptr || result.size() + value->size() > kMostValueBytes) {
      result.add_variable(part.text, part.name);
    } else {
      result.append(*value);
    }
  }
  return result;
}

void collect_variables(const std::vector<Directive>& block, Scope& scope) {
  for (const Directive& directive : block) {
    const std::string_view name = directive.name();
    if (name == "set" && directive.words.size() == 3) {
      Template value = scope.resolve(directive.argument(1));
      // A nonce made of a server's own variable is still a nonce, and the name that it was made of tells how good.
      scope.set(name_of(directive.argument(0)), std::move(value));
    } else if (name == "if" && directive.has_block) {
      forget_all(directive.block, scope);
    } else if (name == "map" && directive.has_block) {
      scope.set_map(name_of(directive.argument(1)), read_map(directive));
    } else if (name == "geo" && directive.has_block && directive.words.size() == 2 &&
               directive.block.size() == 1 && directive.block[0].name() == "default") {
      Template value;  // geo's values know no variables
      value.add_text(directive.block[0].argument(0));
      scope.set(name_of(directive.argument(0)), std::move(value));
    }
  }
}

}  // namespace cspkit::convert::nginx
