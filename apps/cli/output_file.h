// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "context.h"

namespace cspkit::cli {

/// Puts a new file in the place of the old one, if there is one, so that no reader sees half of it. Throws InputError.
void replace_file(const std::string& file, std::string_view content);

/// The same; `-` is standard output.
void write_output_file(std::string_view file, std::string_view content, Context& context);

}  // namespace cspkit::cli
