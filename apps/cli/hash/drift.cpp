// SPDX-License-Identifier: Apache-2.0
#include "hash/drift.h"

#include <fmt/format.h>

#include <algorithm>

namespace cspkit::cli {
namespace {

bool is_hash(std::string_view token) {
  const std::size_t dash = token.find('-');
  return token.starts_with('\'') && dash != std::string_view::npos &&
         find_hash_algorithm(token.substr(1, dash - 1)).has_value();
}

bool is_keyword(std::string_view token, std::string_view lower) {
  return std::ranges::equal(
      token, lower, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b; });
}

CompiledPolicy compile(std::string_view text, const std::string& name, Disposition disposition,
                       Delivery delivery) {
  auto compiled = CompiledPolicy::compile(text, disposition, delivery);
  if (compiled) return *std::move(compiled);
  throw InputError(fmt::format("{}: {} is {}, beyond the limit of {}; shorten the policy", name,
                               compiled.error().limit, compiled.error().actual,
                               compiled.error().maximum));
}

/// A hash of a policy, and the question whether something has it: a policy with that hash and nothing else.
struct ListedHash {
  std::string directive;
  std::string expression;
  bool beside_unsafe_inline;
  CompiledPolicy probe;
  PolicyList list;
  mutable std::atomic<bool> used = false;

  ListedHash(const Directive& owner, const std::string& hash, const Origin& origin)
      : directive(owner.name),
        expression(hash),
        beside_unsafe_inline(std::ranges::any_of(
            owner.value,
            [](const std::string& token) { return is_keyword(token, "'unsafe-inline'"); })),
        probe(compile(fmt::format("{} 'unsafe-hashes' {}", directive, hash), hash,
                      Disposition::enforce, Delivery::header)),
        list(origin) {
    list.add(compile(probe.text(), hash, Disposition::enforce, Delivery::header));
  }

  [[nodiscard]] bool fits(const InlineBlock& block) const {
    const DirectiveId effective = effective_directive_for_inline_check(block.type);
    if (!probe.governing_directive(effective)) return false;
    return std::ranges::any_of(block.sources, [&](const std::string& source) {
      return !should_block_inline(list, {.type = block.type, .source = source}).blocked();
    });
  }

  /// An external script whose integrity metadata name it.
  [[nodiscard]] bool fits(std::string_view integrity) const {
    static const Url kScript = *Url::parse("https://script.invalid/");
    const Request request{.url = kScript.view(),
                          .destination = Destination::script,
                          .integrity = integrity,
                          .parser_metadata = ParserMetadata::parser_inserted};
    return probe.governing_directive(DirectiveId::script_src_elem) &&
           !should_block_request(list, request).blocked();
  }
};

}  // namespace

/// One policy, of the command line or of a page.
struct DriftCheck::Policy {
  std::string name;
  PolicyList list;
  cspkit::Policy parsed;
  std::vector<std::unique_ptr<ListedHash>> hashes;

  Policy(std::string_view text, std::string policy_name, const Origin& origin,
         Disposition disposition, Delivery delivery)
      : name(std::move(policy_name)), list(origin) {
    list.add(compile(text, name, disposition, delivery));
    // As a <meta>'s: its commas separate nothing.
    auto policies = parse_policies(text, disposition, Delivery::meta).policies;
    if (policies.empty()) return;
    parsed = std::move(policies.front());
    for (const Directive& directive : parsed.directives) {
      for (const std::string& token : directive.value) {
        if (is_hash(token))
          hashes.push_back(std::make_unique<ListedHash>(directive, token, origin));
      }
    }
  }

  [[nodiscard]] const CompiledPolicy& compiled() const { return list.policies().front(); }

  void note_use(const InlineBlock& block) const {
    for (const auto& hash : hashes) {
      if (!hash->used && hash->fits(block)) hash->used = true;
    }
  }
  void note_use(std::string_view integrity) const {
    for (const auto& hash : hashes) {
      if (!hash->used && hash->fits(integrity)) hash->used = true;
    }
  }

  /// The directive that blocks a source of the block, or nullopt.
  [[nodiscard]] std::optional<DirectiveId> blocked_by(const InlineBlock& block,
                                                      std::string_view source) const {
    std::optional<DirectiveId> directive;
    const auto ask = [&](std::optional<std::string_view> nonce) {
      directive.reset();
      const InlineCheck check{.type = block.type, .source = source, .nonce = nonce};
      (void)should_block_inline(
          list, check, Browser::specification,
          [&](const PolicyViolation& violation) { directive = violation.source_directive; });
    };
    ask(block.nonce);
    // A page is written with one nonce, or with a template's placeholder, and served with others.
    if (directive && block.nonce) ask("{nonce}");
    return directive;
  }

