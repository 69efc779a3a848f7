// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/lint/check.h"
#include "match/profile.h"
#include "match/scheme.h"

namespace cspkit::linting {
namespace {

using enum DirectiveId;

/// A place where a policy meets a difference of match/profile.h. Which browsers differ is read from there.
struct Difference {
  /// The place in the policy, or nullptr: the policy does not meet it.
  const Source* (*meets)(const PolicyFacts&, const DirectiveFacts&);
  bool (*differs)(const Profile&);
  std::string_view message;  ///< what the browsers named before it do
};

const Source* find_place(const DirectiveFacts& list, auto&& is) {
  const auto found = std::ranges::find_if(list.sources, is);
  return found == list.sources.end() ? nullptr : &*found;
}

bool of_scheme(const Source& source, SchemeId scheme) noexcept {
  return source.is_place() && !source.expression.scheme.empty() &&
         scheme_id(source.expression.scheme) == scheme;
}

constexpr auto kDifferences = std::to_array<Difference>({
    // `ws-source-http-url` of docs/conformance.md
    {[](const PolicyFacts&, const DirectiveFacts& list) -> const Source* {
       if (list.id == connect_src || list.id == default_src) return nullptr;
       if (!list.has_scheme() && !list.has_odd_host()) return nullptr;
       return find_place(list, [](const Source& source) {
         return of_scheme(source, SchemeId::ws) || of_scheme(source, SchemeId::wss);
       });
     },
     [](const Profile& p) { return !p.ws_source_matches_http; },
     "match nothing by a WebSocket source here; by the specification it lets https: requests "
     "through"},
    // `strict-dynamic-in-worker-src`
    {[](const PolicyFacts&, const DirectiveFacts& list) -> const Source* {
       return list.id == worker_src || list.id == child_src ? list.find(Keyword::strict_dynamic)
                                                            : nullptr;
     },
     [](const Profile& p) {
       return p.strict_dynamic == StrictDynamicRule::workers ||
              p.strict_dynamic == StrictDynamicRule::workers_and_inline;
     },
     "let every worker run by 'strict-dynamic' here, where by the specification it says nothing"},
    // `strict-dynamic-and-inline-style`
    {[](const PolicyFacts& policy, const DirectiveFacts& list) -> const Source* {
       const bool styles = policy.own(style_src) == nullptr;
       return list.id == default_src && styles && list.has(Keyword::unsafe_inline) &&
                      !list.has_nonce_or_hash()
                  ? list.find(Keyword::strict_dynamic)
                  : nullptr;
     },
     [](const Profile& p) {
       return p.strict_dynamic == StrictDynamicRule::workers_and_inline ||
              p.strict_dynamic == StrictDynamicRule::drops_sources;
     },
     "let 'strict-dynamic' in default-src switch 'unsafe-inline' off for styles too, and block "
     "them"},
    // `strict-dynamic-and-style-url`
    {[](const PolicyFacts&, const DirectiveFacts& list) -> const Source* {
       const bool more = std::ranges::any_of(list.sources, [](const Source& source) {
         return source.is_place() || source.is(Keyword::self);
       });
       return list.id == default_src && more ? list.find(Keyword::strict_dynamic) : nullptr;
     },
     [](const Profile& p) { return p.strict_dynamic == StrictDynamicRule::drops_sources; },
     "forget 'self' and what stands behind 'strict-dynamic' in default-src for images, styles and "
     "all else"},
    // `webrtc`
    {[](const PolicyFacts&, const DirectiveFacts& list) -> const Source* {
       return list.id == webrtc && !list.sources.empty() ? &list.sources.front() : nullptr;
     },
     [](const Profile& p) { return !p.checks_webrtc; }, "do not read webrtc at all"},
    // `speculation-rules-in-default-src`
    {[](const PolicyFacts& policy, const DirectiveFacts& list) -> const Source* {
       const bool governs =
           policy.own(script_src) == nullptr && policy.own(script_src_elem) == nullptr;
       return list.id == default_src && governs ? list.find(Keyword::inline_speculation_rules)
                                                : nullptr;
     },
     [](const Profile& p) {
       return p.knows_speculation_rules && !p.speculation_rules_by_default_src;
     },
     "read 'inline-speculation-rules' in script-src and script-src-elem only"},
    // `explicit-port-80`
    {[](const PolicyFacts&, const DirectiveFacts& list) -> const Source* {
       if (!list.has_odd_host()) return nullptr;
       return find_place(list, [](const Source& source) {
         return source.expression.kind == SourceKind::host && source.expression.port == 80;
       });
     },
     [](const Profile& p) { return p.port != PortRule::text; },
     "take port 80 for 443 too where the request is secure, which the specification does not"},
});

std::string names_of(bool (*differs)(const Profile&)) {
  std::array<std::string_view, kBrowsers.size()> names{};
  std::size_t count = 0;
  for (const Browser browser : kBrowsers) {
    if (!differs(profile_of(browser))) continue;
    names[count++] = browser == Browser::chromium  ? "Chromium"
                     : browser == Browser::firefox ? "Firefox"
                                                   : "Safari";
  }
  return listed(std::span(names).first(count));
}

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveFacts& list : policy.directives) {
    for (const Difference& difference : kDifferences) {
      const Source* place = difference.meets(policy, list);
      if (place == nullptr) continue;
      report.add(policy, {.directive = list.written_name(),
                          .value = place->text,
                          .span = place->span,
                          .message = fmt::format("{} {}.", names_of(difference.differs),
                                                 difference.message)});
    }
  }
}

}  // namespace

extern const Check kBrowsersAnswerOtherwise{
    .id = "browsers-answer-otherwise",
    .title = "Browsers answer otherwise than the specification, for this very policy",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#match-url-to-source-list",
    .trigger = "default-src 'self' 'strict-dynamic' 'unsafe-inline'",
    .counterexample = "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic'",
    .on_policy = run,
};

}  // namespace cspkit::linting
