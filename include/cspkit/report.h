// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/browser.h"
#include "cspkit/policy.h"

/// Violation reports and console messages, in whatever shape browsers have them, read into one.
///
///     auto entries = cspkit::read_reports(R"({"csp-report":{"blocked-uri":"inline",…}})");
///     entries->front().violation.effective_directive;  // "script-src-elem"
///     auto said = cspkit::read_console_message("Refused to load https://cdn.test/a.js because it does "
///                                              "not appear in the script-src directive of …");
///     said.violation.blocked_url;  // "https://cdn.test/a.js"
///
/// Nothing here fails on rubbish: what is not understood is an entry that says so.
/// docs/explain.md tells which shapes and wordings are known, and from which browsers they were taken.
namespace cspkit {

/// How a violation was told.
enum class ReportShape : std::uint8_t {
  report_uri,     ///< `{"csp-report":{…}}`
  reporting_api,  ///< `{"type":"csp-violation","body":{…}}`, alone or in an array
  event,          ///< the fields of a `securitypolicyviolation` event
  bare,           ///< the fields of a report without an envelope, as WebKit sent them once
  console,        ///< a message of the browser's console
};

/// What was stopped.
enum class BlockedKind : std::uint8_t {
  unknown,         ///< the report does not tell
  url,             ///< `blocked_url` has it: a URL, its origin, or its scheme alone
  inline_block,    ///< an inline script, style, handler or `style` attribute
  javascript_url,  ///< reports call it `inline`; console messages tell it apart
  eval,
  wasm_eval,
  trusted_types_policy,
  trusted_types_sink,
};

/// `report-uri`, `reporting-api`, `event`, `bare`, `console`.
[[nodiscard]] std::string_view to_string(ReportShape shape) noexcept;
/// `unknown`, `url`, `inline`, `javascript-url`, `eval`, `wasm-eval`, `trusted-types-policy`, `trusted-types-sink`.
[[nodiscard]] std::string_view to_string(BlockedKind kind) noexcept;

/// One violation, as far as it was told. Text is UTF-8 as it came; empty where nothing was said.
struct ReportedViolation {
  ReportShape shape = ReportShape::report_uri;
  std::optional<Browser> browser = {};          ///< whose wording, or whose user agent
  std::optional<Disposition> disposition = {};  ///< absent: not told
  /// The name alone, in ASCII lower case: what was asked, such as `script-src-elem`. Where only the governing
  /// directive was told and nothing tells more, that one.
  std::string effective_directive = {};
  /// The directive that governed, as written in the policy (`script-src 'self'`), or its name alone.
  std::string violated_directive = {};
  BlockedKind blocked = BlockedKind::unknown;
  std::string blocked_url = {};  ///< where `blocked` is BlockedKind::url
  std::string original_policy = {};
  std::string document_url = {};
  std::string referrer = {};
  std::string source_file = {};
  std::uint32_t line_number = 0;    ///< 0: not told
  std::uint32_t column_number = 0;  ///< 0: not told
  std::uint32_t status_code = 0;    ///< 0: not told
  /// The beginning of the code or style, or the name of a Trusted Types policy.
  std::string sample = {};
  std::string hash = {};  ///< a hash source that the browser offers, with its quotes
  std::string user_agent = {};
  /// The browser said no more than that the policy forbids it. It says more in a message of its own.
  bool aftermath = false;

  /// The name of the directive that governed; empty where it was not told.
  [[nodiscard]] std::string governing_directive() const;
};

/// What a browser says about the text of a policy.
struct PolicyComplaint {
  std::optional<Browser> browser;
  std::string_view code;  ///< one of complaint_codes()
  std::string directive;  ///< may be empty
  std::string value;      ///< the source or word that it stumbles over; may be empty
};

/// A kind of complaint, and what it means, in a sentence or two.
struct ComplaintCode {
  std::string_view code;
  std::string_view meaning;
};
/// Every code, each once.
[[nodiscard]] std::span<const ComplaintCode> complaint_codes() noexcept;

/// One thing that stood in the input.
struct ReportEntry {
  enum class Kind : std::uint8_t {
    violation,  ///< `violation` holds it
    complaint,  ///< `complaint` holds it
    other,      ///< a report of another type, or a message about something else that is known
    unknown,    ///< not understood; `text` has what it was
  };
  Kind kind = Kind::unknown;
  std::size_t line = 0;  ///< in the input, from 1
  ReportedViolation violation = {};
  PolicyComplaint complaint = {};
  std::string
      text;  ///< the message as it came, or the report's type, or what is not understood (its beginning)
};

/// Why an input cannot be read at all.
struct ReportError {
  std::size_t offset = 0;  ///< in bytes
  std::string message;     ///< what is wrong and what to do
};

/// Reads one line of a console: a message of Chromium, Firefox or WebKit, old or new, with or without what
/// consoles put before and behind it.
[[nodiscard]] ReportEntry read_console_message(std::string_view line);

/// Reads one JSON body: a report in any envelope, or an array of them. Fails where it is no JSON, or is over a limit of
/// limits.h. A value that holds no report is one entry of Kind::unknown.
[[nodiscard]] tl::expected<std::vector<ReportEntry>, ReportError> read_report_body(
    std::string_view body);

/// Reads a text that holds JSON documents, JSON lines and console messages, in any mixture and order. Empty lines and
/// stack frames are passed over. Fails only over limits::kMaxReportBytes.
[[nodiscard]] tl::expected<std::vector<ReportEntry>, ReportError> read_reports(
    std::string_view text);

}  // namespace cspkit
