// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cspkit/directives.h"
#include "cspkit/policy.h"
#include "policy/excess.h"
#include "policy/source_expression.h"
#include "policy/text_masks.h"

/// The text cut into policies, directives and tokens, with what becomes of each directive. The
/// model is built from it, and the diagnostics look at it, since they speak about what the parser
/// drops, too.
namespace cspkit {

enum class Fate : std::uint8_t {
  kept,
  duplicate,        ///< the policy has a directive of that name already
  not_ascii,        ///< holds a byte above 0x7F
  ignored_in_meta,  ///< removed from what a `<meta>` element delivers
};

struct ScannedDirective {
  Span span;  ///< from the name to the last token
  Span name;
  std::size_t first_token = 0;    ///< index into Scan::tokens
  std::size_t token_count = 0;    ///< the name not counted
  std::optional<DirectiveId> id;  ///< nullopt: a name nobody knows
  Fate fate = Fate::kept;
};

struct ScannedPolicy {
  Span span;  ///< without white space around it
  std::size_t first_directive = 0;
  std::size_t directive_count = 0;
};

struct ExceededLimit {
  LimitName name;
  Span span;  ///< from the first byte too many
};

/// What the tokens of one directive have in common, as far as one look at each shows it.
struct ListMarks {
  bool all_plain = true;  ///< each is a plain host (SourceExpression::plain) or 'self'
  bool all_apart = true;  ///< each is SourceExpression::alone; false says nothing
  bool has_none = false;  ///< one is 'none'
};

struct Scan {
  std::vector<ScannedPolicy> policies;  ///< those without a directive too
  std::vector<ScannedDirective> directives;
  std::vector<Span> tokens;
  TextMasks masks;  ///< of all of the text
  std::vector<SourceExpression>
      expressions;  ///< of the tokens, in their order; empty before parse_expressions()
  std::vector<ListMarks> marks;           ///< of the directives, in their order; the same holds
  std::optional<ExceededLimit> exceeded;  ///< where set, the rest is not to be used

  [[nodiscard]] std::span<const ScannedDirective> directives_of(const ScannedPolicy& policy) const {
    return std::span(directives).subspan(policy.first_directive, policy.directive_count);
  }
  [[nodiscard]] std::span<const Span> tokens_of(const ScannedDirective& directive) const {
    return std::span(tokens).subspan(directive.first_token, directive.token_count);
  }
};

/// Scans `text`; a comma separates policies in a header, and is like any other character in a
/// `<meta>`.
[[nodiscard]] Scan scan_policies(std::string_view text, Delivery delivery);

/// The same into `scan`, whose memory is used again.
void scan_policies(std::string_view text, Delivery delivery, Scan& scan);

/// Reads every token of `scan` as a source expression, for those who look at them more than once.
void parse_expressions(std::string_view text, Scan& scan);

[[nodiscard]] constexpr std::string_view text_at(std::string_view text, Span span) noexcept {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace cspkit
