// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/browser.h"
#include "cspkit/engine.h"
#include "cspkit/request.h"

/// What one set of policies allows that another blocks, proven by the engine.
///
///     cspkit::PolicyList a(self), b(self);
///     a.add_header("script-src 'self'");
///     b.add_header("script-src 'self' https://cdn.test");
///     const auto comparison = cspkit::compare_policies(a, b);
///     comparison.relation;              // PolicyRelation::looser
///     comparison.newly_allowed[0].url;  // "https://cdn.test/"
///
/// docs/diff.md says how the answer is proven, and where its limits are.
namespace cspkit {

/// What B is, seen from A.
enum class PolicyRelation : std::uint8_t {
  equal,         ///< both allow the same
  stricter,      ///< B allows nothing that A blocks, and blocks something that A allows
  looser,        ///< the other way round
  incomparable,  ///< each allows something that the other blocks, or nothing could be proven
};

/// `equal`, `stricter`, `looser`, `incomparable`.
[[nodiscard]] std::string_view relation_name(PolicyRelation relation) noexcept;

/// What a case asks.
enum class CaseKind : std::uint8_t {
  request,
  inline_block,
  eval,
  wasm,
  form_action,
  frame_ancestors,
  base_uri,
  webrtc,
  trusted_types_policy,
  trusted_types_sink,
  sandbox,
};

/// `request`, `inline`, `eval`, …: the name that `cspkit eval` has for the kind.
[[nodiscard]] std::string_view case_kind_name(CaseKind kind) noexcept;

/// One question to the engine that owns its texts. Fields that a kind does not use keep their
/// defaults.
struct PolicyCase {
  CaseKind kind = CaseKind::request;
  std::string url;  ///< request, form_action, base_uri; for frame_ancestors the one ancestor
  Destination destination = Destination::none;  ///< request
  std::string nonce;      ///< request, inline_block; empty where there is none
  std::string integrity;  ///< request
  ParserMetadata parser_metadata = ParserMetadata::not_parser_inserted;  ///< request, inline_block
  Initiator initiator = Initiator::other;                                ///< request
  WebTransport webtransport = WebTransport::no;                          ///< request
  std::uint32_t redirect_count = 0;                                      ///< request, form_action
  InlineType inline_type = InlineType::script;                           ///< inline_block
  std::string source;  ///< inline_block: the content, where it is known
  /// inline_block and form_action: what is known of the content in the place of `source`, since
  /// nobody finds a text for a hash. See InlineCheck::hashes.
  std::string hashes;
  std::string name;                         ///< trusted_types_policy
  bool exists = false;                      ///< trusted_types_policy: one of that name was created
  SandboxFlag flag = SandboxFlag::scripts;  ///< sandbox
};

/// The engine's answer; allowed where `url` should be a URL and is none.
[[nodiscard]] Verdict decide_case(const PolicyList& policies, const PolicyCase& asked,
                                  Browser as = Browser::specification);

/// A case in which A and B answer otherwise.
struct Witness : PolicyCase {
  DirectiveId directive = DirectiveId::default_src;   ///< the effective directive of the block
  DirectiveId blocked_by = DirectiveId::default_src;  ///< the directive that stands in the way
  /// The directive that lets it pass on the other side; absent where none governs it there.
  std::optional<DirectiveId> allowed_by;
  std::string allowed_source;  ///< the source that matched on the other side, where one did
};

/// Whether every question could be asked.
enum class Proof : std::uint8_t {
  complete,
  limit_reached,  ///< limits::kMaxComparisonSteps or kMaxComparedUrls: what is not in the witnesses is not known
};

struct Comparison {
  PolicyRelation relation = PolicyRelation::equal;
  Proof proof = Proof::complete;
  bool a_subsumes_b = true;             ///< whatever B allows, A allows
  bool b_subsumes_a = true;             ///< whatever A allows, B allows
  std::vector<Witness> newly_allowed;   ///< allowed by B, blocked by A
  std::vector<Witness> newly_blocked;   ///< allowed by A, blocked by B
  bool more_allowed = false;            ///< there are more than limits::kMaxWitnesses
  bool more_blocked = false;            ///< likewise
  std::vector<DirectiveId> not_judged;  ///< directives that differ, and that decide nothing here
  bool report_only = false;             ///< report-only policies stand beside, and decide nothing
};

/// Compares what the enforced policies of two lists allow on one and the same page: requests,
/// inline blocks, compilation, navigation, framing, base URLs, WebRTC, Trusted Types and sandboxing
/// flags. Both lists have the same origin for `'self'`. The answer is `equal`, `stricter` or
/// `looser` only where no case at all shows otherwise; every witness has been decided by the engine.
[[nodiscard]] Comparison compare_policies(const PolicyList& a, const PolicyList& b,
                                          Browser as = Browser::specification);

/// Whether compare_policies would answer PolicyRelation::equal, and sooner where it would not.
[[nodiscard]] bool policies_are_equal(const PolicyList& a, const PolicyList& b,
                                      Browser as = Browser::specification);

}  // namespace cspkit
