// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/ascii.h"
#include "match/for_each_policy.h"
#include "match/profile.h"
#include "policy/tokenizer.h"

/// Trusted Types. Source: https://w3c.github.io/trusted-types/dist/spec/#csp-integration
namespace cspkit {
namespace {

using enum DirectiveId;

/// tt-policy-name = 1*( ALPHA / DIGIT / "-" / "#" / "=" / "_" / "/" / "@" / "." / "%" )
bool is_policy_name(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_alphanumeric(c) ||
           std::string_view("-#=_/@.%").find(c) != std::string_view::npos;
  });
}

/// What a trusted-types directive's value says about one name.
struct PolicyNames {
  bool none_only = true;  ///< nothing but 'none', and that at least once
  bool any = false;       ///< at least one expression
  bool wildcard = false;
  bool allow_duplicates = false;
  bool named = false;

  PolicyNames(std::string_view value, std::string_view name, TrustedTypesRule rule) noexcept {
    bool stopped = false;
    split_on_ascii_whitespace(value, [&](std::string_view expression, std::size_t) {
      any = true;
      if (equals_ignoring_ascii_case(expression, "'none'")) return;
      none_only = false;
      if (rule == TrustedTypesRule::webkit) {
        if (stopped) return;
        wildcard |= expression.front() == '*';
        const bool duplicates = starts_with_ignoring_ascii_case(expression, "'allow-duplicates'");
        allow_duplicates |= duplicates;
        stopped = !duplicates && expression.front() != '*' &&
                  !is_policy_name(expression.substr(0, 1)) &&
                  !starts_with_ignoring_ascii_case(expression, "'none'");
      }
      wildcard |= expression == "*";
      allow_duplicates |= equals_ignoring_ascii_case(expression, "'allow-duplicates'");
      named |= expression == name && is_policy_name(expression);
    });
    none_only &= any;
  }
};

}  // namespace

// https://w3c.github.io/trusted-types/dist/spec/#should-block-create-policy
Verdict should_block_create_policy(const PolicyList& list, std::string_view name,
                                   std::span<const std::string_view> existing, Browser as,
                                   ViolationSink sink) {
  const TrustedTypesRule rule = profile_of(as).trusted_types;
  const bool strict = rule == TrustedTypesRule::chromium || rule == TrustedTypesRule::webkit;
  const bool duplicate = std::find(existing.begin(), existing.end(), name) != existing.end();
  return for_each_policy(list, as, sink, [&](const CompiledPolicy::Data& data) -> Objection {
    const CompiledDirective* const directive = data.find(trusted_types);
    if (directive == nullptr) return kNoObjection;
    const PolicyNames names(data.value(*directive), name, rule);
    const bool wildcard = names.wildcard && (!strict || name.empty() || is_policy_name(name));
    // 2.4 'none' alone; 2.5 a name created before; 2.6 a name that is not listed.
    if (names.none_only ||
        (duplicate && (!names.allow_duplicates || (strict && name == "default"))) ||
        (!names.named && !wildcard)) {
      return Objection{trusted_types, trusted_types};
    }
    return kNoObjection;
  });
}

// https://w3c.github.io/trusted-types/dist/spec/#should-block-sink-type-mismatch
Verdict should_block_sink_type_mismatch(const PolicyList& list, std::string_view group, Browser as,
                                        ViolationSink sink) {
  const TrustedTypesRule rule = profile_of(as).trusted_types;
  return for_each_policy(list, as, sink, [&](const CompiledPolicy::Data& data) -> Objection {
    const CompiledDirective* const directive = data.find(require_trusted_types_for);
    if (directive == nullptr) return kNoObjection;
    bool required = false;
    bool stopped = false;
    split_on_ascii_whitespace(data.value(*directive), [&](std::string_view token, std::size_t) {
      if (stopped || token.size() < group.size() + 2 || token.front() != '\'' ||
          token[group.size() + 1] != '\'') {
        stopped = rule == TrustedTypesRule::webkit;
        return;
      }
      const std::string_view named = token.substr(1, group.size());
      const bool whole = token.size() == group.size() + 2;
      switch (rule) {
        case TrustedTypesRule::text:
          required |= whole && equals_ignoring_ascii_case(named, group);
          break;
        case TrustedTypesRule::chromium:
        case TrustedTypesRule::firefox: required |= whole && named == group; break;
        case TrustedTypesRule::webkit:
          required |= equals_ignoring_ascii_case(named, group);
          stopped = !equals_ignoring_ascii_case(named, group);
          break;
      }
    });
    if (!required) return kNoObjection;
    return Objection{require_trusted_types_for, require_trusted_types_for};
  });
}

}  // namespace cspkit
