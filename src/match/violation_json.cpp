// SPDX-License-Identifier: Apache-2.0
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "cspkit/violation.h"

namespace cspkit {
namespace {

namespace json = boost::json;

json::string text(std::string_view characters) {
  return json::string(characters.data(), characters.size());
}

std::string_view disposition_name(Disposition disposition) noexcept {
  return disposition == Disposition::enforce ? "enforce" : "report";
}

/// The text strips a referrer that may be null; no referrer is the empty string, as in the DOM.
json::string referrer_of(const Violation& violation) {
  if (!violation.referrer) return {};
  return text(strip_url_for_use_in_reports(violation.referrer->view()));
}

/// The body of a report of type "csp-violation".
/// Source: https://w3c.github.io/webappsec-csp/#report-violation, step 3.5.1
json::object csp_violation_report_body(const Violation& violation) {
  json::object body;
  body["documentURL"] = text(strip_url_for_use_in_reports(violation.url.view()));
  body["referrer"] = referrer_of(violation);
  body["blockedURL"] = text(obtain_violation_blocked_uri(violation));
  body["effectiveDirective"] = text(violation.effective_directive);
  body["originalPolicy"] = text(violation.policy);
  body["sourceFile"] = nullptr;
  body["sample"] = text(violation.sample);
  body["disposition"] = text(disposition_name(violation.disposition));
  body["statusCode"] = violation.status;
  body["lineNumber"] = nullptr;
  body["columnNumber"] = nullptr;
  if (violation.source_file) {
    body["sourceFile"] = text(strip_url_for_use_in_reports(violation.source_file->view()));
    body["lineNumber"] = violation.line_number;
    body["columnNumber"] = violation.column_number;
  }
  return body;
}

/// One report around its body. Source: https://w3c.github.io/reporting/#serialize-reports
json::object report(std::string_view type, std::uint64_t age, std::string_view url,
                    std::string_view user_agent, json::object body) {
  return {{"type", text(type)},
          {"age", age},
          {"url", text(url)},
          {"user_agent", text(user_agent)},
          {"body", std::move(body)}};
}

}  // namespace

// https://w3c.github.io/webappsec-csp/#deprecated-serialize-violation
std::string report_uri_json(const Violation& violation) {
  // 1.
  json::object body;
  body["document-uri"] = text(strip_url_for_use_in_reports(violation.url.view()));
  body["referrer"] = referrer_of(violation);
  body["blocked-uri"] = text(obtain_violation_blocked_uri(violation));
  body["effective-directive"] = text(violation.effective_directive);
  body["violated-directive"] = text(violation.effective_directive);
  body["original-policy"] = text(violation.policy);
  body["disposition"] = text(disposition_name(violation.disposition));
  body["status-code"] = violation.status;
  body["script-sample"] = text(violation.sample);
  // 2.
  if (violation.source_file) {
    body["source-file"] = text(strip_url_for_use_in_reports(violation.source_file->view()));
    body["line-number"] = violation.line_number;
    body["column-number"] = violation.column_number;
  }
  // 3. (The text asserts that only "inline" has a sample; eval and Trusted Types have one, too.)
  // 4.
  return json::serialize(json::object{{"csp-report", std::move(body)}});
}

std::string reporting_api_json(std::span<const QueuedViolation> violations,
                               std::string_view user_agent) {
  json::array reports;
  reports.reserve(violations.size());
  for (const auto& [violation, age] : violations) {
    reports.push_back(report("csp-violation", age,
                             strip_url_for_use_in_reports(violation.url.view()), user_agent,
                             csp_violation_report_body(violation)));
  }
  return json::serialize(reports);
}

std::string hash_report_json(const HashReport& hash_report, std::uint64_t age_milliseconds,
                             std::string_view user_agent) {
  // Spec issue: the text's example names two fields document_url and subresource_url; its definition
  // of the body, and what browsers send, documentURL and subresourceURL.
  json::object body;
  body["documentURL"] = text(hash_report.document_url);
  body["subresourceURL"] = text(hash_report.subresource_url);
  body["hash"] = text(hash_report.hash);
  body["type"] = "subresource";
  body["destination"] = text(destination_name(hash_report.destination));
  json::array reports;
  reports.push_back(
      report("csp-hash", age_milliseconds, hash_report.document_url, user_agent, std::move(body)));
  return json::serialize(reports);
}

}  // namespace cspkit
