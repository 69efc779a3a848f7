// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "report/console.h"

// WebKit names the directive, and quotes no policy: "Refused to load https://… because it does not appear in the script-src
// directive of the Content Security Policy.", or "… because it appears in neither the script-src directive nor the
// default-src directive of …" where default-src governed. It says script-src where script-src-elem stood.
namespace cspkit::report {
namespace {

using enum BlockedKind;

struct Wording {
  std::string_view action;     ///< between "Refused to " and " because "
  std::string_view reason;     ///< what the reason has to hold
  std::string_view directive;  ///< empty: the one that is named
  BlockedKind blocked;
};

constexpr auto kWordings = std::to_array<Wording>({
    {"execute a script for an inline event handler", "", "script-src-attr", inline_block},
    {"execute a script", "'unsafe-eval'", "script-src", eval},
    {"execute a script", "its hash or 'unsafe-inline'", "script-src-elem", javascript_url},
    {"execute a script", "", "script-src-elem", inline_block},
    {"apply a stylesheet", "", "", inline_block},
    {"change the document base URL to {url}", "", "base-uri", url},
    {"connect to {url}", "", "connect-src", url},
    {"load {url}", "", "", url},
    {"send form data to {url}", "", "form-action", url},
});

constexpr auto kComplaints = std::to_array<ComplaintWording>({
    {"ignored-in-meta",
     "The Content Security Policy directive '{directive}' is ignored when delivered via an HTML "
     "meta element"},
    {"none-with-others",
     "The source list for Content Security Policy directive '{directive}' contains an invalid "
     "source: '{value}'. It will be ignored. Note that 'none' has no effect"},
    {"invalid-characters",
     "The value for Content Security Policy directive '{directive}' contains an invalid character: "
     "'{value}'."},
    {"trusted-types-value",
     "Invalid sink group in '{directive}' Content Security Policy directive: '{value}'"},
    {"trusted-types-value",
     "Invalid policy name in '{directive}' Content Security Policy directive: '{value}'"},
    {"report-only-in-meta",
     "The report-only Content Security Policy '{value}' was delivered via a meta element"},
});

constexpr auto kAftermaths = std::to_array<Wording>({
    {"Failed to execute 'createPolicy': Policy with name '{name}' disallowed", "", "trusted-types",
     trusted_types_policy},
    {"TypeError: This assignment requires a Trusted", "", "require-trusted-types-for",
     trusted_types_sink},
});

/// The directive of script-src's and style-src's family that a load is about.
std::string effective_name(std::string_view named) {
  if (named == "script-src") return "script-src-elem";
  if (named == "style-src") return "style-src-elem";
  return std::string(named);
}

std::optional<ReportEntry> read_refusal(std::string_view line) {
  if (line.find("Refused to ") == line.npos) return std::nullopt;
  for (const Wording& wording : kWordings) {
    const std::string action =
        std::string("Refused to ").append(wording.action).append(" because {reason} ");
    const std::string neither = action +
                                "appears in neither the {directive} directive nor the {fallback} "
                                "directive of the Content Security Policy";
    const std::string single =
        action + "not appear in the {directive} directive of the Content Security Policy";
    auto gaps = find_wording(neither, line);
    if (!gaps) gaps = find_wording(single, line);
    if (!gaps || (*gaps)["reason"].find(wording.reason) == std::string_view::npos) continue;
    ReportEntry entry = violation_entry(Browser::webkit, *gaps);
    ReportedViolation& violation = entry.violation;
    const std::string_view named = (*gaps)["directive"], fallback = (*gaps)["fallback"];
    violation.violated_directive = fallback.empty() ? named : fallback;
    violation.effective_directive =
        wording.directive.empty() ? effective_name(named) : std::string(wording.directive);
    violation.blocked = wording.blocked;
    violation.blocked_url = (*gaps)["url"];
    return entry;
  }
  return std::nullopt;
}

std::optional<ReportEntry> read_sink(std::string_view line) {
  const auto gaps = find_wording(
      "This requires a {type} value else it violates the following Content Security Policy "
      "directive: \"{text}\"",
      line);
  if (!gaps) return std::nullopt;
  ReportEntry entry = violation_entry(Browser::webkit, *gaps);
  entry.violation.effective_directive = "require-trusted-types-for";
  entry.violation.violated_directive = (*gaps)["text"];
  entry.violation.blocked = trusted_types_sink;
  return entry;
}

}  // namespace

std::optional<ReportEntry> read_webkit(std::string_view line) {
  if (auto complaint = find_complaint(kComplaints, Browser::webkit, line)) return complaint;
  if (auto refusal = read_refusal(line)) return refusal;
  if (auto sink = read_sink(line)) return sink;
  for (const Wording& wording : kAftermaths) {
    const auto gaps = find_wording(wording.action, line);
    if (!gaps) continue;
    ReportEntry entry = violation_entry(Browser::webkit, *gaps);
    entry.violation.effective_directive = wording.directive;
    entry.violation.blocked = wording.blocked;
    entry.violation.sample = (*gaps)["name"];
    entry.violation.aftermath = true;
    return entry;
  }
  return std::nullopt;
}

}  // namespace cspkit::report
