// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>

#include "analysis/lint/check.h"
#include "analysis/lint/coverage.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

using enum DirectiveId;

/// What lists are compared for: each kind of request, and where pages, forms and frames go.
constexpr DirectiveId kCompared[] = {script_src_elem, style_src_elem, img_src,     font_src,
                                     connect_src,     media_src,      object_src,  frame_src,
                                     worker_src,      manifest_src,   form_action, base_uri,
                                     frame_ancestors};

const DirectiveFacts* governing(const PolicyFacts& policy, DirectiveId id) noexcept {
  return directive_fallback_list(id).empty() ? policy.own(id) : policy.governing(id);
}

/// The hosts that one list can let in, for the question whether another list's source has any of
/// them. Ports, schemes and paths are left out: what differs in them alone is not reported.
class Hosts {
 public:
  Hosts(const DirectiveFacts& list, const PageOrigin& page) {
    for (const Source& source : list.sources) {
      const SourceExpression& expression = source.expression;
      // Nonces, hashes and keywords let in what no host says.
      open_ |= source.is_nonce() || source.is_hash() || expression.kind == SourceKind::star ||
               expression.kind == SourceKind::scheme || source.is(Keyword::strict_dynamic) ||
               (expression.kind == SourceKind::host && expression.host.empty());
      const bool self = source.is(Keyword::self);
      open_ |= self && page.scheme == SchemeId::none;
      if (open_) return;
      if (expression.kind != SourceKind::host && !self) continue;
      const std::string host = ascii_lower(self ? page.host : expression.host);
      (expression.host_wildcard ? wildcards_ : exact_).insert(host);
      // What a wildcard of the other list may match: every parent of this host.
      std::size_t labels = 0;
      for (std::size_t dot = host.find('.'); dot != host.npos && labels < kMostLabels;
           dot = host.find('.', dot + 1), ++labels) {
        parents_.insert(host.substr(dot + 1));
      }
    }
  }

  /// Whether some URL may match both `source` and this list.
  [[nodiscard]] bool may_meet(const SourceExpression& source) const {
    if (open_ || source.kind != SourceKind::host || source.host.empty()) return true;
    const std::string host = ascii_lower(source.host);
    if (source.host_wildcard) {
      if (wildcards_.contains(host) || parents_.contains(host)) return true;
    } else if (exact_.contains(host)) {
      return true;
    }
    std::size_t labels = 0;
    for (std::size_t dot = host.find('.'); dot != host.npos; dot = host.find('.', dot + 1)) {
      if (++labels > kMostLabels || wildcards_.contains(host.substr(dot + 1))) return true;
    }
    return false;
  }
  [[nodiscard]] bool open() const noexcept { return open_; }

 private:
  static constexpr std::size_t kMostLabels = 16;
  bool open_ = false;
  std::unordered_set<std::string> exact_, wildcards_, parents_;
};

void compare(const Page& page, const PolicyFacts& policy, const DirectiveFacts& own,
             const PolicyFacts& other, const DirectiveFacts& others, DirectiveId id,
             Reporter& report) {
  const Hosts hosts(others, PageOrigin::of(page.input->document_url));
  if (hosts.open()) return;
  std::vector<std::string_view> dead;
  Span span;
  for (const Source& source : own.sources) {
    if (hosts.may_meet(source.expression)) continue;
    if (dead.empty()) span = source.span;
    dead.push_back(source.text);
  }
  if (dead.empty()) return;
  report.add(
      policy,
      {.directive = own.written_name(),
       .value = dead.front(),
       .span = span,
       .message = fmt::format(
           "{} allows {} for {}, but policies add up, and {} of policy {} of the page does not: "
           "{}.",
           own.written_name(), listed(dead), directive_name(id), others.written_name(),
           &other - page.policies.data() + 1,
           dead.size() == 1 ? "it is blocked" : "they are blocked"),
       .fix =
           Fix{.description = fmt::format("Add {} to the other policy's {}, or remove {} here.",
                                          dead.size() == 1 ? "it" : "them", others.written_name(),
                                          dead.size() == 1 ? "it" : "them")}});
}

void run(const Page& page, Reporter& report) {
  const auto enforced = std::ranges::count_if(page.policies, &PolicyFacts::enforced);
  if (enforced < 2) return;
  // Against the first other policy that says no; enough of them to see, few enough to be quick.
  constexpr std::size_t kMostPolicies = 4;
  const auto policies = page.policies.first(std::min(page.policies.size(), kMostPolicies));
  for (const PolicyFacts& policy : policies) {
    if (!policy.enforced()) continue;
    std::vector<const DirectiveFacts*> told;
    for (const DirectiveId id : kCompared) {
      const DirectiveFacts* own = governing(policy, id);
      // default-src stands for many; what of it is used where is not known.
      if (own == nullptr || own->id == default_src || std::ranges::count(told, own) > 0) continue;
      for (const PolicyFacts& other : policies) {
        if (&other == &policy || !other.enforced()) continue;
        const DirectiveFacts* others = governing(other, id);
        if (others == nullptr) continue;
        const std::size_t before = report.findings().size();
        compare(page, policy, *own, other, *others, id, report);
        if (report.findings().size() == before) continue;
        told.push_back(own);
        break;
      }
    }
  }
}

}  // namespace

extern const Check kAllowedByOnePolicyOnly{
    .id = "allowed-by-one-policy-only",
    .title = "Another policy of the page blocks what this source allows",
    .severity = {FindingSeverity::low, FindingSeverity::low},
    .reference = "https://w3c.github.io/webappsec-csp/#multiple-policies",
    .trigger = "img-src 'self' cdn.example.net, img-src img.example.org",
    .counterexample = "img-src 'self' cdn.example.net, img-src 'self' cdn.example.net",
    .on_page = run,
};

}  // namespace cspkit::linting
