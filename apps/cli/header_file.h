// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/response_headers.h>

#include <string_view>

namespace cspkit::cli {

/// The fields of raw HTTP response headers. Throws InputError, which names `name` and the line, at a line that is no header.
[[nodiscard]] ResponseHeaders read_header_file(std::string_view text, std::string_view name);

}  // namespace cspkit::cli
