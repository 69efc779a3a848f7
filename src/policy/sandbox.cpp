// SPDX-License-Identifier: Apache-2.0
#include "cspkit/sandbox.h"

#include <bit>

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
    bit(presentation) | bit(downloads) | bit(custom_protocols_navigation) |
    bit(storage_access_by_user_activation);

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
    {"allow-storage-access-by-user-activation", bit(storage_access_by_user_activation)},
    {"allow-top-navigation", bit(top_level_navigation_without_user_activation) |
                                 bit(top_level_navigation_with_user_activation) |
                                 bit(custom_protocols_navigation)},
    {"allow-top-navigation-by-user-activation", bit(top_level_navigation_with_user_activation)},
    {"allow-top-navigation-to-custom-protocols", bit(custom_protocols_navigation)},
};

/// By the flag's bit.
constexpr std::string_view kFlagNames[kSandboxFlagCount] = {
    "navigation",
    "auxiliary-navigation",
    "top-level-navigation-without-user-activation",
    "top-level-navigation-with-user-activation",
    "origin",
    "forms",
    "pointer-lock",
    "scripts",
    "automatic-features",
    "document-domain",
    "propagates-to-auxiliary-contexts",
    "modals",
    "orientation-lock",
    "presentation",
    "downloads",
    "custom-protocols-navigation",
    "storage-access-by-user-activation",
};

}  // namespace

std::string_view sandbox_flag_name(SandboxFlag flag) noexcept {
  return kFlagNames[std::countr_zero(static_cast<SandboxFlags>(flag))];
}

std::optional<SandboxFlag> find_sandbox_flag(std::string_view name) noexcept {
  for (unsigned i = 0; i < kSandboxFlagCount; ++i) {
    if (kFlagNames[i] == name) return static_cast<SandboxFlag>(SandboxFlags{1} << i);
  }
  return std::nullopt;
}

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
