// SPDX-License-Identifier: Apache-2.0
#include "oracle/sandbox_effect.h"

#include <utility>

namespace cspkit::oracle {

namespace {

using enum SandboxFlag;

constexpr std::pair<std::string_view, SandboxFlag> kEffects[] = {
    {"auxiliary-navigation", auxiliary_navigation},
    {"document-domain", document_domain},
    {"forms", forms},
    {"navigation", navigation},
    {"orientation-lock", orientation_lock},
    {"origin", origin},
    {"pointer-lock", pointer_lock},
    {"presentation", presentation},
    {"propagates-to-auxiliary-contexts", propagates_to_auxiliary_contexts},
    {"scripts", scripts},
    {"top-level-navigation-without-user-activation", top_level_navigation_without_user_activation},
};

}  // namespace

std::optional<SandboxFlag> find_sandbox_effect(std::string_view name) {
  for (const auto& [known, flag] : kEffects) {
    if (known == name) return flag;
  }
  return std::nullopt;
}

}  // namespace cspkit::oracle
