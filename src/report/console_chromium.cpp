// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "report/console.h"

// Chromium has two manners: until 2025 "Refused to load the script '…' because it violates the following Content
// Security Policy directive: "…".", since then "Loading the script '…' violates the following …". WebKit had the first
// one too, before it had its own.
namespace cspkit::report {
namespace {

struct Action {
  std::string_view refused;    ///< behind "Refused to "
  std::string_view gerund;     ///< before " violates "
  std::string_view directive;  ///< what is asked; empty: the one that is quoted
  BlockedKind blocked;
};

using enum BlockedKind;

constexpr auto kActions = std::to_array<Action>({
    {"load the script '{url}'", "Loading the script '{url}'", "script-src-elem", url},
    {"load the stylesheet '{url}'", "Loading the stylesheet '{url}'", "style-src-elem", url},
    {"load the image '{url}'", "Loading the image '{url}'", "img-src", url},
    {"load the font '{url}'", "Loading the font '{url}'", "font-src", url},
    {"load media from '{url}'", "Loading media from '{url}'", "media-src", url},
    {"load manifest from '{url}'", "Loading manifest from '{url}'", "manifest-src", url},
    {"load plugin data from '{url}'", "Loading plugin data from '{url}'", "object-src", url},
    {"prefetch content from '{url}'", "Fetching content from '{url}'", "default-src", url},
    {"fetch content from '{url}'", "Prefetching content from '{url}'", "default-src", url},
    {"connect to '{url}'", "Connecting to '{url}'", "connect-src", url},
    {"create a worker from '{url}'", "Creating a worker from '{url}'", "worker-src", url},
    {"send form data to '{url}'", "Sending form data to '{url}'", "form-action", url},
    {"set the document's base URI to '{url}'", "Setting the document's base URI to '{url}'",
     "base-uri", url},
    {"navigate to '{url}'", "Navigating to '{url}'", "navigate-to", url},
    {"display '{url}' in a frame", "Displaying '{url}' in a frame", "frame-ancestors", url},
    {"frame '{url}' as a fenced frame", "Framing '{url}' as a fenced frame", "fenced-frame-src",
     url},
    {"frame '{url}'", "Framing '{url}'", "", url},
    {"execute inline script", "Executing inline script", "script-src-elem", inline_block},
    {"execute inline event handler", "Executing inline event handler", "script-src-attr",
     inline_block},
    {"execute JavaScript URL", "Executing JavaScript URL", "script-src-elem", javascript_url},
    {"run the JavaScript URL", "Running the JavaScript URL", "script-src-elem", javascript_url},
    {"apply inline style", "Applying inline style", "style-src-elem", inline_block},
    {"apply inline speculation rules", "Applying inline speculation rules", "script-src-elem",
     inline_block},
    {"evaluate a string as JavaScript", "Evaluating a string as JavaScript", "script-src", eval},
    {"evaluate script", "Evaluating script", "script-src", eval},
    {"compile or instantiate WebAssembly module", "Compiling or instantiating WebAssembly module",
     "script-src", wasm_eval},
    {"compile or instantiate a WebAssembly module",
     "Compiling or instantiating a WebAssembly module", "script-src", wasm_eval},
    {"create a TrustedTypePolicy named '{name}'", "Creating a TrustedTypePolicy named '{name}'",
     "trusted-types", trusted_types_policy},
    {"establish a WebRTC connection", "Establishing a WebRTC connection", "webrtc", unknown},
});

constexpr auto kComplaints = std::to_array<ComplaintWording>({
    {"unknown-directive", "Unrecognized Content-Security-Policy directive '{directive}'."},
    {"duplicate-directive", "Ignoring duplicate Content-Security-Policy directive '{directive}'."},
    {"fragment-in-source",
     "The source list for Content Security Policy directive '{directive}' contains a source with "
     "an "
     "invalid path: '{value}'. The fragment identifier"},
    {"query-in-source",
     "The source list for Content Security Policy directive '{directive}' contains a source with "
     "an "
     "invalid path: '{value}'. The query component"},
    {"none-with-others",
     "The source list for the Content Security Policy directive '{directive}' contains an invalid "
     "source: '{value}'. It will be ignored. Note that 'none' has no effect"},
    {"invalid-source",
     "The source list for the Content Security Policy directive '{directive}' contains an invalid "
     "source: '{value}'. It will be ignored"},
    {"invalid-source",
     "The source list for Content Security Policy directive '{directive}' contains an invalid "
     "source: '{value}'. It will be ignored"},
    {"none-with-others",
     "The Content-Security-Policy directive '{directive}' contains the keyword '{value}' "
     "alongside"},
    {"missing-semicolon",
     "The Content-Security-Policy directive '{directive}' contains '{value}' as a source "
     "expression. Did you"},
    {"missing-semicolon",
     "The Content Security Policy directive '{directive}' contains '{value}' as a source "
     "expression. Did you"},
    {"invalid-characters",
     "The value for the Content-Security-Policy directive '{directive}' contains one or more "
     "invalid characters"},
    {"invalid-characters",
     "The value for Content Security Policy directive '{directive}' contains an invalid character: "
     "'{value}'."},
    {"report-only-in-meta",
     "The report-only Content Security Policy '{value}' was delivered via a <meta> element"},
    {"meta-outside-head",
     "The Content Security Policy '{value}' was delivered via a <meta> element outside the "
     "document's <head>"},
    {"ignored-in-meta",
     "The Content Security Policy directive '{directive}' is ignored when delivered via a <meta> "
     "element"},
    {"ignored-in-meta",
     "Content Security Policies delivered via a <meta> element may not contain the {directive} "
     "directive"},
    {"ignored-in-report-only",
     "The Content Security Policy directive '{directive}' is ignored when delivered in a "
     "report-only policy"},
    {"report-only-without-endpoint",
     "The Content Security Policy '{value}' was delivered in report-only mode, but does not "
     "specify "
     "a '{directive}'"},
    {"sandbox-flag",
     "Error while parsing the '{directive}' Content Security Policy directive: {value}"},
    {"value-not-wanted",
     "The Content Security Policy directive '{directive}' should be empty, but was delivered with "
     "a value of '{value}'"},
    {"retired-directive",
     "The Content-Security-Policy directive '{directive}' has been removed from the specification"},
    {"retired-directive", "The Content-Security-Policy directive '{directive}' is deprecated"},
    {"retired-directive",
     "The Content-Security-Policy directive '{directive}' is implemented behind a flag"},
    {"report-endpoint",
     "The Content Security Policy directive '{directive}' specifies as endpoint '{value}'"},
    {"report-endpoint", "The Content Security Policy directive '{directive}' contains a '{value}'"},
    {"trusted-types-value", "'{directive}' Content Security Policy directive is empty"},
    {"trusted-types-value",
     "Invalid expression in '{directive}' Content Security Policy directive: {value}"},
    {"trusted-types-value",
     "The value of the Content Security Policy directive '{directive}' contains an invalid policy: "
     "'{value}'. It will be ignored"},
    {"invalid-source",
     "The value for the Content-Security-Policy directive '{directive}' contains an invalid "
     "source: '{value}'"},
});

/// The directive that the message quotes behind its action.
std::string_view quoted_directive(std::string_view rest) {
  // An EvalError's has no first quote.
  for (const std::string_view sentence : {": \"{text}\"", "source of script: {text}\"",
                                          "directive '{text}'. ", "directive '{text}'."}) {
    if (const auto found = find_wording(sentence, rest)) return (*found)["text"];
  }
  return {};
}

ReportEntry finished(const Action& action, const Gaps& gaps) {
  ReportEntry entry = violation_entry(Browser::chromium, gaps);
  ReportedViolation& violation = entry.violation;
  violation.violated_directive = quoted_directive(gaps.rest);
  violation.effective_directive = action.directive;
  violation.blocked = action.blocked;
  violation.blocked_url = gaps["url"];
  violation.sample = gaps["name"];
  if (action.blocked == url && violation.blocked_url.empty()) violation.blocked = unknown;
  const std::string governing = violation.governing_directive();
  if (action.directive.empty()) {
    // A frame of the page, or the page in a frame.
    violation.effective_directive = governing == "frame-ancestors" ? governing : "frame-src";
  }
  const bool attribute =
      governing == "style-src-attr" ||
      gaps.rest.find("hashes do not apply to event handlers, style attributes") != gaps.rest.npos;
  if (violation.effective_directive == "style-src-elem" && action.blocked == inline_block &&
      attribute) {
    violation.effective_directive = "style-src-attr";
  }
  return entry;
}

/// What is said besides, when script learns of the refusal.
std::optional<ReportEntry> read_aftermath(std::string_view line) {
  struct Row {
    std::string_view sentence, directive;
    BlockedKind blocked;
  };
  static constexpr auto kRows = std::to_array<Row>({
      {"Fetch API cannot load {url}. Refused to connect because it violates", "connect-src", url},
      {"Refused to connect to '{url}' because it violates the document's Content Security Policy",
       "connect-src", url},
      {"Failed to construct 'WebSocket': Refused to connect to '{url}' because", "connect-src",
       url},
      {"Refused to cross-origin redirects of the top-level worker script", "worker-src", unknown},
      {"Failed to execute 'createPolicy' on 'TrustedTypePolicyFactory': Policy \"{name}\" "
       "disallowed",
       "trusted-types", trusted_types_policy},
      {"This document requires '{type}' assignment", "require-trusted-types-for",
       trusted_types_sink},
  });
  for (const Row& row : kRows) {
    const auto gaps = find_wording(row.sentence, line);
    if (!gaps) continue;
    ReportEntry entry = violation_entry(Browser::chromium, *gaps);
    entry.violation.effective_directive = row.directive;
    entry.violation.blocked = row.blocked;
    entry.violation.blocked_url = (*gaps)["url"];
    entry.violation.sample = (*gaps)["name"];
    // The message about a sink says what became of it; the exception does not.
    entry.violation.aftermath =
        row.blocked != trusted_types_sink || gaps->before.find("TypeError") != gaps->before.npos;
    if (row.blocked == trusted_types_sink) {
      entry.violation.violated_directive = "require-trusted-types-for";
    }
    return entry;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ReportEntry> read_chromium(std::string_view line) {
  if (auto complaint = find_complaint(kComplaints, std::nullopt, line)) return complaint;
  const bool refused = line.find("Refused to ") != line.npos;
  const bool violates = line.find(" violates the following ") != line.npos;
  if (refused || violates) {
    for (const Action& action : kActions) {
      for (const bool old : {true, false}) {
        if (old ? !refused : !violates) continue;
        const std::string sentence =
            old ? std::string("Refused to ").append(action.refused).append(" because ")
                : std::string(action.gerund).append(" violates the following ");
        const auto gaps = find_wording(sentence, line);
        // WebKit's own manner has no quoted directive.
        if (!gaps || gaps->rest.find("irective") == gaps->rest.npos) continue;
        auto entry = finished(action, *gaps);
        if (old) entry.violation.browser = std::nullopt;
        return entry;
      }
    }
  }
  return read_aftermath(line);
}

}  // namespace cspkit::report
