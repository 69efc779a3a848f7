// SPDX-License-Identifier: Apache-2.0
#include "policy_json.h"

#include <cspkit/diagnostics.h>

namespace cspkit::cli {

namespace json = boost::json;

std::string_view disposition_name(Disposition disposition) {
  return disposition == Disposition::enforce ? "enforce" : "report";
}

json::object to_json(const Policy& policy, const json::storage_ptr& storage) {
  json::array directives(storage);
  directives.reserve(policy.directives.size());
  for (const Directive& directive : policy.directives) {
    json::array value(storage);
    value.reserve(directive.value.size());
    for (const std::string& token : directive.value) value.emplace_back(token);
    json::object entry(storage);
    entry.emplace("name", directive.name);
    entry.emplace("value", std::move(value));
    directives.emplace_back(std::move(entry));
  }
  json::object result(storage);
  result.emplace("disposition", disposition_name(policy.disposition));
  result.emplace("directives", std::move(directives));
  return result;
}

json::object to_json(const Diagnostic& diagnostic, const json::storage_ptr& storage) {
  json::object result(storage);
  result.emplace("code", diagnostic.code);
  result.emplace("severity", to_string(diagnostic.severity));
  result.emplace("message", diagnostic.message);
  result.emplace("span", json::array({diagnostic.span.begin, diagnostic.span.end}, storage));
  if (!diagnostic.suggestion.empty()) result.emplace("suggestion", diagnostic.suggestion);
  return result;
}

}  // namespace cspkit::cli
