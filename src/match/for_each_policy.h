// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "match/compiled.h"
#include "match/reading.h"

namespace cspkit {

/// What one policy says against something: the directive to report, and the one that decided; or nothing. One
/// number, since a processor that writes a value byte by byte waits before it can read it as a whole.
class Objection {
 public:
  constexpr Objection() noexcept = default;
  constexpr Objection(DirectiveId effective, DirectiveId source) noexcept
      : word_(kRaised | static_cast<std::uint32_t>(effective) << 8 |
              static_cast<std::uint32_t>(source)) {}

  /// Whether there is one.
  explicit constexpr operator bool() const noexcept { return word_ != 0; }
  [[nodiscard]] constexpr DirectiveId effective() const noexcept {
    return static_cast<DirectiveId>(word_ >> 8 & 0xFF);
  }
  [[nodiscard]] constexpr DirectiveId source() const noexcept {
    return static_cast<DirectiveId>(word_ & 0xFF);
  }

 private:
  static constexpr std::uint32_t kRaised = 1u << 16;
  std::uint32_t word_ = 0;
};
inline constexpr Objection kNoObjection;

/// What follows an enforced policy's objection: most algorithms go on, so that all violations are
/// reported.
enum class AfterBlock : std::uint8_t { go_on, stop };

/// The loop that every "should … be blocked" algorithm of the text runs: each policy is asked, its
/// violation is reported, and an enforced one blocks. `ask(data)` answers an Objection.
template <class Ask>
Verdict for_each_policy(const PolicyList& list, Browser as, const ViolationSink& sink, Ask&& ask,
                        AfterBlock after_block = AfterBlock::go_on,
                        PolicyCopy copy = PolicyCopy::own) {
  Verdict verdict;
  std::uint32_t at = 0;
  // Answers whether the walk goes on.
  const auto visit = [&](const CompiledPolicy::Data& data) {
    if (data.disposition == Disposition::report && !sink) return true;
    const Objection objection = ask(data);
    if (!objection) return true;
    if (sink)
      sink(PolicyViolation{at, data.disposition, objection.effective(), objection.source()});
    if (data.disposition == Disposition::report) return true;
    if (!verdict.blocked())
      verdict = {at, Outcome::block, objection.effective(), objection.source()};
    return sink && after_block == AfterBlock::go_on;
  };
  for (const CompiledPolicy& policy : list.policies()) {
    if (!visit_readings(policy, as, copy, visit)) break;
    ++at;
  }
  return verdict;
}

}  // namespace cspkit
