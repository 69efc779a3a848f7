// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/convert.h>

#include <string_view>

namespace cspkit::cli {

/// Reads the policies out of a configuration file, an HTML page or a HAR file; `-` is standard input. HAR files are read
/// in pieces, so that their size does not matter. Throws InputError.
[[nodiscard]] ConfigReading read_config_file(std::string_view file, ConfigFormat format);

/// The same of a text at hand, which messages call `name`.
[[nodiscard]] ConfigReading read_config_text(std::string_view text, ConfigFormat format,
                                             std::string_view name);

}  // namespace cspkit::cli
