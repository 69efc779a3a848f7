// SPDX-License-Identifier: Apache-2.0
#include "cspkit/sandbox.h"

#include "base/ascii.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

using enum SandboxFlag;

constexpr SandboxFlags bit(SandboxFlag flag) noexcept { return static_cast<SandboxFlags>(flag); }

constexpr SandboxFlags kAll =
    bit(navigation) | bit(auxiliary_navigation) |
    bit(top_level_navigation_without_user_activation) |
    bit(top_level_navigation_with_user_activation) | bit(origin) | bit(forms) | bit(pointer_lock) |
    bit(scripts) | bit(automatic_features) | bit(document_domain) |
    bit(propagates_to_auxiliary_contexts) | bit(modals) | bit(orientation_lock) |
    bit(presentation) | bit(downloads) | bit(custom_protocols_navigation);

// https://html.spec.whatwg.org/multipage/browsers.html#parse-a-sandboxing-directive, step 3
constexpr SandboxToken kTokens[] = {
    {"allow-downloads", bit(downloads)},
    {"allow-forms", bit(forms)},
    {"allow-modals", bit(modals)},
    {"allow-orientation-lock", bit(orientation_lock)},
    {"allow-pointer-lock", bit(pointer_lock)},
    {"allow-popups", bit(auxiliary_navigation) | bit(custom_protocols_navigation)},
    {"allow-popups-to-escape-sandbox", bit(propagates_to_auxiliary_contexts)},
    {"allow-presentation", bit(presentation)},
    {"allow-same-origin", bit(origin)},
    {"allow-scripts", bit(scripts) | bit(automatic_features)},
    {"allow-storage-access-by-user-activation", 0},  // asked by the Storage Access API itself
    {"allow-top-navigation", bit(top_level_navigation_without_user_activation) |
                                 bit(top_level_navigation_with_user_activation) |
                                 bit(custom_protocols_navigation)},
    {"allow-top-navigation-by-user-activation", bit(top_level_navigation_with_user_activation)},
    {"allow-top-navigation-to-custom-protocols", bit(custom_protocols_navigation)},
};

}  // namespace

std::span<const SandboxToken> sandbox_tokens() noexcept { return kTokens; }

// https://html.spec.whatwg.org/multipage/browsers.html#parse-a-sandboxing-directive
SandboxFlags parse_a_sandboxing_directive(std::string_view value) noexcept {
  SandboxFlags flags = kAll;
  split_on_ascii_whitespace(value, [&](std::string_view word, std::size_t) {
    for (const SandboxToken& token : kTokens) {
      if (equals_ignoring_ascii_case(token.name, word)) flags &= ~token.cleared;
    }
  });
  return flags;
}

}  // namespace cspkit
