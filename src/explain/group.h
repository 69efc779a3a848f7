// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cspkit/explain.h"

/// Entries that tell of the same thing, and the policies that they name.
namespace cspkit::explain_detail {

/// Policies of one finding that are looked into.
inline constexpr std::size_t kMostNamedPolicies = 4;

/// One thing that was told of.
struct Group {
  std::vector<const ReportEntry*> entries;  ///< at least one
  std::vector<std::size_t> named;  ///< policies that the entries name, by index in Policies
  const NoiseRow* noise = nullptr;
  bool is_report_only = false;

  /// The entry that tells most.
  [[nodiscard]] const ReportedViolation& best() const;
};

/// The policies that are known: those that were given, and those that reports and messages name.
class Policies {
 public:
  explicit Policies(const std::vector<PagePolicy>& given);

  /// The policy that the violation names; nullopt where it names none.
  [[nodiscard]] std::optional<std::size_t> named_by(const ReportedViolation& violation);
  /// What governs the pages as far as a finding is concerned: the given policies together, or each of those that were
  /// named by itself, kMostNamedPolicies at most.
  [[nodiscard]] std::vector<std::vector<std::size_t>> bases_for(const Group& group) const;

  [[nodiscard]] const std::vector<KnownPolicy>& known() const noexcept { return known_; }

 private:
  [[nodiscard]] std::size_t add(KnownPolicy policy, std::string key);
  std::vector<KnownPolicy> known_;
  std::vector<std::string> keys_;  ///< what tells one from another; as long as known_
};

/// In the order in which they were first told of. What a script learned of a refusal joins the browser's own message.
[[nodiscard]] std::vector<Group> grouped(std::span<const ReportEntry> entries, Policies& policies);

}  // namespace cspkit::explain_detail
