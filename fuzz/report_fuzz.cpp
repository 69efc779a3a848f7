// SPDX-License-Identifier: Apache-2.0
//
// The input is read as one body of reports, and as a text that mixes reports and messages, which is explained.
//
//     ./dev fuzz report
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cspkit/explain.h"
#include "cspkit/report.h"
#include "require.h"

namespace {

using namespace cspkit;
using fuzz::require;

void check_explanation(const std::vector<ReportEntry>& entries, std::string_view text) {
  // What is not in the catalogue does not need it resolved.
  static const std::vector<ResolvedVendor> vendors{
      *resolve(builtin_catalog(), *parse_vendor_selection("customerio"))};
  ExplainOptions options;
  options.vendors = vendors;
  const Explanation explanation = explain(entries, options);
  std::size_t told = 0;
  for (const Incident& finding : explanation.findings) {
    told += finding.count;
    require(finding.count > 0 && !finding.lines.empty(), "a finding was told of", text);
    require(finding.lines.size() <= kMostLines && finding.examples.size() <= kMostExamples,
            "a finding stays small", text);
    require((finding.bearing == Bearing::impossible) == !finding.contradiction.empty(),
            "a contradiction is told", text);
    require(finding.bearing != Bearing::harmless || finding.noise != nullptr,
            "what is harmless has a row", text);
    require(finding.proof != ChangeProof::engine || !finding.fixed.empty(),
            "a proven change is shown", text);
    for (const std::size_t index : finding.policies) {
      require(index < explanation.policies.size(), "a policy is known", text);
    }
  }
  const auto violations = static_cast<std::size_t>(
      std::ranges::count(entries, ReportEntry::Kind::violation, &ReportEntry::kind));
  require(told <= violations, "nothing is told twice", text);
  require((violations > 0) == !explanation.findings.empty(), "every violation is told of", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto body = read_report_body(text); !body) {
    require(body.error().offset <= size && !body.error().message.empty(), "an error has a place",
            text);
  }
  const auto entries = read_reports(text);
  require(entries.has_value(), "a text can always be read", text);
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
  for (const ReportEntry& entry : *entries) {
    require(entry.line >= 1 && entry.line <= lines, "an entry stands in a line of the text", text);
  }
  check_explanation(*entries, text);
  return 0;
}
