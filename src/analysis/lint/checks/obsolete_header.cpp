// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>

#include "analysis/lint/check.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

struct Obsolete {
  std::string_view name;
  std::string_view why;
};
constexpr auto kObsolete = std::to_array<Obsolete>({
    {"X-Content-Security-Policy",
     "only Firefox 4 to 22 and Internet Explorer 10 and 11 read it, and not as CSP is read today"},
    {"X-WebKit-CSP", "only Chrome 14 to 24 and Safari 5.1 to 6 read it"},
    {"X-XSS-Protection",
     "the filter that it steers is gone from every browser, and had holes of its own"},
    {"Public-Key-Pins", "no browser reads it any more"},
    {"Feature-Policy", "Permissions-Policy, with another grammar, has taken its place"},
});

void run(const Page& page, Reporter& report) {
  if (page.policies.empty()) return;
  for (const HeaderField& field : page.input->headers) {
    for (const Obsolete& row : kObsolete) {
      if (!equals_ignoring_ascii_case(field.name, row.name)) continue;
      const PolicyFacts& policy = page.policies.front();
      report.add(policy,
                 {.directive = "",
                  .value = row.name,
                  .span = {policy.span.begin, policy.span.begin},
                  .message = fmt::format("The response sends {} too: {}.", row.name, row.why),
                  .fix = Fix{.description = fmt::format("Remove {}.", row.name)}});
    }
  }
}

}  // namespace

extern const Check kObsoleteHeader{
    .id = "obsolete-header",
    .title = "A security header that browsers have given up",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference =
        "https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/"
        "Content-Security-Policy",
    .on_page = run,
};

}  // namespace cspkit::linting
