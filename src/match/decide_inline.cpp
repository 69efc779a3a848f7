// SPDX-License-Identifier: Apache-2.0
#include "match/element.h"
#include "match/for_each_policy.h"
#include "match/profile.h"
#include "match/script_url.h"

/// Inline scripts, styles, handlers and `javascript:` URLs, and the compilation of strings and of
/// WebAssembly. Source: https://w3c.github.io/webappsec-csp/#html-integration, #ecma-integration,
/// #wasm-integration
namespace cspkit {
namespace {

using enum DirectiveId;

bool is_script_type(InlineType type) noexcept {
  return type == InlineType::script || type == InlineType::script_attribute ||
         type == InlineType::navigation || type == InlineType::speculation_rules;
}

/// Elements, which may have nonces, and whose content may be listed by hash.
bool is_element_type(InlineType type) noexcept {
  return type == InlineType::script || type == InlineType::style ||
         type == InlineType::speculation_rules;
}

/// Whether 'strict-dynamic' switches 'unsafe-inline' off for this type.
bool strict_dynamic_counts(const CompiledDirective& list, InlineType type,
                           const Profile& profile) noexcept {
  if (is_script_type(type)) return true;
  return (profile.strict_dynamic == StrictDynamicRule::workers_and_inline ||
          profile.strict_dynamic == StrictDynamicRule::drops_sources) &&
         list.id == default_src;
}

/// #allow-all-inline
bool allow_all_inline(const CompiledDirective& list, InlineType type,
                      const Profile& profile) noexcept {
  // 2.1 A nonce or hash overrides 'unsafe-inline'.
  const bool loose = (profile.forms & kFormHashDash) != 0 && list.loose_hash_algorithms != 0;
  if (list.has_nonce(profile.forms) || list.hash_algorithms != 0 || loose) return false;
  // 2.2 So does 'strict-dynamic', for scripts.
  if (list.has(Keyword::strict_dynamic) && strict_dynamic_counts(list, type, profile)) return false;
  // 2.3, 3.
  return list.has(Keyword::unsafe_inline) ||
         (type == InlineType::speculation_rules && list.has(Keyword::inline_speculation_rules) &&
          (list.id != default_src || profile.speculation_rules_by_default_src));
}

/// #match-element-to-source-list
bool match_element_to_source_list(const CompiledPolicy::Data& data, const CompiledDirective& list,
                                  const InlineCheck& check, const Profile& profile) noexcept {
  // 1. All inline content of this type may be allowed.
  if (allow_all_inline(list, check.type, profile)) return true;
  // 2. The nonce of an element that may have one.
  const bool element = is_element_type(check.type);
  if (element && check.nonce && match_nonce_to_source_list(data, list, *check.nonce, profile))
    return true;
  // 3 to 5. Attributes and javascript: URLs have hashes only under 'unsafe-hashes'.
  if (!element && !list.has(Keyword::unsafe_hashes)) return false;
  if (element && is_script_type(check.type) && list.has(Keyword::strict_dynamic) &&
      check.parser_metadata == ParserMetadata::not_parser_inserted) {
    return true;
  }
  return match_content_hash(data, list, check, profile) != nullptr;
}

/// What 'trusted-types-eval' allows on a page.
class TrustedTypesEval {
 public:
  TrustedTypesEval(const PolicyList& list, TrustedTypesEvalRule rule) : rule_(rule) {
    bool any = false;
    for (const CompiledPolicy& policy : list.policies()) {
      const CompiledDirective* const scripts = policy.data().compilation_list();
      if (scripts == nullptr) continue;
      const bool here = scripts->has(Keyword::trusted_types_eval);
      any |= here;
      everywhere_ &= here;
      enforced_somewhere_ |= here && policy.disposition() == Disposition::enforce;
    }
    // Source: https://w3c.github.io/trusted-types/dist/spec/#does-sink-require-trusted-types
    required_ = any && should_block_sink_type_mismatch(list, "script").blocked();
  }

  [[nodiscard]] bool all_allowed() const noexcept {
    return required_ && enforced_somewhere_ && rule_ == TrustedTypesEvalRule::any_policy;
  }
  [[nodiscard]] bool allowed_by(const CompiledDirective& scripts) const noexcept {
    return required_ && scripts.has(Keyword::trusted_types_eval) &&
           (everywhere_ || rule_ != TrustedTypesEvalRule::every_policy);
  }

 private:
  TrustedTypesEvalRule rule_;
  bool everywhere_ = true;
  bool enforced_somewhere_ = false;
  bool required_ = false;
};

}  // namespace

// https://w3c.github.io/webappsec-csp/#should-block-inline
Verdict should_block_inline(const PolicyList& list, const InlineCheck& check, Browser as,
                            ViolationSink sink) {
  const Profile& profile = profile_of(as);
  // A script of a type that the browser does not know is never prepared.
  if (check.type == InlineType::speculation_rules && !profile.knows_speculation_rules) return {};
  const DirectiveId effective = effective_directive_for_inline_check(check.type);
  const HashedInline hashed(check, profile);
  return for_each_policy(list, as, sink, [&](const CompiledPolicy::Data& data) -> Objection {
    const CompiledDirective* const governing = data.governs(effective);
    if (governing == nullptr ||
        match_element_to_source_list(data, *governing, hashed.check(), profile)) {
      return kNoObjection;
    }
    return Objection{effective, governing->id};
  });
}

// https://w3c.github.io/webappsec-csp/#can-compile-strings
Verdict can_compile_strings(const PolicyList& list, Browser as, ViolationSink sink) {
  const TrustedTypesEval trusted(list, profile_of(as).trusted_types_eval);
  if (trusted.all_allowed()) return {};
  return for_each_policy(list, as, sink, [&](const CompiledPolicy::Data& data) -> Objection {
    const CompiledDirective* const source_list = data.compilation_list();
    if (source_list == nullptr || source_list->has(Keyword::unsafe_eval) ||
        trusted.allowed_by(*source_list)) {
      return kNoObjection;
    }
    return Objection{script_src, source_list->id};
  });
}

// https://w3c.github.io/webappsec-csp/#can-compile-wasm-bytes
Verdict can_compile_wasm_bytes(const PolicyList& list, Browser as, ViolationSink sink) {
  if (!profile_of(as).checks_wasm) return {};
  return for_each_policy(list, as, sink, [](const CompiledPolicy::Data& data) -> Objection {
    const CompiledDirective* const source_list = data.compilation_list();
    if (source_list == nullptr || source_list->has(Keyword::unsafe_eval) ||
        source_list->has(Keyword::wasm_unsafe_eval)) {
      return kNoObjection;
    }
    return Objection{script_src, source_list->id};
  });
}

}  // namespace cspkit
