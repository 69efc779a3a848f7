// SPDX-License-Identifier: Apache-2.0
#include "catalog/compose_extend.h"

#include <algorithm>

namespace cspkit::catalog {
namespace {

bool share_feature(const ProbeBase& probe, const RequirementBase& requirement) {
  return std::ranges::any_of(probe.features, [&](const std::string& feature) {
    return std::ranges::find(requirement.features, feature) != requirement.features.end();
  });
}

bool in_fallback_list(DirectiveId effective, DirectiveId directive) {
  const auto chain = chain_of(effective);
  return directive == effective || std::ranges::find(chain, directive) != chain.end();
}

/// In whose reading the blocks name this effective directive.
ReaderSet readers_under(std::span<const Block> blocks, DirectiveId effective) {
  ReaderSet readers = 0;
  for (const Block& block : blocks) {
    if (block.effective == effective) readers |= block.readers;
  }
  return readers;
}

ReaderSet all_readers(std::span<const Block> blocks) {
  ReaderSet readers = 0;
  for (const Block& block : blocks) readers |= block.readers;
  return readers;
}

bool is_strict_subset(ReaderSet a, ReaderSet b) { return (a & ~b) == 0 && a != b; }

Policy policy_of(DirectiveId directive, std::vector<std::string> sources) {
  Policy policy;
  Directive& only = policy.directives.emplace_back();
  only.name = directive_name(directive);
  only.value = std::move(sources);
  return policy;
}

class Extender {
 public:
  Extender(const Policy& base, std::span<const PreparedProbe> probes,
           std::span<const Candidate> candidates, const PageFacts& page)
      : base_(base), probes_(probes), candidates_(candidates), page_(page) {}

  Extension run() {
    Extension out;
    out.blocked = blocked_probes(base_, probes_, page_);
    // 'unsafe-inline' first: a nonce beside it would switch it off, while a block with a nonce passes under it too.
    std::vector<std::size_t> order;
    for (const BlockedProbe& blocked : out.blocked) order.push_back(blocked.probe);
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t i) { return probes_[i].needs_unsafe_inline(); });
    for (const std::size_t i : order) fix(probes_[i]);
    sort_by_catalogue();
    minimize(order);
    out.policy = with_sources(base_, added_);
    out.added = added_;
    out.unfixable = blocked_probes(out.policy, probes_, page_);
    return out;
  }

 private:
  [[nodiscard]] std::vector<Block> blocks(const PreparedProbe& probe, const Policy& policy) const {
    const auto list = page_.list_with(policy);
    // Past a limit nothing more can be added.
    if (!list) return {Block{~0u, DirectiveId::default_src, DirectiveId::default_src}};
    return blocks_of(probe, *list, 0);
  }

  void fix(const PreparedProbe& probe) {
    auto now = blocks(probe, with_sources(base_, added_));
    while (!now.empty()) {
      auto better = try_candidates(probe, now);
      if (!better) return;
      now = std::move(*better);
    }
  }

  /// Adds the first candidate that helps, and answers what still blocks the probe.
  std::optional<std::vector<Block>> try_candidates(const PreparedProbe& probe,
                                                   const std::vector<Block>& now) {
    for (const Candidate& candidate : ranked_for(probe)) {
      for (const Block& block : now) {
        auto better = try_candidate(probe, candidate, block.effective, now);
        if (better) return better;
      }
    }
    return std::nullopt;
  }

  /// The candidates of the probe's vendor: those of its features first; for requests, hosts before nonces; last the
  /// nonce that the element bears.
  [[nodiscard]] std::vector<Candidate> ranked_for(const PreparedProbe& probe) const {
    std::vector<Candidate> ranked;
    for (const Candidate& candidate : candidates_) {
      if (candidate.vendor == &probe.vendor()) ranked.push_back(candidate);
    }
    const bool request = probe.probe().kind == ProbeKind::request;
    const auto rank = [&](const Candidate& candidate) {
      const bool nonce = request && nonce_of(candidate.source).has_value();
      return (nonce ? 2 : 0) + (share_feature(probe.probe(), *candidate.requirement) ? 0 : 1);
    };
    std::ranges::stable_sort(ranked, {}, rank);
    if (!probe.nonce().empty()) {
      const bool style = probe.probe().nonce_use == ProbeNonce::style;
      ranked.push_back({&probe.vendor(), nullptr,
                        style ? DirectiveId::style_src : DirectiveId::script_src,
                        "'nonce-" + probe.nonce() + "'"});
    }
    return ranked;
  }

