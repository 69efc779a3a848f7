// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/report.h"

namespace cspkit::report {

/// Bytes of what is not understood that an entry of Kind::unknown keeps.
inline constexpr std::size_t kToldBytes = 400;

/// How the JSON of reports is parsed: within the limits of limits.h.
[[nodiscard]] boost::json::parse_options json_options();

/// The text with U+FFFD for each escape of half a surrogate pair, which WebKit sends where a sample is cut and which no
/// parser takes. Of the same length.
[[nodiscard]] std::string without_half_pairs(std::string_view text);

/// The reports within a value; one unknown entry where there is none. `text` is what it was parsed from.
[[nodiscard]] std::vector<ReportEntry> entries_of(const boost::json::value& value,
                                                  std::string_view text);

}  // namespace cspkit::report
