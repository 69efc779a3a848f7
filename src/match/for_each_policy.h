// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "match/compiled.h"

namespace cspkit {

/// What one policy says against something: the directive to report, and the one that decided.
struct Objection {
  DirectiveId effective;
  DirectiveId source;
};

/// What follows an enforced policy's objection: most algorithms go on, so that all violations are
/// reported.
enum class AfterBlock : std::uint8_t { go_on, stop };

/// The loop that every "should … be blocked" algorithm of the text runs: each policy is asked, its
/// violation is reported, and an enforced one blocks. `ask(data)` answers an optional<Objection>.
template <class Ask>
Verdict for_each_policy(const PolicyList& list, const ViolationSink& sink, Ask&& ask,
                        AfterBlock after_block = AfterBlock::go_on) {
  Verdict verdict;
  std::uint32_t index = 0;
  for (const CompiledPolicy& policy : list.policies()) {
    const CompiledPolicy::Data& data = policy.data();
    const std::uint32_t at = index++;
    if (data.disposition == Disposition::report && !sink) continue;
    const std::optional<Objection> objection = ask(data);
    if (!objection) continue;
    if (sink) sink(PolicyViolation{at, data.disposition, objection->effective, objection->source});
    if (data.disposition == Disposition::report) continue;
    if (!verdict.blocked()) verdict = {Outcome::block, at, objection->effective, objection->source};
    if (!sink || after_block == AfterBlock::stop) break;
  }
  return verdict;
}

}  // namespace cspkit
