// SPDX-License-Identifier: Apache-2.0
#include "base/ascii.h"
#include "match/compiled.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

using enum SandboxFlag;

constexpr SandboxFlags bit(SandboxFlag flag) noexcept { return static_cast<SandboxFlags>(flag); }

constexpr SandboxFlags kAll =
    bit(navigation) | bit(auxiliary_navigation) | bit(top_level_navigation_without_user_activation) |
    bit(top_level_navigation_with_user_activation) | bit(origin) | bit(forms) | bit(pointer_lock) |
    bit(scripts) | bit(automatic_features) | bit(document_domain) | bit(propagates_to_auxiliary_contexts) |
    bit(modals) | bit(orientation_lock) | bit(presentation) | bit(downloads) | bit(custom_protocols_navigation);

struct SandboxToken {
  std::string_view name;
  SandboxFlags cleared;  ///< the flags that the token keeps from being set
};

/// https://html.spec.whatwg.org/multipage/browsers.html#parse-a-sandboxing-directive, step 3
constexpr SandboxToken kTokens[] = {
    {"allow-popups", bit(auxiliary_navigation) | bit(custom_protocols_navigation)},
    {"allow-top-navigation", bit(top_level_navigation_without_user_activation) |
                                 bit(top_level_navigation_with_user_activation) | bit(custom_protocols_navigation)},
    {"allow-top-navigation-by-user-activation", bit(top_level_navigation_with_user_activation)},
    {"allow-same-origin", bit(origin)},
    {"allow-forms", bit(forms)},
    {"allow-pointer-lock", bit(pointer_lock)},
    {"allow-scripts", bit(scripts) | bit(automatic_features)},
    {"allow-popups-to-escape-sandbox", bit(propagates_to_auxiliary_contexts)},
    {"allow-modals", bit(modals)},
    {"allow-orientation-lock", bit(orientation_lock)},
    {"allow-presentation", bit(presentation)},
    {"allow-downloads", bit(downloads)},
    {"allow-top-navigation-to-custom-protocols", bit(custom_protocols_navigation)},
};

}  // namespace

SandboxFlags parse_a_sandboxing_directive(std::string_view value) noexcept {
  SandboxFlags flags = kAll;
  split_on_ascii_whitespace(value, [&](std::string_view word, std::size_t) {
    for (const SandboxToken& token : kTokens) {
      if (equals_ignoring_ascii_case(token.name, word)) flags &= ~token.cleared;
    }
  });
  return flags;
}

SandboxFlags csp_derived_sandboxing_flags(const PolicyList& list) noexcept {
  SandboxFlags flags = 0;
  for (const CompiledPolicy& policy : list.policies()) {
    // A report-only policy has no sandbox directive left after compilation.
    if (policy.has(DirectiveId::sandbox)) {
      flags |= parse_a_sandboxing_directive(policy.value_of(DirectiveId::sandbox));
    }
  }
  return flags;
}

Outcome sandbox_init_for_worker(const PolicyList& list) noexcept {
  const SandboxFlags flags = csp_derived_sandboxing_flags(list);
  return (flags & (bit(scripts) | bit(origin))) != 0 ? Outcome::block : Outcome::allow;
}

}  // namespace cspkit
