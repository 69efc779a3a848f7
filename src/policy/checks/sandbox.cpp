// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/ascii.h"
#include "base/nearest.h"
#include "cspkit/sandbox.h"
#include "policy/checks/other_grammars.h"

namespace cspkit::checks {

// https://w3c.github.io/webappsec-csp/#directive-sandbox
Claim check_sandbox_token(const Token& token, Reporter& report) {
  const std::string lower = ascii_lower(token.text);
  std::string_view word = lower;
  while (!word.empty() && (word.front() == '\'' || word.front() == '"')) word.remove_prefix(1);
  while (!word.empty() && (word.back() == '\'' || word.back() == '"')) word.remove_suffix(1);
  Nearest nearest(word);
  for (const SandboxToken& known : sandbox_tokens()) {
    if (known.name == lower) return Claim::passed;
    nearest.offer(known.name);
  }
  if (nearest.best().empty()) {
    report.add(Code::unknown_sandbox_token, token.span,
               fmt::format("No sandbox token is named {}, and it is ignored. Remove it.",
                           shown(token.text)));
  } else if (nearest.best() == word) {
    report.add(Code::unknown_sandbox_token, token.span,
               fmt::format("{} is ignored: sandbox tokens stand without quotes. Write {}.",
                           shown(token.text), shown(word)),
               std::string(word));
  } else {
    report.add(Code::unknown_sandbox_token, token.span,
               fmt::format("No sandbox token is named {}, and it is ignored. Did you mean {}?",
                           shown(token.text), shown(nearest.best())),
               std::string(nearest.best()));
  }
  return Claim::claimed;
}

}  // namespace cspkit::checks
