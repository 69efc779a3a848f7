// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "cspkit/report.h"
#include "report/console.h"

namespace cspkit {
namespace {

constexpr std::array<std::string_view, 5> kShapes = {"report-uri", "reporting-api", "event", "bare",
                                                     "console"};
constexpr std::array<std::string_view, 8> kKinds = {"unknown",
                                                    "url",
                                                    "inline",
                                                    "javascript-url",
                                                    "eval",
                                                    "wasm-eval",
                                                    "trusted-types-policy",
                                                    "trusted-types-sink"};

constexpr auto kComplaintCodes = std::to_array<ComplaintCode>({
    {"unknown-directive",
     "No directive has this name, or this browser does not know it; it is ignored. Look for a "
     "typing error."},
    {"duplicate-directive",
     "The directive stands there twice, and only the first one counts. Join the two."},
    {"duplicate-source", "A source stands there twice, which changes nothing."},
    {"invalid-source", "This is no source that browsers understand, and it is ignored."},
    {"unquoted-keyword",
     "Without single quotes a keyword is read as the name of a host. Put it in single quotes."},
    {"none-with-others",
     "'none' counts only where it stands alone. Take it out, or take the others out."},
    {"query-in-source", "A source's query is ignored; only its path counts."},
    {"fragment-in-source", "A source's fragment is ignored; only its path counts."},
    {"missing-semicolon",
     "A directive's name stands among another's sources. A semicolon is missing before it."},
    {"invalid-characters",
     "Characters beyond ASCII have to be written as Punycode (in hosts) or percent-encoded (in "
     "paths)."},
    {"ignored-in-meta", "A <meta> element cannot deliver this directive. Send it as a header."},
    {"meta-outside-head", "A <meta> element delivers a policy only within <head>."},
    {"report-only-in-meta",
     "A <meta> element cannot deliver a report-only policy. Send it as a header."},
    {"ignored-in-report-only", "This directive has no effect in a report-only policy."},
    {"report-only-without-endpoint",
     "A report-only policy that names no place for reports does nothing but write to the console."},
    {"report-endpoint", "Reports cannot be sent to this place."},
    {"sandbox-flag", "The sandbox directive does not know this word."},
    {"value-not-wanted", "This directive takes no value; the value is ignored."},
    {"value-missing", "This directive needs a value, and is ignored without one."},
    {"retired-directive", "This directive is no more, and nothing heeds it."},
    {"strict-dynamic-misplaced", "'strict-dynamic' is for scripts only."},
    {"strict-dynamic-alone",
     "'strict-dynamic' needs a nonce or a hash beside it; without one it blocks every script that "
     "the page loads."},
    {"switched-off-by-strict-dynamic",
     "'strict-dynamic' switches this source off. That is meant for older browsers, and harmless."},
    {"switched-off-by-nonce",
     "A nonce or a hash switches 'unsafe-inline' off. That is meant for older browsers, and "
     "harmless."},
    {"trusted-types-value",
     "This value of a Trusted Types directive is not understood, and is ignored."},
    {"upgraded", "upgrade-insecure-requests has made an http: address https:, as it should."},
});

}  // namespace

std::string_view to_string(ReportShape shape) noexcept {
  return kShapes[static_cast<std::size_t>(shape)];
}

std::string_view to_string(BlockedKind kind) noexcept {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::span<const ComplaintCode> complaint_codes() noexcept { return kComplaintCodes; }

std::string ReportedViolation::governing_directive() const {
  return report::name_of_directive(violated_directive);
}

}  // namespace cspkit
