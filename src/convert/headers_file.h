// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "convert/writer.h"

namespace cspkit::convert {

/// A `_headers` file with one rule for every path, as Netlify and Cloudflare read it. It knows no escapes: the value is
/// the rest of the line.
[[nodiscard]] std::string write_headers_file(const Job& job);

/// Says that a static file speaks for static files alone.
void note_files_only(const Job& job);

}  // namespace cspkit::convert
