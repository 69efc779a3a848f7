// SPDX-License-Identifier: Apache-2.0
//
// The input is one console message. Whatever it is, one entry comes of it, whose parts stand in the message.
//
//     ./dev fuzz console
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cspkit/report.h"
#include "require.h"

namespace {

using namespace cspkit;
using fuzz::require;

void check_violation(const ReportedViolation& violation, std::string_view line) {
  require(violation.shape == ReportShape::console, "a message is of the console", line);
  require(!violation.effective_directive.empty(), "a violation has a directive", line);
  require(violation.disposition.has_value(), "a message tells whether something was stopped", line);
  require((violation.blocked == BlockedKind::url) || violation.blocked_url.empty(),
          "only a blocked URL has a URL", line);
  // Spaces and quotes are made plain, so that nothing gets longer.
  require(violation.blocked_url.size() + violation.violated_directive.size() <= line.size() + 64,
          "parts are parts of the message", line);
}

void check_complaint(const PolicyComplaint& complaint, std::string_view line) {
  for (const ComplaintCode& code : complaint_codes()) {
    if (code.code == complaint.code) return;
  }
  require(false, "a complaint's code is known", line);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const ReportEntry entry = read_console_message(line);
  switch (entry.kind) {
    case ReportEntry::Kind::violation: check_violation(entry.violation, line); break;
    case ReportEntry::Kind::complaint: check_complaint(entry.complaint, line); break;
    case ReportEntry::Kind::other: break;
    case ReportEntry::Kind::unknown:
      require(line.starts_with(entry.text), "what is not understood is told as it came", line);
      break;
  }
  return 0;
}
