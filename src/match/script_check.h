// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "cspkit/directives.h"
#include "cspkit/engine.h"
#include "match/match_url.h"
#include "match/profile.h"

namespace cspkit {

/// Whether the list `list`, which governs a request of the directive `effective`, runs the script
/// checks (nonce, integrity, 'strict-dynamic') before it looks at the URL. Source:
/// https://w3c.github.io/webappsec-csp/#script-src-pre-request, #worker-src-pre-request
[[nodiscard]] constexpr bool runs_script_checks(DirectiveId list, DirectiveId effective,
                                                const Profile& profile) noexcept {
  using enum DirectiveId;
  if (effective == script_src_elem) return true;
  if (effective != worker_src) return false;
  // worker-src and child-src match the URL alone; script-src, as their fallback, runs the script
  // checks. Deviation: the text has default-src act as worker-src here; every browser has it act as
  // script-src, and the engine follows them.
  if (list == script_src || list == default_src) return true;
  return profile.strict_dynamic == StrictDynamicRule::workers ||
         profile.strict_dynamic == StrictDynamicRule::workers_and_inline;
}

/// The effective directive as the reader has it; nothing where no policy is asked.
[[nodiscard]] inline std::optional<DirectiveId> effective_directive_as(
    const Profile& profile, const Request& request) noexcept {
  const auto effective = effective_directive_for_a_request(request.destination, request.initiator);
  if (profile.json_modules_are_scripts && request.destination == Destination::json &&
      effective == DirectiveId::connect_src) {
    return DirectiveId::script_src_elem;
  }
  return effective;
}

/// Whether the reader asks no policy about the request, whose URL is `url` now.
[[nodiscard]] inline bool passes_unasked(const Profile& profile, const Request& request,
                                         const UrlView& url, DirectiveId effective) noexcept {
  return passes_as_about(profile, url, effective) ||
         (!profile.worklets_checked_on_redirect && request.redirect_count != 0 &&
          request.destination == Destination::audioworklet);
}

}  // namespace cspkit
