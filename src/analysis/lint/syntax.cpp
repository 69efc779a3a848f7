// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/syntax.h"

#include <algorithm>
#include <utility>

#include "analysis/lint/pages.h"
#include "cspkit/diagnostics.h"

namespace cspkit::linting {
namespace {

/// The code as the table holds it, which outlives the diagnostic.
std::string_view lasting(std::string_view code) {
  const auto codes = diagnostic_codes();
  return std::ranges::find(codes, code, &DiagnosticCode::code)->code;
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

Finding to_finding(Diagnostic diagnostic, std::size_t text) {
  Finding finding;
  finding.id = lasting(diagnostic.code);
  finding.severity = severity_of_diagnostic(diagnostic.code, diagnostic.severity);
  finding.message = std::move(diagnostic.message);
  finding.reference = kSyntaxReference;
  finding.page = page_of_check(finding.id);
  finding.span = diagnostic.span;
  finding.text = text;
  if (!diagnostic.suggestion.empty()) {
    Fix& fix = finding.fix.emplace();
    fix.description = "Write " + diagnostic.suggestion + " instead.";
    fix.edits.push_back({diagnostic.span, std::move(diagnostic.suggestion)});
  }
  return finding;
}

}  // namespace cspkit::linting
