// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/lint.h>

#include <boost/json/object.hpp>

#include "context.h"
#include "json_writer.h"
#include "policy_input.h"

/// What `lint` says, in its forms.
namespace cspkit::cli {

/// What was judged, with its names, and what judging yielded.
struct Judged {
  const PolicyInput& input;
  const LintReport& report;
  LintProfile profile = LintProfile::balanced;  ///< whose eyes it was judged with
};

/// `grade`; under the profile evaluator also `result`, under observatory `result`, `score`, `score_modifier` and `flags`.
void write_verdict(const LintReport& report, JsonWriter& document);

/// The members of `{"findings":[…],"grade":"A"}`, and what else `write_verdict` writes. Spans count bytes of their own
/// text, so where there are several each finding names its own as `input`.
void write_judged(const Judged& judged, JsonWriter& document);

/// For people: worst first, each with its place underlined and what to do, and the grade last.
void print_findings(const Judged& judged, Context& context);

/// `2 high, no medium, 1 low, 3 info; grade F`.
[[nodiscard]] std::string summary_line(const LintReport& report);

/// The table of checks, for people and as `{"checks":[{"id","severity","title","reference","page"}]}`.
void print_checks(Context& context);
[[nodiscard]] boost::json::object checks_to_json();

/// A SARIF 2.1.0 log, as code scanning takes it.
/// Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
[[nodiscard]] boost::json::object to_sarif(const Judged& judged);

}  // namespace cspkit::cli
