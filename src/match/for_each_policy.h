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
              static_cast<std::uint32_t>(source) << 16) {}

  /// In the place of one that is not known yet; nothing but open() may be asked of it.
  static constexpr Objection unknown() noexcept {
    Objection out;
    out.word_ = kUnknown;
    return out;
  }
  [[nodiscard]] constexpr bool open() const noexcept { return word_ == kUnknown; }

  /// Whether there is one.
  explicit constexpr operator bool() const noexcept { return word_ != 0; }
  [[nodiscard]] constexpr DirectiveId effective() const noexcept {
    return static_cast<DirectiveId>(word_ >> 8 & 0xFF);
  }
  [[nodiscard]] constexpr DirectiveId source() const noexcept {
    return static_cast<DirectiveId>(word_ >> 16 & 0xFF);
  }

  /// This one, or none where `allowed`; no branch, since that is what nobody foresees.
  [[nodiscard]] constexpr Objection unless(bool allowed) const noexcept {
    Objection out;
    out.word_ = word_ & (std::uint32_t{allowed} - 1);
    return out;
  }
  /// What an enforced policy's objection, or none, makes of the n-th policy.
  [[nodiscard]] constexpr Verdict verdict(std::uint32_t policy) const noexcept {
    static_assert(kNoDirective == DirectiveId{});  // which effective() and source() answer, too
    const std::uint32_t raised = word_ & kRaised;
    return {policy & (0 - raised), static_cast<Outcome>(raised), effective(), source()};
  }

 private:
  static constexpr DirectiveId kNoDirective = Verdict{}.source_directive;
  static constexpr std::uint32_t kRaised = static_cast<std::uint32_t>(Outcome::block);
  static constexpr std::uint32_t kUnknown = ~std::uint32_t{0};
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
    if (!verdict.blocked()) verdict = objection.verdict(at);
    return sink && after_block == AfterBlock::go_on;
  };
  for (const CompiledPolicy& policy : list.policies()) {
    if (!visit_readings(policy, as, copy, visit)) break;
    ++at;
  }
  return verdict;
}

}  // namespace cspkit
