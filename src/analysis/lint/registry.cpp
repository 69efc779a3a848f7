// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/lint/check.h"
#include "analysis/lint/evaluator/evaluator.h"
#include "analysis/lint/observatory/observatory.h"
#include "analysis/lint/pages.h"
#include "analysis/lint/syntax.h"
#include "cspkit/diagnostics.h"

namespace cspkit {
namespace linting {

extern const Check kBaseUriMissing;
extern const Check kBaseUriWide;
extern const Check kDefaultSrcMissing;
extern const Check kFormActionMissing;
extern const Check kFormActionWide;
extern const Check kFrameAncestorsMissing;
extern const Check kFrameAncestorsWide;
extern const Check kNothingEnforced;
extern const Check kObjectSrcMissing;
extern const Check kObjectSrcWeak;
extern const Check kPolicyMissing;
extern const Check kSandboxEscape;
extern const Check kScriptAllowlist;
extern const Check kScriptAllowlistBypass;
extern const Check kScriptScheme;
extern const Check kScriptSelf;
extern const Check kScriptSrcMissing;
extern const Check kScriptSrcPartial;
extern const Check kScriptUnsafeEval;
extern const Check kScriptUnsafeHashes;
extern const Check kScriptUnsafeInline;
extern const Check kScriptWasmUnsafeEval;
extern const Check kScriptWildcard;
extern const Check kSourceHttp;
extern const Check kSourcePrivateHost;
extern const Check kSourceSchemeWide;
extern const Check kSourceWildcard;
extern const Check kStrictDynamicAlone;
extern const Check kStrictDynamicMissing;
extern const Check kStyleUnsafeInline;
extern const Check kTrustedTypesAny;
extern const Check kTrustedTypesMissing;
extern const Check kWorkerSrcWide;

// About the text of policies, and how they are delivered.
extern const Check kAllowedByOnePolicyOnly;
extern const Check kBrowserSupport;
extern const Check kBrowsersAnswerOtherwise;
extern const Check kDirectiveNeverConsulted;
extern const Check kDirectiveRedundant;
extern const Check kHashOfNothing;
extern const Check kHeaderTooLarge;
extern const Check kIgnoredUnderStrictDynamic;
extern const Check kNonceInMeta;
extern const Check kNonceReused;
extern const Check kNonceStatic;
extern const Check kNoncesDiffer;
extern const Check kObsoleteHeader;
extern const Check kPolicyInMeta;
extern const Check kReportOnlyUnreported;
extern const Check kReportSampleUnreported;
extern const Check kReportToUndeclared;
extern const Check kReportUriInsecure;
extern const Check kReportingMissing;
extern const Check kReportingOneWay;
extern const Check kSourceNeverConsulted;
extern const Check kSourceNeverMatches;
extern const Check kSourceRedundant;
extern const Check kUnsafeHashesWithoutHash;
extern const Check kUnsafeInlineIgnored;
extern const Check kXFrameOptionsAlone;
extern const Check kXFrameOptionsDead;
extern const Check kXFrameOptionsDiffers;

namespace {

// By subject; the worst first.
constexpr const Check* kChecks[] = {
    &kPolicyMissing,
    &kNothingEnforced,
    &kScriptSrcMissing,
    &kScriptSrcPartial,
    &kScriptUnsafeInline,
    &kScriptWildcard,
    &kScriptScheme,
    &kObjectSrcMissing,
    &kObjectSrcWeak,
    &kBaseUriMissing,
    &kBaseUriWide,
    &kScriptUnsafeEval,
    &kStrictDynamicAlone,
    &kScriptAllowlistBypass,
    &kSourceHttp,
    &kScriptUnsafeHashes,
    &kScriptAllowlist,
    &kScriptSelf,
    &kStrictDynamicMissing,
    &kScriptWasmUnsafeEval,
    &kStyleUnsafeInline,
    &kFormActionMissing,
    &kFormActionWide,
    &kFrameAncestorsMissing,
    &kFrameAncestorsWide,
    &kDefaultSrcMissing,
    &kSourceWildcard,
    &kSourceSchemeWide,
    &kSourcePrivateHost,
    &kWorkerSrcWide,
    &kSandboxEscape,
    &kTrustedTypesMissing,
    &kTrustedTypesAny,

    // The text of policies, and how they are delivered.
    &kNonceStatic,
    &kNonceReused,
    &kNonceInMeta,
    &kNoncesDiffer,
    &kHashOfNothing,
    &kReportOnlyUnreported,
    &kReportToUndeclared,
    &kReportUriInsecure,
    &kReportingMissing,
    &kReportingOneWay,
    &kReportSampleUnreported,
    &kXFrameOptionsDiffers,
    &kXFrameOptionsDead,
    &kXFrameOptionsAlone,
    &kObsoleteHeader,
    &kPolicyInMeta,
    &kHeaderTooLarge,
    &kAllowedByOnePolicyOnly,
    &kSourceNeverMatches,
    &kSourceNeverConsulted,
    &kUnsafeHashesWithoutHash,
    &kUnsafeInlineIgnored,
    &kIgnoredUnderStrictDynamic,
    &kSourceRedundant,
    &kDirectiveRedundant,
    &kDirectiveNeverConsulted,
    &kBrowsersAnswerOtherwise,
    &kBrowserSupport,
};

std::string page_named(std::string_view id) { return "docs/checks/" + std::string(id) + ".md"; }

const std::string& page_of(const Check& check) {
  // By address, which takes no reading.
  static const auto pages = [] {
    std::unordered_map<const Check*, std::string> made;
    for (const Check* each : kChecks) made.emplace(each, page_named(each->id));
    return made;
  }();
  return pages.at(&check);
}

const std::string& page_of_code(std::string_view code) {
  static const auto pages = [] {
    std::unordered_map<std::string_view, std::string> made;
    for (const DiagnosticCode& each : diagnostic_codes()) {
      made.emplace(each.code, "docs/checks/syntax.md#" + std::string(each.code));
    }
    return made;
  }();
  return pages.at(code);
}

FindingSeverity worst(const Check& check) {
  return check.severity.balanced.value_or(check.severity.strict.value_or(FindingSeverity::info));
}

std::vector<LintCheckInfo> make_table() {
  std::vector<LintCheckInfo> table;
  for (const Check* check : kChecks) {
    table.push_back({check->id, check->title, worst(*check), check->reference, page_of(*check)});
  }
  for (const DiagnosticCode& code : diagnostic_codes()) {
    table.push_back({code.code, code.summary, severity_of_diagnostic(code.code, code.severity),
                     kSyntaxReference, page_of_code(code.code)});
  }
  return table;
}

}  // namespace

std::span<const Check* const> all_checks() noexcept { return kChecks; }

std::string_view page_of_check(const Check& check) { return page_of(check); }

std::string_view page_of_diagnostic(std::string_view code) { return page_of_code(code); }

}  // namespace linting

std::span<const LintCheckInfo> lint_checks(LintProfile profile) {
  if (profile == LintProfile::evaluator) return linting::evaluator_checks();
  if (profile == LintProfile::observatory) return linting::observatory_checks();
  static const std::vector<LintCheckInfo> table = linting::make_table();
  return table;
}

}  // namespace cspkit
