// SPDX-License-Identifier: Apache-2.0
#include "cspkit/engine.h"

namespace cspkit {

// https://html.spec.whatwg.org/multipage/browsers.html#csp-derived-sandboxing-flags
SandboxFlags csp_derived_sandboxing_flags(const PolicyList& list) noexcept {
  SandboxFlags flags = 0;
  for (const CompiledPolicy& policy : list.policies()) {
    // A report-only policy has no sandbox directive left after compilation.
    if (policy.has(DirectiveId::sandbox)) {
      flags |= parse_a_sandboxing_directive(policy.value_of(DirectiveId::sandbox));
    }
  }
  return flags;
}

// https://w3c.github.io/webappsec-csp/#sandbox-init
Outcome sandbox_init_for_worker(const PolicyList& list) noexcept {
  constexpr auto kNeeded = static_cast<SandboxFlags>(SandboxFlag::scripts) |
                           static_cast<SandboxFlags>(SandboxFlag::origin);
  return (csp_derived_sandboxing_flags(list) & kNeeded) != 0 ? Outcome::block : Outcome::allow;
}

}  // namespace cspkit