  [[nodiscard]] bool has_unsafe_hashes(DirectiveId directive) const {
    const Directive* const found = parsed.find(directive_name(directive));
    return found != nullptr && std::ranges::any_of(found->value, [](const std::string& token) {
             return is_keyword(token, "'unsafe-hashes'");
           });
  }

  void collect_stale(std::vector<StaleHash>& stale, std::optional<std::size_t> own) const {
    for (const auto& hash : hashes) {
      if (!hash->used)
        stale.push_back({name, hash->directive, hash->expression, hash->beside_unsafe_inline, own});
    }
  }
};

DriftCheck::DriftCheck(const std::vector<PolicyText>& given, Origin origin)
    : origin_(std::move(origin)) {
  for (const PolicyText& text : given) {
    // A header value may hold several.
    std::size_t begin = 0;
    do {
      const std::size_t comma =
          text.delivery == Delivery::header ? text.text.find(',', begin) : std::string::npos;
      const std::string_view part = std::string_view(text.text).substr(begin, comma - begin);
      auto policy =
          std::make_unique<Policy>(part, text.name, origin_, text.disposition, text.delivery);
      if (!policy->compiled().empty()) given_.push_back(std::move(policy));
      begin = comma == std::string::npos ? comma : comma + 1;
    } while (begin != std::string::npos);
  }
}

DriftCheck::~DriftCheck() = default;

PageDrift DriftCheck::check(const HashedPage& page) const {
  PageDrift drift;
  drift.file = page.file;
  drift.blocks = page.blocks.size();
  std::vector<std::unique_ptr<Policy>> own;
  for (const MetaPolicy& policy : page.policies) {
    own.push_back(std::make_unique<Policy>(policy.content,
                                           fmt::format("{}:{}", page.file, policy.position.line),
                                           origin_, Disposition::enforce, Delivery::meta));
  }
  drift.policies = own.size() + given_.size();

  // Whether a document lives under the policies of another.
  const auto is_within = [&](std::uint32_t document, std::uint32_t outer) {
    while (document != outer && document != 0 && document < page.parents.size())
      document = page.parents[document];
    return document == outer;
  };
  const auto hold_to = [&](const InlineBlock& block, const Policy& policy,
                           std::optional<std::size_t> index) {
    policy.note_use(block);
    // Chromium asks about handlers and style attributes in a <template> as well.
    const bool is_attribute =
        block.type == InlineType::script_attribute || block.type == InlineType::style_attribute;
    const bool runs = block.complete && (block.state == PageItemState::active || is_attribute);
    // What stands before a <meta> is not governed by it, unless it runs later.
    const bool governed =
        !index || block.policies_before > *index || block.type == InlineType::navigation;
    if (!runs || !governed) return;
    for (std::size_t i = 0; i < block.sources.size(); ++i) {
      const auto directive = policy.blocked_by(block, block.sources[i]);
      if (!directive) continue;
      drift.missing.push_back({.file = page.file,
                               .position = block.position,
                               .what = block.what,
                               .type = block.type,
                               .policy = policy.name,
                               .disposition = policy.compiled().disposition(),
                               .directive = std::string(directive_name(*directive)),
                               .expression = block.expressions[i],
                               .lacks_unsafe_hashes = needs_unsafe_hashes(block.type) &&
                                                      !policy.has_unsafe_hashes(*directive),
                               .own_policy = index});
    }
  };
  for (const InlineBlock& block : page.blocks) {
    for (const auto& policy : given_) hold_to(block, *policy, std::nullopt);
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (is_within(block.document, page.policies[i].document)) hold_to(block, *own[i], i);
    }
  }
  for (const std::string& integrity : page.integrities) {
    for (const auto& policy : given_) policy->note_use(integrity);
    for (const auto& policy : own) policy->note_use(integrity);
  }
  for (std::size_t i = 0; i < own.size(); ++i) own[i]->collect_stale(drift.stale, i);
  return drift;
}

std::vector<StaleHash> DriftCheck::stale() const {
  std::vector<StaleHash> stale;
  for (const auto& policy : given_) policy->collect_stale(stale, std::nullopt);
  return stale;
}

}  // namespace cspkit::cli
