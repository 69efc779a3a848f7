// SPDX-License-Identifier: Apache-2.0
#include "match/for_each_policy.h"
#include "match/profile.h"

namespace cspkit {
namespace {

constexpr SandboxFlags bit(SandboxFlag flag) noexcept { return static_cast<SandboxFlags>(flag); }

}  // namespace

// https://html.spec.whatwg.org/multipage/browsers.html#csp-derived-sandboxing-flags
SandboxFlags csp_derived_sandboxing_flags(const PolicyList& list, Browser as) noexcept {
  SandboxFlags flags = 0;
  for (const CompiledPolicy& policy : list.policies()) {
    visit_readings(policy, as, PolicyCopy::own, [&](const CompiledPolicy::Data& data) {
      // A report-only policy has no sandbox directive left after compilation.
      if (const CompiledDirective* const directive = data.find(DirectiveId::sandbox))
        flags |= parse_a_sandboxing_directive(data.value(*directive));
      return true;
    });
  }
  const bool keeps_origin = (flags & bit(SandboxFlag::origin)) == 0;
  if (profile_of(as).same_origin_frames_navigate && keeps_origin) {
    flags &= ~bit(SandboxFlag::navigation);
  }
  return flags;
}

Verdict should_block_sandboxed(const PolicyList& list, SandboxFlag flag, Browser as,
                               ViolationSink sink) {
  // A browser may not heed it, and then no policy's word counts.
  if ((csp_derived_sandboxing_flags(list, as) & bit(flag)) == 0) return {};
  return for_each_policy(list, as, sink, [&](const CompiledPolicy::Data& data) -> Objection {
    const CompiledDirective* const directive = data.find(DirectiveId::sandbox);
    if (directive == nullptr) return kNoObjection;
    const SandboxFlags flags = parse_a_sandboxing_directive(data.value(*directive));
    if ((flags & bit(flag)) == 0) return kNoObjection;
    return Objection{DirectiveId::sandbox, DirectiveId::sandbox};
  });
}

// https://w3c.github.io/webappsec-csp/#sandbox-init
Outcome sandbox_init_for_worker(const PolicyList& list, Browser as) noexcept {
  if (!profile_of(as).workers_heed_sandbox) return Outcome::allow;
  constexpr SandboxFlags kNeeded = bit(SandboxFlag::scripts) | bit(SandboxFlag::origin);
  return (csp_derived_sandboxing_flags(list, as) & kNeeded) != 0 ? Outcome::block : Outcome::allow;
}

}  // namespace cspkit
