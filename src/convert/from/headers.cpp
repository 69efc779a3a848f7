// SPDX-License-Identifier: Apache-2.0
#include "convert/from/reader.h"
#include "cspkit/response_headers.h"

namespace cspkit::convert {

ReadResult read_headers(std::string_view text) {
  auto headers = read_response_headers(text);
  if (!headers) {
    return unreadable({headers.error().line, 1},
                      std::string(headers.error().problem) +
                          "; write HTTP response headers, one `Name: value` a line");
  }
  std::vector<FoundPolicy> found;
  for (HeaderPolicy& policy : headers->policies) {
    found.push_back({.value = std::move(policy.value),
                     .disposition = policy.disposition,
                     .delivery = Delivery::header,
                     .place = {policy.line, 1},
                     .context = {}});
  }
  return ConfigReading{std::move(found), {}};
}

}  // namespace cspkit::convert
