// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "report/console.h"

// Firefox begins with "Content-Security-Policy: ", until 2023 with "Content Security Policy: ". Only its English messages
// are known.
namespace cspkit::report {
namespace {

using enum BlockedKind;

struct Wording {
  std::string_view sentence;   ///< with {directive}, {url} and {text}
  std::string_view directive;  ///< where the sentence does not name it
  BlockedKind blocked;
};

// The first that fits counts, so that the longer ones stand first.
constexpr auto kWordings = std::to_array<Wording>({
    {"an inline script ({directive}) from being executed because it violates the following "
     "directive: \"{text}\"",
     "", inline_block},
    {"an event handler ({directive}) from being executed because it violates the following "
     "directive: \"{text}\"",
     "", inline_block},
    {"an inline style ({directive}) from being applied because it violates the following "
     "directive: \"{text}\"",
     "", inline_block},
    {"a JavaScript eval ({directive}) from being executed because it violates the following "
     "directive: \"{text}\"",
     "", eval},
    {"WebAssembly ({directive}) from being executed because it violates the following directive: "
     "\"{text}\"",
     "", wasm_eval},
    {"block{what} ({directive}) at {url} from being executed because it violates the following "
     "directive: "
     "\"{text}\"",
     "", url},
    {"block{what} ({directive}) at {url} from being applied because it violates the following "
     "directive: "
     "\"{text}\"",
     "", url},
    {"the loading of a resource ({directive}) at {url} because it violates the following "
     "directive: \"{text}\"",
     "", url},
    {"creating a Trusted Types policy because it violates the following directive: \"{text}\"",
     "trusted-types", trusted_types_policy},
    {"assigning to an injection sink because it violates the following directive: \"{text}\"",
     "require-trusted-types-for", trusted_types_sink},
    // Until 2024.
    {"blocked the loading of a resource at inline (\"{directive}\")", "", inline_block},
    {"blocked the loading of a resource at eval (\"{directive}\")", "", eval},
    {"blocked the loading of a resource at self (\"{directive}\")", "", inline_block},
    {"blocked the loading of a resource at wasm-eval (\"{directive}\")", "", wasm_eval},
    {"observed the loading of a resource at inline (\"{directive}\")", "", inline_block},
    {"observed the loading of a resource at eval (\"{directive}\")", "", eval},
    {"observed the loading of a resource at self (\"{directive}\")", "", inline_block},
    {"blocked the loading of a resource at {url} (\"{directive}\")", "", url},
    {"observed the loading of a resource at {url} (\"{directive}\")", "", url},
    {"blocked the loading of a resource: {text}", "", unknown},
    {"A violation occurred for a report-only CSP policy (\"{text}\")", "", unknown},
});

// Before 2016 a reason stood where now the directive stands.
struct Reason {
  std::string_view sentence, directive;
  BlockedKind blocked;
};
constexpr auto kReasons = std::to_array<Reason>({
    {"attempt to execute inline scripts has been blocked", "script-src", inline_block},
    {"attempt to apply inline style sheets has been blocked", "style-src", inline_block},
    {"attempt to call JavaScript from a string", "script-src", eval},
});

constexpr auto kAftermaths = std::to_array<Wording>({
    {"<script> source URI is not allowed in this document: \"{url}\"", "script-src-elem", url},
    {"call to eval() blocked by CSP", "script-src", eval},
    {"call to Function() blocked by CSP", "script-src", eval},
    {"call to WebAssembly", "script-src", wasm_eval},
    {"Content-Security-Policy blocked creating policy named '{name}'", "trusted-types",
     trusted_types_policy},
    {"Sink type mismatch violation blocked by CSP", "require-trusted-types-for",
     trusted_types_sink},
    {"call to Function blocked by CSP", "script-src", eval},
});

constexpr auto kComplaints = std::to_array<ComplaintWording>({
    {"unknown-directive", "Couldn't process unknown directive '{directive}'"},
    {"duplicate-directive", "Duplicate {directive} directives detected"},
    {"invalid-source", "Couldn't parse invalid host {value}"},
    {"invalid-source", "Couldn't parse invalid source {value}"},
    {"invalid-source", "Couldn't parse scheme in {value}"},
    {"invalid-source", "Couldn't parse port in {value}"},
    {"invalid-source", "Failed to parse unrecognized source {value}"},
    {"unquoted-keyword", "Interpreting {value} as a hostname, not a keyword"},
    {"none-with-others", "Ignoring unknown option {value}"},
    {"invalid-characters",
     "Ignoring directive '{directive}' because the token contains invalid characters '{value}'"},
    {"ignored-in-meta", "Ignoring source '{directive}' (Not supported when delivered via meta"},
    {"ignored-in-report-only",
     "Ignoring {directive} directive when delivered in a report-only policy"},
    {"report-only-without-endpoint", "has a Report-Only policy without a report"},
    {"sandbox-flag", "Couldn't parse invalid sandbox flag '{value}'"},
    {"value-not-wanted", "Ignoring srcs for directive '{directive}'"},
    {"retired-directive", "Not supporting directive '{directive}'. Directive and values"},
    {"retired-directive", "Referrer Directive '{value}' has been deprecated"},
    {"retired-directive", "Directive '{directive}' has been deprecated"},
    {"retired-directive", "Ignoring '{directive}' because of '{value}' directive"},
    {"strict-dynamic-misplaced", "Ignoring source \"{value}\" (Only supported within script-src)"},
    {"strict-dynamic-misplaced", "Ignoring source '{value}' (Only supported within script-src)"},
    {"strict-dynamic-alone",
     "Keyword 'strict-dynamic' within \"{directive}\" with no valid nonce or hash"},
    {"strict-dynamic-alone",
     "Keyword 'strict-dynamic' within '{directive}' with no valid nonce or hash"},
    {"switched-off-by-strict-dynamic",
     "Ignoring \"{value}\" within {directive}: 'strict-dynamic' specified"},
    {"switched-off-by-nonce",
     "Ignoring \"{value}\" within {directive}: nonce-source or hash-source specified"},
    {"report-endpoint", "couldn't parse report URI: {value}"},
    {"report-endpoint", "Tried to send report to invalid URI: \"{value}\""},
    {"report-endpoint", "The report URI ({value}) should be an HTTP"},
    {"value-missing", "Ignoring '{directive}' since it does not contain any parameters"},
    {"trusted-types-value",
     "Received an invalid token for the '{directive}' directive: {value}; expected"},
    {"trusted-types-value", "Received an invalid token for the '{directive}' directive: {value}"},
    {"upgraded", "Upgrading insecure request '{value}' to use"},
    {"duplicate-source", "Ignoring duplicate source {value}"},
});

template <class Row>
ReportEntry entry_of(const Row& row, const Gaps& gaps) {
  ReportEntry entry = violation_entry(Browser::firefox, gaps);
  entry.violation.effective_directive =
      row.directive.empty() ? name_of_directive(gaps["directive"]) : std::string(row.directive);
  entry.violation.blocked = row.blocked;
  return entry;
}

std::optional<ReportEntry> read_violation(std::string_view line) {
  for (const Wording& wording : kWordings) {
    auto gaps = find_wording(wording.sentence, line);
    // A long message is cut, and the quote behind the directive with it.
    if (!gaps && wording.sentence.ends_with("{text}\"")) {
      gaps = find_wording(wording.sentence.substr(0, wording.sentence.size() - 1), line);
    }
    if (!gaps) continue;
    ReportEntry entry = entry_of(wording, *gaps);
    ReportedViolation& violation = entry.violation;
    violation.violated_directive = (*gaps)["text"];
    violation.blocked_url = (*gaps)["url"];
    if (violation.violated_directive.empty()) violation.violated_directive = (*gaps)["directive"];
    const auto has = [&](std::string_view text) { return line.find(text) != line.npos; };
    violation.disposition = has("Report-Only policy") || has("would block") ||
                                    has("observed the") || has("report-only CSP policy")
                                ? Disposition::report
                                : Disposition::enforce;
    if (wording.blocked == unknown) {
      violation.violated_directive.clear();
      for (const Reason& reason : kReasons) {
        if (!has(reason.sentence)) continue;
        violation.effective_directive = violation.violated_directive = reason.directive;
        violation.blocked = reason.blocked;
      }
    }
    if (wording.blocked == inline_block && has("Source: javascript:")) {
      violation.blocked = javascript_url;
    }
    // Old messages name the directive of the policy, whole.
    if (violation.effective_directive.find(' ') != std::string::npos) {
      violation.effective_directive = violation.governing_directive();
    }
    if (const auto source = find_wording("Source: {code}", gaps->rest)) {
      violation.sample = (*source)["code"];
    }
    return entry;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ReportEntry> read_firefox(std::string_view line) {
  if (line.find("Content-Security-Policy: ") != line.npos ||
      line.find("Content Security Policy: ") != line.npos) {
    if (auto violation = read_violation(line)) return violation;
    if (auto complaint = find_complaint(kComplaints, Browser::firefox, line)) return complaint;
  }
  for (const Wording& wording : kAftermaths) {
    const auto gaps = find_wording(wording.sentence, line);
    if (!gaps) continue;
    ReportEntry entry = entry_of(wording, *gaps);
    entry.violation.blocked_url = (*gaps)["url"];
    entry.violation.sample = (*gaps)["name"];
    entry.violation.aftermath = true;
    return entry;
  }
  return std::nullopt;
}

}  // namespace cspkit::report
