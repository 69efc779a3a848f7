// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/reporting.h"

namespace cspkit::linting {

bool report_to_names(std::string_view value, std::string_view group) noexcept {
  // The header is on its way out; its JSON is looked through for the member and not read in full.
  constexpr std::string_view kMember = "\"group\"";
  bool any = false;
  for (std::size_t at = value.find(kMember); at != value.npos; at = value.find(kMember, at)) {
    any = true;
    at += kMember.size();
    const std::size_t open = value.find('"', at);
    if (open == value.npos) return false;
    const std::size_t close = value.find('"', open + 1);
    if (close == value.npos) return false;
    if (value.substr(open + 1, close - open - 1) == group) return true;
    at = close + 1;
  }
  return !any && group == "default" && value.find("endpoints") != value.npos;
}

std::optional<std::string_view> endpoint_named(const PolicyFacts& policy) noexcept {
  const DirectiveFacts* directive = policy.own(DirectiveId::report_to);
  if (directive == nullptr || directive->sources.size() != 1) return std::nullopt;
  const std::string_view name = directive->sources.front().text;
  // A URL or a quoted word is a diagnostic's.
  if (name.find_first_of(":/'\"") != name.npos) return std::nullopt;
  return name;
}

bool reports(const PolicyFacts& policy) noexcept {
  const auto has = [&](DirectiveId id) {
    const DirectiveFacts* directive = policy.own(id);
    return directive != nullptr && !directive->sources.empty();
  };
  return has(DirectiveId::report_uri) || has(DirectiveId::report_to);
}

}  // namespace cspkit::linting
