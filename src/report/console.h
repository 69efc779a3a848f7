// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cspkit/report.h"
#include "report/wording.h"

/// The consoles of three browsers, each a table of sentences. Lines come here with their quotes made straight and
/// their white space made single (see console.cpp).
namespace cspkit::report {

/// A sentence about a policy's text.
struct ComplaintWording {
  std::string_view code;
  std::string_view sentence;  ///< with {directive} and {value}
};

[[nodiscard]] std::optional<ReportEntry> read_chromium(std::string_view line);
[[nodiscard]] std::optional<ReportEntry> read_firefox(std::string_view line);
[[nodiscard]] std::optional<ReportEntry> read_webkit(std::string_view line);

/// The first complaint of the table that stands in the line.
[[nodiscard]] std::optional<ReportEntry> find_complaint(std::span<const ComplaintWording> table,
                                                        std::optional<Browser> browser,
                                                        std::string_view line);

/// An entry for a violation that was found where `gaps` says.
[[nodiscard]] ReportEntry violation_entry(Browser browser, const Gaps& gaps);

/// The first word of a directive's text, in lower case.
[[nodiscard]] std::string name_of_directive(std::string_view text);

}  // namespace cspkit::report