  std::optional<std::vector<Block>> try_candidate(const PreparedProbe& probe,
                                                  const Candidate& candidate, DirectiveId effective,
                                                  const std::vector<Block>& now) {
    const auto directive = place(base_, effective, candidate.directive);
    if (!directive) return std::nullopt;
    const Placed placed{*directive, candidate.source};
    if (std::ranges::find(added_, placed) != added_.end()) return std::nullopt;
    const ReaderSet before = readers_under(now, effective);
    // Alone in the directive, a source allows at least what it allows beside others: most are told by that.
    const auto alone = blocks(probe, policy_of(*directive, {candidate.source}));
    if (!is_strict_subset(readers_under(alone, effective) & before, before)) return std::nullopt;
    const Policy current = with_sources(base_, added_);
    if (would_restrict(current, placed)) return std::nullopt;
    std::vector<Placed> more = added_;
    more.push_back(placed);
    auto after = blocks(probe, with_sources(base_, more));
    if (!is_strict_subset(readers_under(after, effective), before)) return std::nullopt;
    added_ = std::move(more);
    return after;
  }

  /// The result does not depend on which probe asked first.
  void sort_by_catalogue() {
    const auto order = [&](const Placed& placed) {
      const auto at = std::ranges::find_if(candidates_, [&](const Candidate& candidate) {
        return candidate.source == placed.source &&
               answers_for(candidate.directive, placed.directive);
      });
      return at - candidates_.begin();
    };
    std::ranges::stable_sort(added_, {}, order);
  }

  /// Takes away what no probe needs, the last first, until nothing more can go.
  void minimize(std::span<const std::size_t> order) {
    const auto passing = [&](std::span<const Placed> added) {
      const auto list = page_.list_with(with_sources(base_, added));
      std::vector<ReaderSet> blocked;
      for (const std::size_t i : order) {
        blocked.push_back(list ? all_readers(blocks_of(probes_[i], *list, 0)) : ~0u);
      }
      return blocked;
    };
    const auto best = passing(added_);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = added_.size(); i-- > 0;) {
        std::vector<Placed> fewer = added_;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        const auto blocked = passing(fewer);
        bool as_good = true;
        for (std::size_t k = 0; k < blocked.size(); ++k) as_good &= (blocked[k] & ~best[k]) == 0;
        if (!as_good) continue;
        added_ = std::move(fewer);
        changed = true;
      }
    }
  }

  const Policy& base_;
  std::span<const PreparedProbe> probes_;
  std::span<const Candidate> candidates_;
  const PageFacts& page_;
  std::vector<Placed> added_;
};

std::string with_nonce(std::string source, const ResolvedRequirement& requirement,
                       const PageNonces& nonces) {
  const std::size_t at = source.find(kNoncePlaceholder);
  if (at == std::string::npos) return source;
  const bool style = requirement.directive.starts_with("style-");
  return source.replace(at, kNoncePlaceholder.size(), style ? nonces.style : nonces.script);
}

}  // namespace

std::vector<Candidate> candidates_of(std::span<const ResolvedVendor> vendors, Evidence mode,
                                     const PageNonces& nonces) {
  std::vector<Candidate> candidates;
  for (const ResolvedVendor& vendor : vendors) {
    for (const ResolvedRequirement& requirement : vendor.requirements) {
      const auto directive = find_directive(requirement.directive);
      if (!directive || !applies(requirement.scope, mode)) continue;
      candidates.push_back(
          {&vendor, &requirement, *directive, with_nonce(requirement.source, requirement, nonces)});
    }
  }
  return candidates;
}

tl::expected<PolicyList, PolicyError> PageFacts::list_with(const Policy& policy) const {
  PolicyList list(origin);
  auto compiled = CompiledPolicy::compile(serialize(policy), policy.disposition, policy.delivery);
  if (!compiled) return tl::unexpected(compiled.error());
  list.add(*std::move(compiled));
  if (trusted_types_required) {
    auto other = CompiledPolicy::compile("require-trusted-types-for 'script'");
    if (other) list.add(*std::move(other));
  }
  return list;
}

std::vector<BlockedProbe> blocked_probes(const Policy& policy,
                                         std::span<const PreparedProbe> probes,
                                         const PageFacts& page) {
  std::vector<BlockedProbe> blocked;
  const auto list = page.list_with(policy);
  if (!list) return blocked;
  for (std::size_t i = 0; i < probes.size(); ++i) {
    auto blocks = blocks_of(probes[i], *list, 0);
    if (!blocks.empty()) blocked.push_back({i, std::move(blocks)});
  }
  return blocked;
}

Extension extend(const Policy& base, std::span<const PreparedProbe> probes,
                 std::span<const Candidate> candidates, const PageFacts& page) {
  return Extender(base, probes, candidates, page).run();
}

std::vector<Placed> fix_of(const Extension& extension, const PreparedProbe& probe,
                           const Block& block, const PageFacts& page) {
  std::vector<Placed> fix;
  ReaderSet open = block.readers;
  for (const Placed& placed : extension.added) {
    if (open == 0) break;
    if (!in_fallback_list(block.effective, placed.directive)) continue;
    const auto list = page.list_with(policy_of(placed.directive, {placed.source}));
    if (!list) continue;
    const ReaderSet still = readers_under(blocks_of(probe, *list, 0), block.effective);
    if ((open & ~still) == 0) continue;
    fix.push_back(placed);
    open &= still;
  }
  return fix;
}

}  // namespace cspkit::catalog
