// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/engine.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "hash/blocks.h"
#include "policy_input.h"

namespace cspkit::cli {

/// Something inline that a policy blocks, and would not if it had the hash.
struct MissingHash {
  std::string file;
  PagePosition position;
  std::string what;
  InlineType type = InlineType::script;
  std::string policy;  ///< the name of the policy: `index.html:3`, `policy`
  Disposition disposition = Disposition::enforce;
  std::string directive;  ///< that decides, of the policy
  std::string expression;
  bool lacks_unsafe_hashes = false;
  std::optional<std::size_t>
      own_policy;  ///< the index among the page's policies, where it is one of them
};

/// A hash of a policy that nothing has.
struct StaleHash {
  std::string policy;
  std::string directive;
  std::string expression;
  /// Beside 'unsafe-inline', which any hash puts out of effect: without this one it might come into effect.
  bool holds_off_unsafe_inline = false;
  std::optional<std::size_t> own_policy;
};

/// What a page and its policies disagree on.
struct PageDrift {
  std::string file;
  std::size_t blocks = 0;
  std::size_t policies = 0;  ///< that decide on the page
  bool fixed = false;        ///< the page was written anew, and this is what is left
  std::vector<MissingHash> missing;
  std::vector<StaleHash> stale;  ///< of the page's own policies
};

/// Holds pages to the policies of the command line and to their own. Safe to be used by several threads.
class DriftCheck {
 public:
  /// `origin` is what 'self' stands for. Throws InputError where a policy is beyond a limit.
  DriftCheck(const std::vector<PolicyText>& given, Origin origin);
  ~DriftCheck();
  DriftCheck(const DriftCheck&) = delete;
  DriftCheck& operator=(const DriftCheck&) = delete;

  /// Also notes which hashes of the given policies the page has.
  [[nodiscard]] PageDrift check(const HashedPage& page) const;
  /// The hashes of the given policies that no page had so far.
  [[nodiscard]] std::vector<StaleHash> stale() const;

  struct Policy;

 private:
  Origin origin_;
  std::vector<std::unique_ptr<Policy>> given_;
};

}  // namespace cspkit::cli
