// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/lint/facts.h"
#include "analysis/lint/witness.h"
#include "cspkit/lint.h"

/// What a check is. Each has a file of its own in checks/, a row in registry.cpp, and a page in docs/checks/.
///
/// To add a check `hello`: write checks/hello.cpp with one `extern const Check kHello`, name it in registry.cpp and in
/// CMakeLists.txt, write docs/checks/hello.md. The tests then ask that its trigger yields it, that its counterexample
/// does not, and that the page shows the trigger.
namespace cspkit::linting {

/// How grave a finding of the check is; nullopt: the profile does not ask.
struct Severities {
  std::optional<FindingSeverity> balanced;
  std::optional<FindingSeverity> strict;

  [[nodiscard]] std::optional<FindingSeverity> under(LintProfile profile) const noexcept {
    return profile == LintProfile::strict ? strict : balanced;
  }
};

class Reporter;

struct Check {
  std::string_view id;
  std::string_view title;  ///< one sentence without a final period
  Severities severity;
  Weakness weakness = Weakness::none;
  std::string_view reference;  ///< a URL
  /// A policy that yields the finding under `strict`; empty where it takes more than a policy, and a test has the input.
  std::string_view trigger = {};
  std::string_view counterexample = {};  ///< the same, mended: a policy that does not
  /// Asked once for each policy, or once for the page; exactly one is set. What one policy suffices for (a directive that
  /// is missing) is asked of the page, see Page::lacking; the rest of each policy.
  void (*on_policy)(const Page&, const PolicyFacts&, Reporter&) = nullptr;
  void (*on_page)(const Page&, Reporter&) = nullptr;
};

/// What a check says of one place. The rest of the finding comes from the check.
struct Remark {
  std::string_view directive;  ///< name
  std::string_view value = {};
  Span span = {};
  std::string message;
  std::optional<Fix> fix = {};
  std::optional<FindingSeverity> severity = {};  ///< where it is not the check's own
  std::optional<Weakness> weakness = {};         ///< where it is not the check's own
  std::string witness = {};                      ///< the witness's URL; empty: an attacker's
  DirectiveSet governed = {};  ///< for Weakness::load and insecure_transport; empty: no weakness
  std::string_view reference = {};  ///< where it is not the check's own; of data that stays
};

/// Collects findings for the check and the policy that is being asked.
class Reporter {
 public:
  /// Findings are put into `memory`, which is emptied first.
  Reporter(const Page& page, LintProfile profile, std::vector<Finding> memory = {})
      : page_(page), profile_(profile), findings_(std::move(memory)) {
    findings_.clear();
  }

  void add(const PolicyFacts& policy, Remark remark);
  /// For what is about the response and no policy of it.
  void add_for_page(Remark remark);
  [[nodiscard]] LintProfile profile() const noexcept { return profile_; }
  [[nodiscard]] bool is_strict() const noexcept { return profile_ == LintProfile::strict; }

  /// Asks every check of the profile.
  void run(std::span<const Check* const> checks);
  [[nodiscard]] std::vector<Finding> take() && { return std::move(findings_); }
  /// What was found so far, and the witness of each.
  [[nodiscard]] std::span<const Finding> findings() const noexcept { return findings_; }
  [[nodiscard]] Witness witness_of(std::size_t finding) const;

 private:
  void settle_weaknesses();

  struct Told {
    Weakness weakness;
    std::string witness;
    DirectiveSet governed;
  };
  const Page& page_;
  LintProfile profile_;
  const Check* check_ = nullptr;
  FindingSeverity severity_ = FindingSeverity::info;
  std::vector<Finding> findings_;
  std::vector<Told> told_;  ///< of each finding
};

/// Every check, in the order in which they are listed.
[[nodiscard]] std::span<const Check* const> all_checks() noexcept;

/// The edit that takes away a token, with the white space before it.
[[nodiscard]] Edit without(const Page& page, const PolicyFacts& policy, Span token);

/// The edit that takes away a whole directive, with its semicolon.
[[nodiscard]] Edit without_directive(const Page& page, const PolicyFacts& policy,
                                     const DirectiveFacts& directive);

/// `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`.
[[nodiscard]] std::string listed(std::span<const std::string_view> words, std::size_t most = 3);

}  // namespace cspkit::linting
