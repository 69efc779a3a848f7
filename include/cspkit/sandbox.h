// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cspkit {

/// HTML's sandboxing flags. Source:
/// https://html.spec.whatwg.org/multipage/browsers.html#sandboxing-flag-set
enum class SandboxFlag : std::uint32_t {
  navigation = 1u << 0,
  auxiliary_navigation = 1u << 1,
  top_level_navigation_without_user_activation = 1u << 2,
  top_level_navigation_with_user_activation = 1u << 3,
  origin = 1u << 4,
  forms = 1u << 5,
  pointer_lock = 1u << 6,
  scripts = 1u << 7,
  automatic_features = 1u << 8,
  document_domain = 1u << 9,
  propagates_to_auxiliary_contexts = 1u << 10,
  modals = 1u << 11,
  orientation_lock = 1u << 12,
  presentation = 1u << 13,
  downloads = 1u << 14,
  custom_protocols_navigation = 1u << 15,
  /// Source: https://privacycg.github.io/storage-access/#sandboxed-storage-access-by-user-activation-flag
  storage_access_by_user_activation = 1u << 16,
};
inline constexpr unsigned kSandboxFlagCount = 17;

/// A set of SandboxFlag.
using SandboxFlags = std::uint32_t;

/// The flags that a sandbox directive's tokens leave set.
/// Source: https://html.spec.whatwg.org/multipage/browsers.html#parse-a-sandboxing-directive
[[nodiscard]] SandboxFlags parse_a_sandboxing_directive(std::string_view value) noexcept;

/// The flag's name, as `scripts` or `top-level-navigation-with-user-activation`.
[[nodiscard]] std::string_view sandbox_flag_name(SandboxFlag flag) noexcept;
[[nodiscard]] std::optional<SandboxFlag> find_sandbox_flag(std::string_view name) noexcept;

/// A keyword of the sandbox directive and the flags that it keeps from being set.
struct SandboxToken {
  std::string_view name;
  SandboxFlags cleared;
};

/// Every keyword of the sandbox directive, in alphabetical order.
/// Source: https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-sandbox
[[nodiscard]] std::span<const SandboxToken> sandbox_tokens() noexcept;

}  // namespace cspkit
