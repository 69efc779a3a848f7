// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <iterator>

#include "analysis/lint/check.h"

namespace cspkit::linting {
namespace {

/// The versions in which Chrome, Firefox and Safari began to heed a part of CSP; empty: none does.
/// Facts from MDN's browser-compat-data 8.1.9 of 2026-11-12.
struct Support {
  std::string_view chrome, firefox, safari;
  /// What a browser that is older, or never learns, does instead.
  std::string_view without;
};

struct DirectiveSupport {
  DirectiveId id;
  Support support;
};
constexpr auto kDirectives = std::to_array<DirectiveSupport>({
    {DirectiveId::script_src_elem, {"75", "108", "15.4", "ask script-src"}},
    {DirectiveId::script_src_attr, {"75", "108", "15.4", "ask script-src"}},
    {DirectiveId::style_src_elem, {"75", "108", "26.2", "ask style-src"}},
    {DirectiveId::style_src_attr, {"75", "108", "15.4", "ask style-src"}},
    {DirectiveId::worker_src, {"59", "58", "15.5", "ask child-src"}},
    {DirectiveId::require_trusted_types_for, {"83", "148", "26", "let strings reach the sinks"}},
    {DirectiveId::trusted_types, {"83", "148", "26", "create any policy"}},
    {DirectiveId::report_to, {"70", "149", "16.4", "report to report-uri only"}},
    {DirectiveId::fenced_frame_src, {"126", "", "", "know no fenced frames"}},
    {DirectiveId::webrtc, {"", "", "", "let every peer connection through"}},
});

struct KeywordSupport {
  Keyword keyword;
  Support support;
};
constexpr auto kKeywords = std::to_array<KeywordSupport>({
    {Keyword::strict_dynamic,
     {"52", "52", "15.4",
      "look at the list's hosts instead, so that scripts which others load are "
      "blocked unless listed"}},
    {Keyword::unsafe_hashes, {"69", "109", "15.4", "block the attributes"}},
    {Keyword::wasm_unsafe_eval,
     {"97", "102", "16", "want 'unsafe-eval' for WebAssembly, or do not ask"}},
    {Keyword::trusted_types_eval, {"145", "148", "26", "block eval"}},
    {Keyword::inline_speculation_rules,
     {"110", "", "27.3", "know no speculation rules, or block them"}},
    {Keyword::report_sample, {"59", "63", "15.4", "report without a sample"}},
});

/// Since when the youngest of the three heeds it; what all have had for long is worth no word.
constexpr bool is_old_news(const Support& support) noexcept {
  return support.safari == "15.4" || support.safari == "15.5";
}

void describe(std::string& out, std::string_view browser, std::string_view version) {
  if (!out.empty()) out += ", ";
  if (version.empty()) {
    fmt::format_to(std::back_inserter(out), "{} never", browser);
  } else {
    fmt::format_to(std::back_inserter(out), "{} from {}", browser, version);
  }
}

std::string message_for(std::string_view what, const Support& support) {
  if (support.chrome.empty() && support.firefox.empty() && support.safari.empty())
    return fmt::format("No browser of today heeds {}: they {}.", what, support.without);
  std::string since;
  describe(since, "Chrome", support.chrome);
  describe(since, "Firefox", support.firefox);
  describe(since, "Safari", support.safari);
  return fmt::format("{} counts in {}. Browsers without it {}.", what, since, support.without);
}

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveSupport& row : kDirectives) {
    const DirectiveFacts* directive = policy.own(row.id);
    if (directive == nullptr || (is_old_news(row.support) && !report.is_strict())) continue;
    report.add(policy, {.directive = directive->written_name(),
                        .span = directive->name,
                        .message = message_for(directive->written_name(), row.support)});
  }
  for (const DirectiveFacts& list : policy.directives) {
    for (const KeywordSupport& row : kKeywords) {
      if (!list.has(row.keyword) || (is_old_news(row.support) && !report.is_strict())) continue;
      const Source& keyword = *list.find(row.keyword);
      report.add(policy, {.directive = list.written_name(),
                          .value = keyword.text,
                          .span = keyword.span,
                          .message = message_for(keyword_text(row.keyword), row.support)});
    }
  }
}

}  // namespace

extern const Check kBrowserSupport{
    .id = "browser-support",
    .title = "Not every browser in use heeds this",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference =
        "https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/"
        "Content-Security-Policy#browser_compatibility",
    .trigger = "script-src 'self'; require-trusted-types-for 'script'",
    .counterexample = "script-src 'self'",
    .on_policy = run,
};

}  // namespace cspkit::linting
