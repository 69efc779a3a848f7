// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/char_set.h"
#include "cspkit/browser.h"
#include "policy/source_expression.h"

/// Where browsers answer otherwise than the text: one row a reader, one column a difference. Each
/// column is described, with a minimal case, in docs/conformance.md.
namespace cspkit {

/// How a host-source's port is compared with a URL's.
enum class PortRule : std::uint8_t {
  text,      ///< equal, or the default of the URL's scheme
  chromium,  ///< ports and schemes upgrade together or not at all
  firefox,   ///< an absent port stands for the source scheme's default; 80 also matches 443
  webkit,    ///< 80 (or http without a port) also matches 443
};

/// How `'self'` is compared.
enum class SelfRule : std::uint8_t { text, chromium, as_host_source };

/// What `*` alone matches besides http(s).
enum class StarRule : std::uint8_t {
  text,                 ///< the scheme of the origin
  network_schemes,      ///< ws and wss too
  all_but_local,        ///< everything but blob:, data: and filesystem:
  network_or_embedded,  ///< ws and wss; data: for img-src, data: and blob: for media-src
};

/// What the host `*` matches of URLs that have none, as in `mailto://*` and `mailto:`.
enum class HostlessRule : std::uint8_t {
  text,         ///< none
  any,          ///< those of every scheme
  no_embedded,  ///< likewise, but for data:, blob: and filesystem:
};

/// What matches the host of a URL whose scheme is not special, as in `foo://h`.
enum class OpaqueHostRule : std::uint8_t {
  text,          ///< nothing: it is no domain
  star_only,     ///< the host `*`
  without_path,  ///< sources without a path
  as_others,     ///< sources as they match other hosts
};

/// Which about: URLs no policy is asked about.
enum class AboutRule : std::uint8_t {
  text,              ///< none: such a request is one like any other
  frames,            ///< those of frames and plugins
  frames_and_forms,  ///< those of forms, too
  requests,          ///< those of all requests
};

/// How `'strict-dynamic'` reaches beyond scripts.
enum class StrictDynamicRule : std::uint8_t {
  text,                ///< script checks only
  workers,             ///< also worker requests under worker-src and child-src
  workers_and_inline,  ///< and 'unsafe-inline' for styles under default-src
  drops_sources        ///< in script-src, script-src-elem, default-src: 'self' and later hosts are
                       ///< forgotten for all types
};

/// How integrity metadata is compared with hash-sources.
enum class IntegrityRule : std::uint8_t {
  text,            ///< base64-values as strings
  decoded,         ///< as bytes
  policy_decoded,  ///< the policy's base64url is folded, the attribute's is not
};

/// How `<link rel=prefetch>` is judged.
enum class PrefetchRule : std::uint8_t { any_directive, default_src_only };

/// How the Trusted Types directives are read.
enum class TrustedTypesRule : std::uint8_t {
  text,
  /// `*` takes only names of the grammar; `default` is never created twice; groups are compared
  /// with their case.
  chromium,
  firefox,  ///< groups are compared with their case
  /// As Chromium, but keywords match as prefixes without regard to case, and nothing behind an
  /// invalid token counts.
  webkit,
};

/// What lets 'trusted-types-eval' count where there are several policies.
enum class TrustedTypesEvalRule : std::uint8_t {
  own_policy,    ///< it speaks for the policy that has it
  any_policy,    ///< one enforced policy speaks for all
  every_policy,  ///< all must have it that govern scripts, those that only report as well
};

struct Profile {
  bool rewrites_websocket_schemes;  ///< ws and wss URLs are seen as http and https
  bool ws_source_matches_http;      ///< a `ws:` source matches http and https, `wss:` matches https
  PortRule port;
  SelfRule self;
  StarRule star;
  bool decodes_whole_path;     ///< before it is split at slashes
  bool ignores_ancestor_path;  ///< frame-ancestors compare no paths
  bool matches_ip_hosts;
  HostlessRule hostless;
  OpaqueHostRule opaque_hosts;
  AboutRule about;
  CharSet nonce_blanks;              ///< what is cut off both ends of an element's nonce
  bool json_modules_are_scripts;     ///< script-src governs them, not connect-src
  bool star_matches_every_ancestor;  ///< those of an opaque origin, too
  StrictDynamicRule strict_dynamic;
  bool decodes_script_urls;  ///< `javascript:` URLs are percent-decoded before they are hashed
  bool decodes_hashes;  ///< inline hashes are compared as bytes, so that padding does not matter
  IntegrityRule integrity;
  bool integrity_algorithm_ignores_case;
  PrefetchRule prefetch;
  bool plugins_obey_frame_src;  ///< object and embed requests must pass frame-src too
  bool plugins_checked_on_redirect;
  bool forms_checked_on_redirect;
  bool checks_wasm;
  bool checks_webrtc;
  bool knows_speculation_rules;
  bool speculation_rules_by_default_src;  ///< 'inline-speculation-rules' counts in default-src
  TrustedTypesRule trusted_types;
  TrustedTypesEvalRule trusted_types_eval;
  bool self_matches_blob_frames;  ///< 'self' in frame-src matches blob: URLs of the origin
  /// Worklets, and where redirects of scripts lead, pass where any policy, even one that only
  /// reports, has 'strict-dynamic' for scripts and the parser did not insert the script. XSLT too,
  /// which it never takes for the parser's.
  bool trusts_late_scripts_by_any_policy;
  bool worklets_checked_on_redirect;
  bool checks_prefetched_pages;      ///< prefetches by speculation rules are hints as others are
  bool workers_heed_sandbox;         ///< in their own policies
  bool same_origin_frames_navigate;  ///< a sandboxed page with allow-same-origin, its siblings
  /// What 'strict-dynamic' alone stops, a script of the parser's whose URL the list matches, is
  /// reported as script-src.
  bool strict_dynamic_names_script_src;
  std::uint16_t forms;  ///< SourceForm bits that the reader's parser takes
};

inline constexpr std::uint16_t kFormsOfChromium =
    kFormTrailingDot | kFormStarWithPort | kFormStarWithPath | kFormStarNoScheme |
    kFormDoubleSlash | kFormQueryOrFragment | kFormOddPath | kFormPortOverflow | kFormPortZeros |
    kFormHashDash;
inline constexpr std::uint16_t kFormsOfFirefox = kFormQueryBehindHost | kFormStarWithPort |
                                                 kFormStarNoScheme | kFormQueryOrFragment |
                                                 kFormPortOverflow;
inline constexpr std::uint16_t kFormsOfWebKit = kFormTrailingDot | kFormStarWithPath |
                                                kFormDoubleSlash | kFormQueryOrFragment |
                                                kFormOddPath | kFormPortZeros | kFormNonceEquals;

/// Indexed by Browser.
inline constexpr std::array<Profile, 4> kProfiles{{
    // The text.
    {
        .rewrites_websocket_schemes = true,
        .ws_source_matches_http = true,
        .port = PortRule::text,
        .self = SelfRule::text,
        .star = StarRule::text,
        .decodes_whole_path = false,
        .ignores_ancestor_path = false,
        .matches_ip_hosts = false,
        .hostless = HostlessRule::text,
        .opaque_hosts = OpaqueHostRule::text,
        .about = AboutRule::text,
        .nonce_blanks = CharSet(""),
        .json_modules_are_scripts = false,
        .star_matches_every_ancestor = false,
        .strict_dynamic = StrictDynamicRule::text,
        .decodes_script_urls = false,
        .decodes_hashes = false,
        .integrity = IntegrityRule::text,
        .integrity_algorithm_ignores_case = true,
        .prefetch = PrefetchRule::any_directive,
        .plugins_obey_frame_src = false,
        .plugins_checked_on_redirect = true,
        .forms_checked_on_redirect = true,
        .checks_wasm = true,
        .checks_webrtc = true,
        .knows_speculation_rules = true,
        .speculation_rules_by_default_src = true,
        .trusted_types = TrustedTypesRule::text,
        .trusted_types_eval = TrustedTypesEvalRule::own_policy,
        .self_matches_blob_frames = false,
        .trusts_late_scripts_by_any_policy = false,
        .worklets_checked_on_redirect = true,
        .checks_prefetched_pages = true,
        .workers_heed_sandbox = true,
        .same_origin_frames_navigate = false,
        .strict_dynamic_names_script_src = false,
        .forms = kFormsOfTheText,
    },
    // Chromium 156.
    {
        .rewrites_websocket_schemes = false,
        .ws_source_matches_http = false,
        .port = PortRule::chromium,
        .self = SelfRule::chromium,
        .star = StarRule::network_schemes,
        .decodes_whole_path = true,
        .ignores_ancestor_path = false,
        .matches_ip_hosts = true,
        .hostless = HostlessRule::any,
        .opaque_hosts = OpaqueHostRule::star_only,
        .about = AboutRule::frames_and_forms,
        .nonce_blanks = CharSet("\t\n\v\f\r "),
        .json_modules_are_scripts = false,
        .star_matches_every_ancestor = false,
        .strict_dynamic = StrictDynamicRule::workers_and_inline,
        .decodes_script_urls = true,
        .decodes_hashes = true,
        .integrity = IntegrityRule::decoded,
        .integrity_algorithm_ignores_case = false,
        .prefetch = PrefetchRule::any_directive,
        .plugins_obey_frame_src = true,
        .plugins_checked_on_redirect = false,
        .forms_checked_on_redirect = true,
        .checks_wasm = true,
        .checks_webrtc = false,
        .knows_speculation_rules = true,
        .speculation_rules_by_default_src = false,
        .trusted_types = TrustedTypesRule::chromium,
        .trusted_types_eval = TrustedTypesEvalRule::any_policy,
        .self_matches_blob_frames = false,
        .trusts_late_scripts_by_any_policy = false,
        .worklets_checked_on_redirect = true,
        .checks_prefetched_pages = false,
        .workers_heed_sandbox = false,
        .same_origin_frames_navigate = false,
        .strict_dynamic_names_script_src = false,
        .forms = kFormsOfChromium,
    },
    // Firefox 153 ESR.
    {
        .rewrites_websocket_schemes = false,
        .ws_source_matches_http = false,
        .port = PortRule::firefox,
        .self = SelfRule::as_host_source,
        .star = StarRule::all_but_local,
        .decodes_whole_path = true,
        .ignores_ancestor_path = true,
        .matches_ip_hosts = true,
        .hostless = HostlessRule::no_embedded,
        .opaque_hosts = OpaqueHostRule::without_path,
        .about = AboutRule::requests,
        .nonce_blanks = CharSet(""),
        .json_modules_are_scripts = false,
        .star_matches_every_ancestor = true,
        .strict_dynamic = StrictDynamicRule::workers,
        .decodes_script_urls = false,
        .decodes_hashes = false,
        .integrity = IntegrityRule::policy_decoded,
        .integrity_algorithm_ignores_case = false,
        .prefetch = PrefetchRule::default_src_only,
        .plugins_obey_frame_src = false,
        .plugins_checked_on_redirect = true,
        .forms_checked_on_redirect = false,
        .checks_wasm = true,
        .checks_webrtc = false,
        .knows_speculation_rules = false,
        .speculation_rules_by_default_src = false,
        .trusted_types = TrustedTypesRule::firefox,
        .trusted_types_eval = TrustedTypesEvalRule::own_policy,
        .self_matches_blob_frames = false,
        .trusts_late_scripts_by_any_policy = false,
        .worklets_checked_on_redirect = true,
        .checks_prefetched_pages = true,
        .workers_heed_sandbox = false,
        .same_origin_frames_navigate = false,
        .strict_dynamic_names_script_src = false,
        .forms = kFormsOfFirefox,
    },
    // WebKitGTK 2.50.
    {
        .rewrites_websocket_schemes = false,
        .ws_source_matches_http = true,
        .port = PortRule::webkit,
        .self = SelfRule::as_host_source,
        .star = StarRule::network_or_embedded,
        .decodes_whole_path = true,
        .ignores_ancestor_path = false,
        .matches_ip_hosts = true,
        .hostless = HostlessRule::any,
        .opaque_hosts = OpaqueHostRule::as_others,
        .about = AboutRule::frames,
        .nonce_blanks = CharSet("\t\n\f\r "),
        .json_modules_are_scripts = true,
        .star_matches_every_ancestor = false,
        .strict_dynamic = StrictDynamicRule::drops_sources,
        .decodes_script_urls = false,
        .decodes_hashes = true,
        .integrity = IntegrityRule::decoded,
        .integrity_algorithm_ignores_case = true,
        .prefetch = PrefetchRule::any_directive,
        .plugins_obey_frame_src = false,
        .plugins_checked_on_redirect = true,
        .forms_checked_on_redirect = false,
        .checks_wasm = false,
        .checks_webrtc = false,
        .knows_speculation_rules = false,
        .speculation_rules_by_default_src = false,
        .trusted_types = TrustedTypesRule::webkit,
        .trusted_types_eval = TrustedTypesEvalRule::every_policy,
        .self_matches_blob_frames = true,
        .trusts_late_scripts_by_any_policy = true,
        .worklets_checked_on_redirect = false,
        .checks_prefetched_pages = true,
        .workers_heed_sandbox = false,
        .same_origin_frames_navigate = true,
        .strict_dynamic_names_script_src = true,
        .forms = kFormsOfWebKit,
    },
}};

template <Browser B>
inline constexpr const Profile& kProfile = kProfiles[static_cast<std::size_t>(B)];

[[nodiscard]] constexpr const Profile& profile_of(Browser browser) noexcept {
  return kProfiles[static_cast<std::size_t>(browser)];
}

/// Calls `f.template operator()<B>()` for the browser that is known at run time only.
template <class F>
constexpr decltype(auto) with_profile(Browser browser, F&& f) {
  switch (browser) {
    case Browser::chromium: return f.template operator()<Browser::chromium>();
    case Browser::firefox: return f.template operator()<Browser::firefox>();
    case Browser::webkit: return f.template operator()<Browser::webkit>();
    case Browser::specification: break;
  }
  return f.template operator()<Browser::specification>();
}

}  // namespace cspkit
