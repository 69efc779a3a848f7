// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "analysis/lint/witness.h"

/// Sources that name no host of the site's choice.
namespace cspkit::linting {

/// `https:`, `http:`, `wss:`, `ws:`: every host there is.
[[nodiscard]] bool is_network_scheme(const Source& source) noexcept;
/// `data:`, `blob:`, `filesystem:`: what script on the page can make up.
[[nodiscard]] bool is_local_scheme(const Source& source) noexcept;
/// `*` in its forms, or a network scheme.
[[nodiscard]] inline bool is_wide(const Source& source) noexcept {
  return source.matches_every_host() || is_network_scheme(source);
}
/// The first wide source of the list, or nullptr.
[[nodiscard]] const Source* first_wide(const DirectiveFacts& directive) noexcept;

/// A URL of an attacker's that the source lets pass: `https://*.com` → `https://attacker.com/`.
[[nodiscard]] std::string attacker_url(const Source& source);

}  // namespace cspkit::linting
