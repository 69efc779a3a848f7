// SPDX-License-Identifier: Apache-2.0
#include "scan/response.h"

#include <cspkit/response_headers.h>

#include "fetch/content_type.h"

namespace cspkit::cli {

std::optional<SeenPolicy> seen_policy(std::string_view field, std::string_view value) {
  if (const auto disposition = policy_field(field)) {
    return SeenPolicy{.text = value,
                      .source = *disposition == Disposition::enforce
                                    ? PolicySource::header
                                    : PolicySource::report_only_header};
  }
  if (is_field(field, "X-Frame-Options")) {
    return SeenPolicy{.text = value, .source = PolicySource::frame_options};
  }
  return std::nullopt;
}

}  // namespace cspkit::cli
