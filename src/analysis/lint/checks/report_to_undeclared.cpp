// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/check.h"
#include "analysis/lint/reporting.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

enum class Declared : std::uint8_t { no, usable, insecure, not_a_string };

Declared declared(const Page& page, std::string_view name) {
  Declared found = Declared::no;
  for (const HeaderField& field : page.input->headers) {
    if (equals_ignoring_ascii_case(field.name, "report-to") && report_to_names(field.value, name))
      return Declared::usable;
    if (!equals_ignoring_ascii_case(field.name, "reporting-endpoints")) continue;
    any_endpoint(field.value, [&](const Endpoint& endpoint) {
      if (endpoint.name != name) return false;
      found = endpoint.url.empty()                                     ? Declared::not_a_string
              : starts_with_ignoring_ascii_case(endpoint.url, "http:") ? Declared::insecure
                                                                       : Declared::usable;
      return true;
    });
  }
  return found;
}

std::string message_for(Declared declared, std::string_view name) {
  switch (declared) {
    case Declared::insecure:
      return fmt::format(
          "The endpoint {} has an http: address, and browsers send reports to "
          "secure ones only.",
          name);
    case Declared::not_a_string:
      return fmt::format(
          "Reporting-Endpoints names {} without a string behind it, so that "
          "browsers skip it.",
          name);
    default:
      return fmt::format(
          "No Reporting-Endpoints header of the response names {}: no report is "
          "sent there.",
          name);
  }
}

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  // Without the response's fields, nothing can be said.
  if (page.input->headers.empty()) return;
  const auto name = endpoint_named(policy);
  if (!name) return;
  const Declared state = declared(page, *name);
  if (state == Declared::usable) return;
  const DirectiveFacts& directive = *policy.own(DirectiveId::report_to);
  report.add(policy,
             {.directive = directive.written_name(),
              .value = *name,
              .span = directive.sources.front().span,
              .message = message_for(state, *name),
              .fix = Fix{.description = fmt::format("Send Reporting-Endpoints: "
                                                    "{}=\"https://reports.example/csp\" with the "
                                                    "response.",
                                                    *name)}});
}

}  // namespace

extern const Check kReportToUndeclared{
    .id = "report-to-undeclared",
    .title = "report-to names an endpoint that the response does not declare",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .reference = "https://w3c.github.io/reporting/#header",
    .on_policy = run,
};

}  // namespace cspkit::linting
