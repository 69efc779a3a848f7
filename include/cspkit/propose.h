// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/browser.h"
#include "cspkit/policy.h"
#include "cspkit/recognize.h"
#include "cspkit/scan.h"

/// Policies for what an inventory holds, and what stands in the way of strict ones.
///
///     auto proposal = cspkit::propose(inventory, vendors, cspkit::ProposalKind::strict_nonce);
///     serialize(proposal.policy);  // "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic'; …"
///     proposal.blocked.empty();    // the engine let every item pass, as the text and the browsers read it
namespace cspkit {

enum class ProposalKind : std::uint8_t {
  strict_nonce,  ///< scripts by a nonce of the response, and those that they add
  strict_hash,   ///< scripts by their hashes, for pages that are files
  allowlist,     ///< scripts by origin; the weakest
};
inline constexpr std::array kProposalKinds = {ProposalKind::strict_nonce, ProposalKind::strict_hash,
                                              ProposalKind::allowlist};

/// `nonce`, `hash`, `allowlist`.
[[nodiscard]] std::string_view to_string(ProposalKind kind) noexcept;

/// One source of a proposed policy, and why it stands there.
struct ProposedSource {
  enum class Ground : std::uint8_t {
    seen,      ///< something of the inventory needs it
    vendor,    ///< a vendor that was recognised needs it, by the catalogue
    baseline,  ///< a policy should say so, whatever was seen
  };
  std::string directive, source;
  Ground ground = Ground::seen;
  std::string reason;       ///< one phrase or sentence
  std::string reference;    ///< of vendors' needs; may be empty
  std::string example;      ///< a URL or the beginning of a block that needs it
  std::uint64_t items = 0;  ///< different things that need it
  std::uint64_t count = 0;  ///< and how often they were seen
  std::vector<Place> places;
};

/// `seen`, `vendor`, `baseline`.
[[nodiscard]] std::string_view to_string(ProposedSource::Ground ground) noexcept;

/// An item that the proposed policy blocks.
struct ProposalFailure {
  const InventoryItem* item = nullptr;  ///< of the inventory
  DirectiveId directive = DirectiveId::default_src;
  std::vector<Browser> readers;
};

struct Proposal {
  ProposalKind kind = ProposalKind::strict_nonce;
  Policy policy;
  std::vector<ProposedSource> sources;  ///< in the order of the policy
  std::vector<std::string> warnings;    ///< what is weak about it, or has to be done for it
  bool checked =
      false;  ///< false: the policy is over the limits of limits.h, and nothing was asked
  std::uint64_t asked = 0;  ///< items that the engine was asked about
  std::vector<ProposalFailure> blocked;
  std::size_t header_bytes = 0;  ///< of the policy's text
};

/// A complete policy under which everything of the inventory's site passes, as far as a policy of that kind can allow it.
/// Items of documents of other origins than the first of Inventory::origins() are left out. The nonce is `{nonce}`.
[[nodiscard]] Proposal propose(const Inventory& inventory,
                               std::span<const RecognizedVendor> vendors, ProposalKind kind);

/// Something of the pages that a strict policy cannot let pass without being weakened.
struct Obstacle {
  enum class Kind : std::uint8_t {
    handler,          ///< inline event handlers
    javascript_url,   ///< `javascript:` URLs
    style_attribute,  ///< `style` attributes
    eval,             ///< strings compiled as code
    possible_eval,    ///< scripts that name `eval(` or `new Function(`
    script_by_hash,   ///< external scripts in the markup, of which a hash-only policy knows nothing
    embedded_script,  ///< scripts from `data:` or `blob:` URLs
    insecure,         ///< `http:` URLs in pages of https
    changing_blocks,  ///< more different inline blocks than a header can list
    fixed_nonce,      ///< nonces that are the same in every response
  };
  Kind kind = Kind::handler;
  std::string title;   ///< `inline event handlers`
  std::string remedy;  ///< what to do
  /// Which proposals it weakens or stops.
  std::vector<ProposalKind> concerns;
  std::uint64_t items = 0;
  std::uint64_t count = 0;
  struct Instance {
    std::string what;  ///< the beginning of the source, or a URL
    std::uint64_t count = 0;
    std::vector<Place> places;
  };
  std::vector<Instance> instances;  ///< the most frequent, at most kMostObstacleInstances
};
inline constexpr std::size_t kMostObstacleInstances = 10;

/// `handler`, `javascript-url`, `style-attribute`, `eval`, `possible-eval`, `script-by-hash`, `embedded-script`, `insecure`,
/// `changing-blocks`, `fixed-nonce`.
[[nodiscard]] std::string_view to_string(Obstacle::Kind kind) noexcept;

/// The worst first.
[[nodiscard]] std::vector<Obstacle> find_obstacles(const Inventory& inventory);

}  // namespace cspkit
