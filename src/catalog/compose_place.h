// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/directives.h"
#include "cspkit/policy.h"

/// Where in a policy a source goes, and what a new directive starts from.
namespace cspkit::catalog {

/// A source, and the directive that it is put into.
struct Placed {
  DirectiveId directive = DirectiveId::default_src;
  std::string source;
  friend bool operator==(const Placed&, const Placed&) = default;
};

/// Who may decide about a check or stand behind a directive, the most specific first: the text's fallback list, and for
/// directives that are no effective directive of a request (script-src, style-src, child-src) what they override.
[[nodiscard]] std::span<const DirectiveId> chain_of(DirectiveId directive);

/// Whether a row that the catalogue has for `documented` can be why a source stands in `placed`.
[[nodiscard]] bool answers_for(DirectiveId documented, DirectiveId placed);

/// The directive of the policy that decides about `effective`; nullopt where nothing governs it.
[[nodiscard]] std::optional<DirectiveId> governing(const Policy& policy, DirectiveId effective);

/// The directive for a source that the catalogue states for `wanted`, so that a check under `effective` passes: the one
/// that governs the check where it is as narrow as `wanted`, else a new one that narrow. nullopt where nothing governs
/// the check (then adding would restrict), or where `wanted` has no say in it.
[[nodiscard]] std::optional<DirectiveId> place(const Policy& policy, DirectiveId effective,
                                               DirectiveId wanted);

/// What governed a directive that the policy does not have; nullopt where it has it, or nothing did.
[[nodiscard]] std::optional<DirectiveId> copied_from(const Policy& policy, DirectiveId directive);

/// The policy with the sources added. A directive that is new starts from what governed it before, without what
/// means nothing there; 'none' gives way.
[[nodiscard]] Policy with_sources(const Policy& base, std::span<const Placed> added);

/// What of a copied list means nothing in the new directive, and is left out.
[[nodiscard]] std::vector<std::string> left_out(const Policy& base, DirectiveId directive);

/// The nonce of `'nonce-…'`; nullopt for every other token.
[[nodiscard]] std::optional<std::string_view> nonce_of(std::string_view token);

/// The list that `directive` has, or would start from.
[[nodiscard]] std::vector<std::string> list_of(const Policy& policy, DirectiveId directive);

[[nodiscard]] bool has_nonce_or_hash(std::span<const std::string> list);
[[nodiscard]] bool has_strict_dynamic(std::span<const std::string> list);

/// Whether `source`, a nonce or a hash, would switch off the 'unsafe-inline' on which the page leans now.
[[nodiscard]] bool would_restrict(const Policy& policy, const Placed& addition);

}  // namespace cspkit::catalog
