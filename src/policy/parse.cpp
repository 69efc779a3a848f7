// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "cspkit/policy.h"
#include "policy/diagnose.h"
#include "policy/scan.h"

namespace cspkit {
namespace {

Directive make_directive(std::string_view text, const Scan& scan, const ScannedDirective& scanned) {
  Directive directive;
  directive.name = ascii_lower(text_at(text, scanned.name));
  directive.name_span = scanned.name;
  const auto tokens = scan.tokens_of(scanned);
  directive.value_spans.assign(tokens.begin(), tokens.end());
  directive.value.reserve(tokens.size());
  for (const Span token : tokens) directive.value.emplace_back(text_at(text, token));
  return directive;
}

}  // namespace

const Directive* Policy::find(std::string_view name) const noexcept {
  const auto found = std::find_if(directives.begin(), directives.end(),
                                  [name](const Directive& d) { return d.name == name; });
  return found == directives.end() ? nullptr : &*found;
}

// https://w3c.github.io/webappsec-csp/#parse-response-csp for headers; for `<meta>`,
// https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-content-security-policy
ParsedPolicies parse_policies(std::string_view text, Disposition disposition, Delivery delivery) {
  ParsedPolicies parsed;
  const Scan scan = scan_policies(text, delivery);
  parsed.diagnostics = diagnose(text, scan, disposition, delivery);
  if (scan.exceeded) return parsed;
  // HTML knows no `<meta>` that reports only: nothing of it is parsed.
  if (delivery == Delivery::meta && disposition == Disposition::report) return parsed;

  for (const auto& scanned : scan.policies) {
    Policy policy;
    policy.disposition = disposition;
    policy.delivery = delivery;
    policy.span = scanned.span;
    for (const auto& directive : scan.directives_of(scanned))
      if (directive.fate == Fate::kept)
        policy.directives.push_back(make_directive(text, scan, directive));
    // Steps 2.2 and 3.2: a policy without directives is not a policy.
    if (!policy.directives.empty()) parsed.policies.push_back(std::move(policy));
  }
  return parsed;
}

std::string serialize(const Policy& policy) {
  std::string text;
  for (const auto& directive : policy.directives) {
    if (!text.empty()) text += "; ";
    text += directive.name;
    for (const auto& token : directive.value) {
      text += ' ';
      text += token;
    }
  }
  return text;
}

}  // namespace cspkit
