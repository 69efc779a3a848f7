// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/policy.h"

/// Judging policies: what is weak, dead or mistaken in them, and what to write instead.
///
///     const cspkit::LintText text{.text = "script-src 'self' 'unsafe-inline'"};
///     const cspkit::LintReport report = cspkit::lint({.texts = {&text, 1}});
///     report.findings[0].id;     // "script-unsafe-inline"
///     report.findings[0].span;   // where the keyword stands
namespace cspkit {

/// How much a finding matters, worst first.
enum class FindingSeverity : std::uint8_t {
  high,    ///< the policy does not do what it is for: injected script runs, or a directive is void
  medium,  ///< a way around it that takes a step more, or a part that does not do what it says
  low,     ///< hardening that is missing, or text without effect
  info,    ///< right, and worth knowing
};

/// Whose eyes the policy is judged with.
enum class LintProfile : std::uint8_t {
  balanced,     ///< what an ordinary site can reach: the default
  strict,       ///< a nonce- or hash-based policy is the aim, and what misses it is told
  evaluator,    ///< the verdicts of Google's CSP Evaluator
  observatory,  ///< the verdict and the score of the MDN HTTP Observatory
};

/// Text to put in place of a span of the text that was judged.
struct Edit {
  Span span;  ///< empty where text is only put in
  std::string replacement;
  friend bool operator==(const Edit&, const Edit&) = default;
};

/// Whether a fix may be applied without a person who looks at it.
enum class FixSafety : std::uint8_t {
  safe,  ///< nothing that works on the page today stops working, and nothing new is allowed
  needs_thought,  ///< it may break the page, or needs a change of it
};

/// What to do about a finding.
struct Fix {
  std::string description;  ///< one sentence in the imperative
  std::vector<Edit> edits =
      {};  ///< in the order of the text, none overlapping; empty where it takes more
  FixSafety safety = FixSafety::needs_thought;
};

/// One policy of what is judged.
struct PolicyPlace {
  std::size_t text = 0;    ///< index into LintInput::texts
  std::size_t policy = 0;  ///< which policy of that text, from 0
  friend bool operator==(const PolicyPlace&, const PolicyPlace&) = default;
};

/// One thing to know about the policy.
struct Finding {
  std::string_view id;  ///< the check's, stable, kebab case
  FindingSeverity severity = FindingSeverity::info;
  std::string directive;       ///< the directive as written, or the one that is missing; or empty
  std::string value;           ///< the source expression or value it is about; or empty
  std::string message;         ///< what is wrong and why it matters, a sentence or two
  std::optional<Fix> fix;      ///< where there is one
  std::string_view reference;  ///< a URL: the specification, or evidence
  std::string_view page;       ///< the check's page, relative to the project: `docs/checks/ID.md`
  Span span;                   ///< in the text `text` of the input
  std::size_t text = 0;        ///< index into LintInput::texts
  std::size_t policy = 0;      ///< which policy of that text (it may hold several), from 0
  /// Profile evaluator: the severity that tool gives it, `HIGH` to `NONE`; else empty.
  std::string_view peer_severity = {};
  /// The enforced policy of the page that makes up for it. The severity is `info` then.
  std::optional<PolicyPlace> closed_by;
};

/// One text that holds policies: a header's value, or the content of a `<meta>`.
struct LintText {
  std::string_view text;
  Disposition disposition = Disposition::enforce;
  Delivery delivery = Delivery::header;
};

/// A header field of the response that brought the policies.
struct HeaderField {
  std::string_view name;  ///< in any case
  std::string_view value;
};

/// What is judged: everything that one response says, since policies add up.
struct LintInput {
  std::span<const LintText> texts;
  /// The response's other fields, where they are known: `Reporting-Endpoints`, `X-Frame-Options`.
  /// Without any, checks that need them are silent.
  std::span<const HeaderField> headers = {};
  /// The texts of another response for the same page, where there is one: nonces must differ.
  std::span<const LintText> other_response = {};
  std::string_view document_url = "https://example.com/";
};

/// What judging yields.
struct LintReport {
  std::vector<Finding> findings;  ///< worst first; of the same severity, in the order of the text
  std::string grade;              ///< `A+` to `F`
  std::optional<int> score;       ///< profile observatory: 0 and up
  std::optional<int> score_modifier;  ///< profile observatory: what the result gives or takes
  /// Profile observatory: its result's keyword; profile evaluator: the worst of its severities; else empty.
  std::string_view result;
  /// Profile observatory: those of its policy flags that hold, in snake case; it scores them not.
  std::vector<std::string_view> flags;
};

/// Judges the policies of one response. Never fails: what is malformed is found and said. Linear in
/// the length of the texts.
[[nodiscard]] LintReport lint(const LintInput& input, LintProfile profile = LintProfile::balanced);

/// Judges page after page, and keeps its memory from one to the next. One for each thread.
class Linter {
 public:
  explicit Linter(LintProfile profile = LintProfile::balanced);
  ~Linter();
  Linter(Linter&&) noexcept;
  Linter& operator=(Linter&&) noexcept;

  /// What `lint` answers.
  [[nodiscard]] LintReport judge(const LintInput& input);
  /// The same into `report`, whose memory is used again.
  void judge(const LintInput& input, LintReport& report);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// `text` with the edits of the fixes that are safe, and a fix left out where its edits overlap an earlier one's.
/// Only findings about the text of index `index` count.
[[nodiscard]] std::string apply_safe_fixes(std::string_view text, std::span<const Finding> findings,
                                           std::size_t index = 0);

/// A text with its safe fixes.
struct FixedText {
  std::string text;
  std::vector<Finding> applied;  ///< what they were for, in the order in which they were applied
};

/// Applies the safe fixes to the text of index `index` (which must be one), judges the result, and so on until no more
/// are found. That the fixed text decides like the first is put to the engine, as the specification and as each browser
/// has it; a fix that changes an answer is not applied, nor is one of a text with more than 400 different sources, where
/// asking takes too long.
[[nodiscard]] FixedText fix_text(const LintInput& input, std::size_t index = 0,
                                 LintProfile profile = LintProfile::balanced);

/// One row of the table of checks.
struct LintCheckInfo {
  std::string_view id;
  std::string_view title;  ///< one sentence without a final period
  FindingSeverity
      severity;  ///< the worst it reports under the profile `balanced` (`strict`, where silent there)
  std::string_view reference;
  std::string_view page;
};

/// Every check of the profile. `balanced` and `strict` have one table, with every code of a parser's diagnostic.
[[nodiscard]] std::span<const LintCheckInfo> lint_checks(
    LintProfile profile = LintProfile::balanced);

/// `high`, `medium`, `low` or `info`.
[[nodiscard]] std::string_view to_string(FindingSeverity severity) noexcept;

}  // namespace cspkit
