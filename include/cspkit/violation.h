// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/engine.h"
#include "cspkit/policy.h"
#include "cspkit/request.h"
#include "cspkit/url.h"

/// Violations as the text records them, and what is sent about them.
///
///     cspkit::ViolationContext page{.url = document_url, .status = 200};
///     auto verdict = cspkit::should_block_request(list, request, as, [&](const auto& found) {
///       auto violation = cspkit::create_violation(list.policies()[found.policy], found, page,
///                                                 cspkit::ViolationSubject::request(request.url));
///       send(cspkit::report_uri_json(violation));
///     });
///
/// Source: https://w3c.github.io/webappsec-csp/#framework-violation and #reporting
namespace cspkit {

/// What a violation is about. Source: https://w3c.github.io/webappsec-csp/#violation-resource
enum class ViolationResource : std::uint8_t {
  inline_block,  ///< `inline`
  eval,
  wasm_eval,             ///< `wasm-eval`
  trusted_types_policy,  ///< `trusted-types-policy`
  trusted_types_sink,    ///< `trusted-types-sink`
  url,                   ///< a URL: the record's `resource_url`
  none,                  ///< null, as `webrtc` leaves it
};

/// The page whose policy was violated, as the embedder knows it.
struct ViolationContext {
  Url url;                           ///< of the document or worker
  std::uint16_t status = 0;          ///< the HTTP status that it came with
  std::optional<Url> referrer = {};  ///< a document's referrer; absent where it is empty
  std::optional<Url> source_file =
      {};  ///< the script that ran, as the page requested it, before redirects
  std::uint32_t line_number = 0;    ///< in `source_file`
  std::uint32_t column_number = 0;  ///< in `source_file`
};

/// What was checked, as far as a report tells of it. Views; they own nothing.
struct ViolationSubject {
  ViolationResource resource = ViolationResource::none;
  std::optional<UrlView> url = std::nullopt;
  std::string_view source =
      {};                      ///< the code, style or policy name that a sample is cut from; UTF-8
  std::string_view sink = {};  ///< for a Trusted Types sink

  /// `url` is the request's URL, not its current URL: where a redirect led is none of the page's
  /// business.
  [[nodiscard]] static ViolationSubject request(const UrlView& url) noexcept;
  /// An inline script, style or attribute.
  [[nodiscard]] static ViolationSubject inline_block(std::string_view source) noexcept;
  /// A `javascript:` URL. The text takes no sample of it.
  [[nodiscard]] static ViolationSubject javascript_navigation() noexcept;
  [[nodiscard]] static ViolationSubject eval(std::string_view source) noexcept;
  [[nodiscard]] static ViolationSubject wasm() noexcept;
  /// A form's target, or for `frame-ancestors` the URL of the response that must not be framed.
  [[nodiscard]] static ViolationSubject navigation(const UrlView& url) noexcept;
  [[nodiscard]] static ViolationSubject base_uri() noexcept;
  [[nodiscard]] static ViolationSubject webrtc() noexcept;
  [[nodiscard]] static ViolationSubject trusted_types_policy(std::string_view name) noexcept;
  /// `sink` as Trusted Types names it: `Element innerHTML`, `Function`, `eval`.
  [[nodiscard]] static ViolationSubject trusted_types_sink(std::string_view sink,
                                                           std::string_view source) noexcept;
};

/// A violation, with every field of the text but the DOM objects.
/// Source: https://w3c.github.io/webappsec-csp/#framework-violation
struct Violation {
  Url url;
  std::uint16_t status = 0;
  ViolationResource resource = ViolationResource::none;
  std::optional<Url> resource_url;  ///< where `resource` is ViolationResource::url
  std::optional<Url> referrer;
  std::string policy;  ///< serialized
  Disposition disposition = Disposition::enforce;
  std::string effective_directive;
  std::optional<Url> source_file;
  std::uint32_t line_number = 0;
  std::uint32_t column_number = 0;
  std::string sample;  ///< UTF-8; empty where the text asks for none
};

/// The characters of a sample, counted in UTF-16 code units.
inline constexpr std::size_t kSampleLength = 40;

/// The record of a violation that a check found in `policy`. A sample is taken where the text takes
/// one: of inline blocks and eval if the directive that stood in the way has 'report-sample', of
/// Trusted Types always. Source: https://w3c.github.io/webappsec-csp/#create-violation-for-global
/// and #create-violation-for-request
[[nodiscard]] Violation create_violation(const CompiledPolicy& policy, const PolicyViolation& found,
                                         const ViolationContext& context,
                                         const ViolationSubject& subject);

/// A URL without fragment and credentials; of a scheme other than http and https, the scheme alone.
/// Source: https://w3c.github.io/webappsec-csp/#strip-url-for-use-in-reports
[[nodiscard]] std::string strip_url_for_use_in_reports(const UrlView& url);

/// `inline`, `eval`, …, or the stripped URL; empty for ViolationResource::none.
/// Source: https://w3c.github.io/webappsec-csp/#obtain-violation-blocked-uri
[[nodiscard]] std::string obtain_violation_blocked_uri(const Violation& violation);

/// `{"csp-report":{…}}`, what `report-uri` endpoints get as `application/csp-report`.
/// Source: https://w3c.github.io/webappsec-csp/#deprecated-serialize-violation
[[nodiscard]] std::string report_uri_json(const Violation& violation);

/// A violation on its way to a Reporting API endpoint.
struct QueuedViolation {
  const Violation& violation;
  std::uint64_t age_milliseconds = 0;  ///< since it was queued
};

/// `[{"type":"csp-violation","age":…,"url":…,"user_agent":…,"body":{…}}]`, what endpoints named by
/// `report-to` get as `application/reports+json`. Source:
/// https://w3c.github.io/webappsec-csp/#report-violation and
/// https://w3c.github.io/reporting/#serialize-reports
[[nodiscard]] std::string reporting_api_json(std::span<const QueuedViolation> violations,
                                             std::string_view user_agent);

/// Where a policy's violations go.
struct ReportEndpoints {
  /// The endpoint's name that `report-to` gives. Where there is one, `report-uri` is not looked at.
  std::optional<std::string> group;
  std::vector<Url> urls;  ///< those of `report-uri`, resolved; what is no URL is left out
};

/// Source: https://w3c.github.io/webappsec-csp/#report-violation, steps 3.4 and 3.5
[[nodiscard]] ReportEndpoints report_endpoints(const CompiledPolicy& policy,
                                               const Url& document_url);

/// The hash of a script that was fetched under 'report-sha256' or its kin.
/// Source: https://w3c.github.io/webappsec-csp/#csp-hash-report-body
struct HashReport {
  std::string group;  ///< the endpoint's name
  std::string document_url;
  std::string subresource_url;
  std::string hash;  ///< `sha256-…` in base64; empty where the response is opaque
  Destination destination = Destination::script;
};

/// What to report of a response to a script-like request, or nothing. `directive` is the one that
/// governs the request, `body` the response's, absent where the response is not CORS-same-origin.
/// Source: https://w3c.github.io/webappsec-csp/#potentially-report-hash
[[nodiscard]] std::optional<HashReport> potentially_report_hash(
    const CompiledPolicy& policy, DirectiveId directive, const UrlView& document_url,
    const UrlView& request_url, Destination destination, std::optional<std::string_view> body);

/// `[{"type":"csp-hash",…}]`, likewise.
[[nodiscard]] std::string hash_report_json(const HashReport& report, std::uint64_t age_milliseconds,
                                           std::string_view user_agent);

}  // namespace cspkit
