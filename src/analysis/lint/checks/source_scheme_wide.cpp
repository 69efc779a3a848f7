// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/check.h"
#include "analysis/lint/wide.h"
#include "analysis/lint/wide_lists.h"

namespace cspkit::linting {
namespace {

/// `http:` and `ws:` are told by source-http, and `data:` images are what pages live on.
bool is_told(const Source& source, Exposure exposure) {
  if (source.is_scheme("https") || source.is_scheme("wss")) return true;
  return source.is_scheme("data") && exposure == Exposure::content;
}

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  for_each_wide_list(
      policy, &DirectiveFacts::has_scheme, [&](const DirectiveFacts& directive, Exposure exposure) {
        const auto scheme = std::ranges::find_if(
            directive.sources, [&](const Source& source) { return is_told(source, exposure); });
        if (scheme == directive.sources.end()) return;
        const std::string_view what =
            scheme->is_scheme("data")
                ? "lets content pass that stands in the address itself, as injected "
                  "markup can have it."
                : "lets every host pass.";
        report.add(policy, {.directive = directive.written_name(),
                            .value = scheme->text,
                            .span = scheme->span,
                            .message = fmt::format("{} {} {}", scheme->text, what,
                                                   what_goes(directive, exposure)),
                            .fix = Fix{.description = "Name the hosts that the page needs."},
                            .severity = severity_of(exposure, report),
                            .weakness = Weakness::load,
                            .witness = attacker_url(*scheme),
                            .governed = policy.governed_by(directive)});
      });
}

}  // namespace

extern const Check kSourceSchemeWide{
    .id = "source-scheme-wide",
    .title = "A directive other than those for scripts lets every URL of a scheme pass",
    .severity = {FindingSeverity::info, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#match-url-to-source-expression",
    .trigger = "script-src 'self'; connect-src https:",
    .counterexample = "script-src 'self'; connect-src https://api.example.com",
    .on_policy = run,
};

}  // namespace cspkit::linting
