// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>
#include <vector>

#include <tl/expected.hpp>

/// What the engine would report of a page: the cases of tests/conformance/report_cases.jsonl.
namespace cspkit::oracle {

/// An endpoint that a policy names. Those of report-uri go by the last part of their path, those of
/// report-to by their name.
struct NamedEndpoint {
  std::string name;
  bool is_group = false;  ///< of report-to
  bool chosen = false;    ///< whether the text sends there
};

/// One violation, in both serializations. Each is an object of one report. The hash of a script,
/// which is no violation, has but the second.
struct ReportedViolation {
  std::size_t policy = 0;
  std::vector<NamedEndpoint> endpoints;
  boost::json::object report_uri;  ///< {"csp-report":{…}}
  boost::json::object report_to;   ///< {"type":…,"body":{…}}; age 0 and no user agent
};

/// The violations of a case, in the order in which the text finds them, or what is wrong with it.
tl::expected<std::vector<ReportedViolation>, std::string> reported_violations(
    const boost::json::object& one);

/// A report's fields side by side, `csp-report` left out, `body` written `body.documentURL`.
boost::json::object fields_of(const boost::json::object& report);

}  // namespace cspkit::oracle
