// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lint/evaluator/host.h"
#include "analysis/lint/evaluator/types.h"
#include "policy/scan.h"
#include "policy/source_expression.h"

/// A policy as the CSP Evaluator sees it, and what an up-to-date browser makes of its values.
namespace cspkit::linting::evaluator {

/// One value of a directive.
struct Value {
  /// What stands at that place of a text, whose masks these are.
  Value(std::string_view in, const TextMasks& masks, Span place) noexcept;

  std::string_view text;  ///< as written
  Span span;
  /// Whatever the directive is: keyword, nonce or hash where the text reads one, else invalid.
  SourceKind kind = SourceKind::invalid;
  Keyword keyword = Keyword::none;  ///< where kind is keyword
  bool lone_scheme = false;         ///< a scheme and its colon
  bool dotted = false;              ///< has a dot somewhere
  bool common = false;              ///< is_common_host()
  Host host;                        ///< of what is not quoted
  bool counts = true;  ///< in the policy as browsers of today see it: its "effective" policy
  bool repeated =
      false;  ///< stands in the directive before; only where Directive::compared says so

  [[nodiscard]] bool is(Keyword which) const noexcept {
    return kind == SourceKind::keyword && keyword == which;
  }
  [[nodiscard]] bool quoted() const noexcept { return text.starts_with('\''); }
  /// A nonce or hash that browsers read; the placeholder of a nonce is one.
  [[nodiscard]] bool is_nonce() const noexcept { return kind == SourceKind::nonce; }
  [[nodiscard]] bool is_hash() const noexcept { return kind == SourceKind::hash; }
};

struct Directive {
  std::string_view name;          ///< as written
  std::optional<DirectiveId> id;  ///< nullopt: a name that nobody knows
  Span name_span;
  /// Common hosts are among them only where a check looks at each.
  std::span<Value> values;
  std::uint32_t kinds = 0;     ///< a bit for each SourceKind that some value is
  std::uint32_t keywords = 0;  ///< a bit for each keyword that some value is
  bool compared = false;       ///< with each other: Value::repeated is known

  /// Whether a value is that keyword; `of_today`: only values that count.
  enum class Among : std::uint8_t { written, of_today };
  [[nodiscard]] const Value* find(Keyword keyword, Among among) const noexcept;
  [[nodiscard]] bool has_nonce(Among among) const noexcept;
  [[nodiscard]] bool has_hash(Among among) const noexcept;
  /// `'none'` and nothing else, or nothing at all: nothing matches.
  [[nodiscard]] bool is_none() const noexcept;

  /// Takes note of what the values are, so that most questions need no look at them.
  void note_kinds() noexcept;

 private:
  [[nodiscard]] bool has(SourceKind kind, Among among) const noexcept;
};

/// One policy of a text.
class Policy {
 public:
  Policy() = default;
  Policy(const Policy&) = delete;
  Policy& operator=(const Policy&) = delete;

  /// Takes another policy apart, in the memory of the one before.
  void take_apart(std::string_view text, const Scan& scan, const ScannedPolicy& scanned);

  [[nodiscard]] std::span<const Directive> directives() const noexcept { return directives_; }
  [[nodiscard]] Span span() const noexcept { return span_; }
  [[nodiscard]] const Directive* own(DirectiveId id) const noexcept;
  /// Its own way of falling back, for fetch directives; for others the directive itself.
  [[nodiscard]] const Directive* effective(DirectiveId id) const noexcept;

  /// What was switched off: the values, in the order in which it reports them.
  struct Ignored {
    const Directive* directive;
    const Value* value;
  };
  [[nodiscard]] std::span<const Ignored> ignored() const noexcept { return ignored_; }

  /// A directive that no browser reads, since it holds other characters than ASCII: its name, or the first such value.
  struct Unreadable {
    std::string_view name;
    std::string_view value;  ///< empty where it is the name
    Span span;
  };
  [[nodiscard]] std::span<const Unreadable> unreadable() const noexcept { return unreadable_; }

  /// Whether the directive, one of this policy's, has that value of its in front of it, too. Most directives have nothing
  /// to be said of them, and are not asked.
  [[nodiscard]] bool repeats(const Directive& directive, const Value& value);

 private:
  Directive* effective_mutable(DirectiveId id) noexcept;
  void switch_off(Directive& directive, Value& value);
  void find_what_counts();
  void note_unreadable(std::string_view text, const Scan& scan, const ScannedDirective& directive);

  Span span_;
  std::vector<Value> values_;  ///< what the directives point into
  std::vector<Directive> directives_;
  std::vector<Ignored> ignored_;
  std::vector<Unreadable> unreadable_;
  std::array<std::int16_t, kDirectiveCount> at_{};
};

}  // namespace cspkit::linting::evaluator
