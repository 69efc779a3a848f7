// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/directives.h"
#include "cspkit/lint.h"
#include "cspkit/policy.h"
#include "policy/scan.h"
#include "policy/source_expression.h"

/// What the checks look at: the policies of one response, taken apart once.
namespace cspkit::linting {

/// One token of a directive's value.
struct Source {
  std::string_view text;
  Span span;
  const SourceExpression&
      expression;           ///< of a source list; else, and where the text reads none, kind invalid
  bool every_host = false;  ///< what matches_every_host() answers

  [[nodiscard]] bool is(Keyword keyword) const noexcept {
    return expression.kind == SourceKind::keyword && expression.keyword == keyword;
  }
  [[nodiscard]] bool is_nonce() const noexcept { return expression.kind == SourceKind::nonce; }
  [[nodiscard]] bool is_hash() const noexcept { return expression.kind == SourceKind::hash; }
  /// A host, a scheme or `*`: what `'strict-dynamic'` switches off for scripts, with `'self'`.
  [[nodiscard]] bool is_place() const noexcept {
    return expression.kind == SourceKind::host || expression.kind == SourceKind::scheme ||
           expression.kind == SourceKind::star;
  }
  /// A scheme source of that scheme (lower case): `is_scheme("https")` for `HTTPS:`.
  [[nodiscard]] bool is_scheme(std::string_view scheme) const noexcept;
  /// Whether no host is named: `*`, `*:443`, `https://*`, and `*.com`, where everybody can have one.
  [[nodiscard]] bool matches_every_host() const noexcept { return every_host; }
};

using DirectiveSet = std::bitset<kDirectiveCount>;

/// One directive that counts (no duplicate, no other that parsing drops).
class DirectiveFacts {
 public:
  DirectiveId id;
  Span name;                        ///< where the name stands
  Span span;                        ///< from the name to the last token
  std::span<const Source> sources;  ///< the tokens of its value, as written

  [[nodiscard]] std::string_view written_name() const noexcept { return directive_name(id); }
  [[nodiscard]] bool has(Keyword keyword) const noexcept {
    return (keywords_ & (1u << static_cast<unsigned>(keyword))) != 0;
  }
  [[nodiscard]] const Source* find(Keyword keyword) const noexcept;
  /// Whether the value has that token (lower case), for directives that list no sources.
  [[nodiscard]] bool has_token(std::string_view token) const noexcept;
  [[nodiscard]] bool has_nonce() const noexcept { return has_nonce_; }
  [[nodiscard]] bool has_hash() const noexcept { return has_hash_; }
  [[nodiscard]] bool has_nonce_or_hash() const noexcept { return has_nonce_ || has_hash_; }
  /// Whether nothing matches: no source at all, or `'none'` with nothing beside it but `'report-sample'` and its like.
  [[nodiscard]] bool is_none() const noexcept { return is_none_; }
  /// `'unsafe-inline'`, and nothing beside it that switches it off.
  /// Source: https://w3c.github.io/webappsec-csp/#allow-all-inline
  [[nodiscard]] bool allows_all_inline() const noexcept {
    return has(Keyword::unsafe_inline) && !has_nonce_or_hash() && !has(Keyword::strict_dynamic);
  }
  /// Whether some source names a host, or any by `*.` or a scheme beside it.
  [[nodiscard]] bool has_host() const noexcept { return has_host_; }
  /// A host, or what stands around it, is not in the form that nearly all have (SourceExpression::plain), or too long for a
  /// label of DNS.
  [[nodiscard]] bool has_odd_host() const noexcept { return has_odd_host_; }
  [[nodiscard]] bool has_scheme() const noexcept { return has_scheme_; }
  /// Whether a source matches every host there is.
  [[nodiscard]] bool has_every_host() const noexcept { return has_every_host_; }
  /// As ListMarks has it.
  [[nodiscard]] bool all_apart() const noexcept { return all_apart_; }
  /// Whether hosts and schemes count for scripts here.
  [[nodiscard]] bool places_count_for_scripts() const noexcept {
    return !has(Keyword::strict_dynamic);
  }

 private:
  friend class PageBuilder;
  std::uint32_t keywords_ = 0;
  bool has_nonce_ = false;
  bool has_hash_ = false;
  bool has_host_ = false;
  bool has_odd_host_ = false;
  bool has_scheme_ = false;
  bool has_every_host_ = false;
  bool all_apart_ = false;
  bool is_none_ = false;

