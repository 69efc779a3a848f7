// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/lint/check.h"
#include "analysis/lint/pages.h"
#include "analysis/lint/syntax.h"
#include "cspkit/diagnostics.h"

namespace cspkit {
namespace linting {

extern const Check kObjectSrcMissing;
extern const Check kScriptSrcMissing;
extern const Check kScriptUnsafeInline;

namespace {

constexpr const Check* kChecks[] = {
    &kScriptSrcMissing,
    &kScriptUnsafeInline,
    &kObjectSrcMissing,
};

using Pages = std::unordered_map<std::string_view, std::string>;

const Pages& pages() {
  static const Pages all = [] {
    Pages made;
    for (const Check* check : kChecks) {
      made.emplace(check->id, "docs/checks/" + std::string(check->id) + ".md");
    }
    for (const DiagnosticCode& code : diagnostic_codes()) {
      made.emplace(code.code, "docs/checks/syntax.md#" + std::string(code.code));
    }
    return made;
  }();
  return all;
}

FindingSeverity worst(const Check& check) {
  return check.severity.balanced.value_or(check.severity.strict.value_or(FindingSeverity::info));
}

std::vector<LintCheckInfo> make_table() {
  std::vector<LintCheckInfo> table;
  for (const Check* check : kChecks) {
    table.push_back(
        {check->id, check->title, worst(*check), check->reference, page_of_check(check->id)});
  }
  for (const DiagnosticCode& code : diagnostic_codes()) {
    table.push_back({code.code, code.summary, severity_of_diagnostic(code.code, code.severity),
                     kSyntaxReference, page_of_check(code.code)});
  }
  return table;
}

}  // namespace

std::span<const Check* const> all_checks() noexcept { return kChecks; }

std::string_view page_of_check(std::string_view id) { return pages().at(id); }

}  // namespace linting

std::span<const LintCheckInfo> lint_checks() {
  static const std::vector<LintCheckInfo> table = linting::make_table();
  return table;
}

}  // namespace cspkit
