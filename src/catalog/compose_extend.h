// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "catalog/compose_place.h"
#include "catalog/probe.h"

/// One policy, extended by what the probes need: the engine decides about every source.
namespace cspkit::catalog {

/// A source that the catalogue offers for a directive, with the page's nonce filled in.
struct Candidate {
  const ResolvedVendor* vendor = nullptr;
  const ResolvedRequirement* requirement = nullptr;
  DirectiveId directive = DirectiveId::default_src;
  std::string source;
};

/// The candidates of all vendors in this mode, in the order of their files.
[[nodiscard]] std::vector<Candidate> candidates_of(std::span<const ResolvedVendor> vendors,
                                                   Evidence mode, const PageNonces& nonces);

/// What of the page matters to the engine beside the one policy that is asked.
struct PageFacts {
  Origin origin;
  bool trusted_types_required = false;  ///< by some policy: `'trusted-types-eval'` asks for it

  /// The policy alone, with index 0; an error where it passes a limit.
  [[nodiscard]] tl::expected<PolicyList, PolicyError> list_with(const Policy& policy) const;
};

/// A probe that a policy blocks, by index into the prepared probes.
struct BlockedProbe {
  std::size_t probe = 0;
  std::vector<Block> blocks;
};

/// The probes that the policy blocks.
[[nodiscard]] std::vector<BlockedProbe> blocked_probes(const Policy& policy,
                                                       std::span<const PreparedProbe> probes,
                                                       const PageFacts& page);

struct Extension {
  Policy policy;                        ///< the base with `added`
  std::vector<Placed> added;            ///< in the order of the catalogue
  std::vector<BlockedProbe> blocked;    ///< under the base
  std::vector<BlockedProbe> unfixable;  ///< under `policy`
};

/// The smallest set of candidates that lets every probe pass which candidates can let pass.
[[nodiscard]] Extension extend(const Policy& base, std::span<const PreparedProbe> probes,
                               std::span<const Candidate> candidates, const PageFacts& page);

/// Those of `added` that let this probe pass where `block` stopped it.
[[nodiscard]] std::vector<Placed> fix_of(const Extension& extension, const PreparedProbe& probe,
                                         const Block& block, const PageFacts& page);

}  // namespace cspkit::catalog
