// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/check.h"
#include "base/ascii.h"
#include "match/key_hash.h"

namespace cspkit::linting {
namespace {

using enum DirectiveId;

/// The directive that would govern in the stead of `id`, or nullptr. Removing child-src would hand
/// workers to script-src, which asks otherwise, so that it counts for frames only.
const DirectiveFacts* stand_in(const PolicyFacts& policy, DirectiveId id) noexcept {
  if (id == script_src || id == style_src) return policy.own(default_src);
  if (id == child_src) {
    return policy.own(worker_src) != nullptr ? policy.own(default_src) : nullptr;
  }
  for (const DirectiveId next : directive_fallback_list(id)) {
    if (next == id) continue;
    if (const DirectiveFacts* facts = policy.own(next)) return facts;
  }
  return nullptr;
}

/// The same tokens, in whatever order.
bool same_tokens(const DirectiveFacts& a, const DirectiveFacts& b) {
  if (a.sources.size() != b.sources.size()) return false;
  const auto sum = [](const DirectiveFacts& list) {
    std::uint64_t total = 0;
    for (const Source& source : list.sources) total += key_hash(KeyKind::host, 0, source.text);
    return total;
  };
  if (sum(a) != sum(b)) return false;
  const auto sorted = [](const DirectiveFacts& list) {
    std::vector<std::string_view> texts;
    texts.reserve(list.sources.size());
    for (const Source& source : list.sources) texts.push_back(source.text);
    std::ranges::sort(texts);
    return texts;
  };
  return sorted(a) == sorted(b);
}

/// Whether every reader asks both directives the same.
bool read_alike(const DirectiveFacts& own, const DirectiveFacts& other) noexcept {
  // worker-src and child-src match the URL alone; script-src and default-src run the script checks.
  if (own.id == worker_src || own.id == child_src)
    return !own.has_nonce_or_hash() && !own.has(Keyword::strict_dynamic);
  // A browser reads 'strict-dynamic' and 'inline-speculation-rules' otherwise in default-src.
  if (other.id == default_src &&
      (own.has(Keyword::strict_dynamic) || own.has(Keyword::inline_speculation_rules))) {
    return false;
  }
  // WebKit lets `*` match data: images, and 'self' blob: frames, by the name of the directive.
  const bool star = std::ranges::any_of(
      own.sources, [](const Source& source) { return source.expression.kind == SourceKind::star; });
  return !star && !(own.id == frame_src && own.has(Keyword::self));
}

/// Whether the directive stands in the policy a second time, and so would count once this one is gone.
bool is_repeated(const Page& page, const PolicyFacts& policy, const DirectiveFacts& own) {
  std::string_view rest = page.text_of(policy).substr(own.span.end, policy.span.end - own.span.end);
  for (std::size_t at = rest.find(';'); at != rest.npos; at = rest.find(';')) {
    rest = strip_ascii_whitespace(rest.substr(at + 1));
    const std::string_view name = rest.substr(0, rest.find_first_of("; \t\n\f\r"));
    if (equals_ignoring_ascii_case(name, own.written_name())) return true;
  }
  return false;
}

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveFacts& own : policy.directives) {
    if (directive_info(own.id).kind != DirectiveKind::fetch || own.id == default_src) continue;
    const DirectiveFacts* other = stand_in(policy, own.id);
    if (other == nullptr || !same_tokens(own, *other) || !read_alike(own, *other)) continue;
    report.add(policy,
               {.directive = own.written_name(),
                .span = own.span,
                .message = fmt::format("{} says what {} says, which would govern in its "
                                       "stead.",
                                       own.written_name(), other->written_name()),
                .fix = Fix{.description = fmt::format("Remove {}.", own.written_name()),
                           .edits = {without_directive(page, policy, own)},
                           .safety = is_repeated(page, policy, own) ? FixSafety::needs_thought
                                                                    : FixSafety::safe}});
  }
}

}  // namespace

extern const Check kDirectiveRedundant{
    .id = "directive-redundant",
    .title = "The directive says what its fallback says",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#directive-fallback-list",
    .trigger = "default-src 'self'; img-src 'self'",
    .counterexample = "default-src 'self'",
    .on_policy = run,
};

}  // namespace cspkit::linting
