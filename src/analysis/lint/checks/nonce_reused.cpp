// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>
#include <unordered_set>

#include "analysis/lint/check.h"
#include "analysis/lint/nonces.h"
#include "policy/scan.h"

namespace cspkit::linting {
namespace {

using Nonces = std::unordered_set<std::string_view>;

Nonces nonces_of(std::span<const LintText> texts) {
  Nonces found;
  for (const LintText& text : texts) {
    const Scan scan = scan_policies(text.text, text.delivery);
    for (const Span token : scan.tokens) {
      const SourceExpression source = parse_source_expression(text_at(text.text, token));
      if (source.kind == SourceKind::nonce) found.insert(source.value);
    }
  }
  return found;
}

void run(const Page& page, Reporter& report) {
  if (page.input->other_response.empty()) return;
  const Nonces before = nonces_of(page.input->other_response);
  if (before.empty()) return;
  for (const PolicyFacts& policy : page.policies) {
    for_each_nonce(policy, [&](const DirectiveFacts& list, const Source& source) {
      if (!before.contains(source.expression.value)) return;
      report.add(
          policy,
          {.directive = list.written_name(),
           .value = source.text,
           .span = source.span,
           .message = fmt::format("Another response has {} too. A nonce that stays the same is "
                                  "read once, and then marks whatever is injected.",
                                  source.text),
           .fix = Fix{.description = "Draw the nonce for each response, and keep responses that "
                                     "hold one out of caches (or put it in behind the cache)."}});
    });
  }
}

}  // namespace

extern const Check kNonceReused{
    .id = "nonce-reused",
    .title = "Two responses have the same nonce",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .reference = "https://w3c.github.io/webappsec-csp/#security-nonces",
    .on_page = run,
};

}  // namespace cspkit::linting
