// SPDX-License-Identifier: Apache-2.0
#include "header_file.h"

#include <fmt/format.h>

#include <utility>

#include "error.h"

namespace cspkit::cli {

ResponseHeaders read_header_file(std::string_view text, std::string_view name) {
  auto headers = read_response_headers(text);
  if (!headers) {
    throw InputError(
        fmt::format("{}: line {}: {}; write HTTP response headers, one `Name: value` a line", name,
                    headers.error().line, headers.error().problem));
  }
  return *std::move(headers);
}

}  // namespace cspkit::cli
