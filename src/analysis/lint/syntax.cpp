// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/syntax.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analysis/lint/pages.h"
#include "base/ascii.h"
#include "cspkit/diagnostics.h"

namespace cspkit::linting {
namespace {

/// The code as the table holds it, which outlives the diagnostic.
std::string_view lasting(std::string_view code) {
  const auto codes = diagnostic_codes();
  return std::ranges::find(codes, code, &DiagnosticCode::code)->code;
}

/// Where the finding is about text that is ignored, that text goes, with the white space or semicolon before it.
void add_removal(Finding& finding, std::string_view text, const ScannedDirective& around) {
  Span span = finding.span;
  // Where a semicolon is missing, the value is that of the directive in front, which may take one.
  if (finding.id == "value-ignored" &&
      (!around.id || directive_info(*around.id).grammar != ValueGrammar::none)) {
    return;
  }
  if (finding.id == "duplicate-directive") {
    span = around.span;
    while (span.begin > 0 && text[span.begin - 1] != ';') --span.begin;
    if (span.begin > 0) --span.begin;
  } else if (finding.id != "duplicate-source" && finding.id != "none-with-others" &&
             finding.id != "value-ignored") {
    return;
  }
  while (span.begin > 0 && is_ascii_whitespace(text[span.begin - 1])) --span.begin;
  finding.fix = Fix{.description = "Take it away: it is ignored.",
                    .edits = {{span, ""}},
                    .safety = FixSafety::safe};
}

/// Says in which policy the finding's span stands, in which directive, and which token it is.
void name_place(Finding& finding, std::string_view text, const Scan& scan) {
  const auto behind = [&](const auto& each) { return each.span.begin <= finding.span.begin; };
  const auto policy = std::ranges::partition_point(scan.policies, behind);
  if (policy == scan.policies.begin()) return;
  finding.policy = static_cast<std::size_t>(policy - scan.policies.begin()) - 1;
  const auto directive = std::ranges::partition_point(scan.directives, behind);
  if (directive == scan.directives.begin()) return;
  const ScannedDirective& around = *std::prev(directive);
  if (finding.span.begin >= around.span.end) return;
  finding.directive = ascii_lower(text_at(text, around.name));
  if (finding.span.begin >= around.name.end) finding.value = text_at(text, finding.span);
  add_removal(finding, text, around);
}

}  // namespace

FindingSeverity severity_of_diagnostic(std::string_view code, Severity severity) noexcept {
  if (code == "limit-exceeded") return FindingSeverity::high;
  switch (severity) {
    case Severity::error: return FindingSeverity::medium;
    case Severity::warning: return FindingSeverity::low;
    case Severity::info: break;
  }
  return FindingSeverity::info;
}

Finding to_finding(Diagnostic diagnostic, std::string_view text, const Scan& scan,
                   std::size_t index) {
  Finding finding;
  finding.id = lasting(diagnostic.code);
  finding.severity = severity_of_diagnostic(diagnostic.code, diagnostic.severity);
  // Fewer than eight characters can be tried out, not only guessed.
  constexpr std::size_t kVeryShort = std::string_view("'nonce-1234567'").size();
  if (finding.id == "short-nonce" && diagnostic.span.end - diagnostic.span.begin <= kVeryShort)
    finding.severity = FindingSeverity::medium;
  finding.message = std::move(diagnostic.message);
  finding.reference = kSyntaxReference;
  finding.page = page_of_diagnostic(finding.id);
  finding.span = diagnostic.span;
  finding.text = index;
  name_place(finding, text, scan);
  if (!diagnostic.suggestion.empty()) {
    Fix& fix = finding.fix.emplace();
    fix.description = "Write " + diagnostic.suggestion + " instead.";
    fix.edits.push_back({diagnostic.span, std::move(diagnostic.suggestion)});
  }
  return finding;
}

}  // namespace cspkit::linting
