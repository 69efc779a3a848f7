// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "analysis/lint/facts.h"

/// Where reports go.
namespace cspkit::linting {

struct Endpoint {
  std::string_view name;
  std::string_view url;
};

/// Calls `f(endpoint)` for each member of a `Reporting-Endpoints` value, until a call answers true.
/// A value that is not a string is passed with an empty URL.
/// Source: https://w3c.github.io/reporting/#process-header, https://www.rfc-editor.org/rfc/rfc9651#name-dictionaries
template <class F>
bool any_endpoint(std::string_view value, F&& f) {
  std::size_t at = 0;
  const auto skip = [&](std::string_view set) {
    while (at < value.size() && set.find(value[at]) != set.npos) ++at;
  };
  while (true) {
    skip(" \t,");
    if (at == value.size()) return false;
    const std::size_t name = at;
    while (at < value.size() &&
           std::string_view("=,; \t").find(value[at]) == std::string_view::npos)
      ++at;
    Endpoint endpoint{value.substr(name, at - name), {}};
    if (at == name) ++at;  // what is no key
    if (at < value.size() && value[at] == '=') {
      ++at;
      if (at < value.size() && value[at] == '"') {
        const std::size_t begin = ++at;
        while (at < value.size() && value[at] != '"') at += value[at] == '\\' ? 2 : 1;
        at = at < value.size() ? at : value.size();
        endpoint.url = value.substr(begin, at - begin);
      }
    }
    while (at < value.size() && value[at] != ',') ++at;
    if (!endpoint.name.empty() && f(endpoint)) return true;
  }
}

/// Whether a legacy `Report-To` value (JSON objects, comma-separated) names that group. A group
/// without a name is `default`.
[[nodiscard]] bool report_to_names(std::string_view value, std::string_view group) noexcept;

/// The endpoint that `report-to` names, or nullopt: no such directive, or a malformed one.
[[nodiscard]] std::optional<std::string_view> endpoint_named(const PolicyFacts& policy) noexcept;

/// Whether the policy says where reports go.
[[nodiscard]] bool reports(const PolicyFacts& policy) noexcept;

}  // namespace cspkit::linting