  void add(const Source& source) noexcept;
};

/// One policy.
class PolicyFacts {
 public:
  std::size_t text = 0;   ///< index into the input's texts
  std::size_t index = 0;  ///< among the policies of its text
  Disposition disposition = Disposition::enforce;
  Delivery delivery = Delivery::header;
  Span span;                                   ///< in its text
  std::span<const DirectiveFacts> directives;  ///< in the order of the text

  /// The directive itself, or nullptr.
  [[nodiscard]] const DirectiveFacts* own(DirectiveId id) const noexcept {
    const std::int16_t at = at_[static_cast<std::size_t>(id)];
    return at < 0 ? nullptr : &directives[static_cast<std::size_t>(at)];
  }
  /// The directive that governs `effective` through its fallback list, or nullptr: nothing restricts it.
  [[nodiscard]] const DirectiveFacts* governing(DirectiveId effective) const noexcept;

  /// Whether it acts on the page: enforced, and not empty.
  [[nodiscard]] bool enforced() const noexcept { return disposition == Disposition::enforce; }

  /// What the directive, which is one of this policy's, loads or lets happen: the effective directives that it governs. None
  /// where others stand in front of it for all of them.
  [[nodiscard]] DirectiveSet governed_by(const DirectiveFacts& directive) const noexcept;

  /// Where a new directive goes: behind the last one.
  [[nodiscard]] Edit appended(std::string_view directive) const;

 private:
  friend class PageBuilder;
  std::array<std::int16_t, kDirectiveCount> at_{};
};

/// One response.
class Page {
 public:
  const LintInput* input = nullptr;
  std::span<const PolicyFacts> policies;  ///< of all texts, in order; none without a directive
  bool any_enforced = false;

  [[nodiscard]] std::string_view text_of(const PolicyFacts& policy) const noexcept {
    return input->texts[policy.text].text;
  }
  /// Whether the policy decides what the page may do: an enforced one, or where there is none any.
  [[nodiscard]] bool decides(const PolicyFacts& policy) const noexcept {
    return policy.enforced() || !any_enforced;
  }
  /// For what one policy suffices for: nullptr where a deciding policy has it, else the deciding policy to add it to. A
  /// header's comes before a `<meta>`'s.
  ///
  ///     page.lacking([](const PolicyFacts& policy) { return policy.own(DirectiveId::base_uri); })
  template <class Has>
  [[nodiscard]] const PolicyFacts* lacking(Has&& has) const {
    const PolicyFacts* first = nullptr;
    for (const PolicyFacts& policy : policies) {
      if (!decides(policy)) continue;
      if (has(policy)) return nullptr;
      if (first == nullptr ||
          (first->delivery == Delivery::meta && policy.delivery == Delivery::header)) {
        first = &policy;
      }
    }
    return first;
  }
  /// The page's host, in lower case; empty where the URL is none or has none.
  [[nodiscard]] std::string document_host() const;
  /// Whether the page is served over `https:`.
  [[nodiscard]] bool is_secure() const noexcept;
  /// The response's field of that name (in any case), or nullopt.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
};

/// Takes policies apart. Keeps its memory from page to page, so that a batch allocates little.
class PageBuilder {
 public:
  /// The page points into the builder, and into `input`, until the next call. `scans` holds the scan of each text,
  /// with its expressions, and lasts as long.
  [[nodiscard]] const Page& build(const LintInput& input, std::span<const Scan> scans);

 private:
  void add_policy(const LintInput& input, std::size_t text, const Scan& scan,
                  const ScannedPolicy& scanned, std::size_t index);
  void add_directive(const LintInput& input, std::size_t text, const Scan& scan,
                     const ScannedDirective& scanned);

  Page page_;
  std::vector<PolicyFacts> policies_;
  std::vector<DirectiveFacts> directives_;
  std::vector<Source> sources_;
};

/// The directives that decide whether script runs, in the order in which findings name them.
inline constexpr std::array kScriptDirectives{
    DirectiveId::script_src_elem, DirectiveId::script_src_attr, DirectiveId::script_src};

}  // namespace cspkit::linting
