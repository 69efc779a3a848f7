// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "command.h"

namespace cspkit::cli {

/// `cspkit help`: every command in one line.
[[nodiscard]] std::string program_help(const Style& style);

/// `cspkit COMMAND --help`.
[[nodiscard]] std::string command_help(const Command& command, const Style& style);

/// `cspkit parse [OPTIONS] [POLICY…]`
[[nodiscard]] std::string usage_line(const Command& command);

/// What a flag means, its choices where the text does not name them all, and whether it may be repeated.
[[nodiscard]] std::string flag_help(const Flag& flag);

/// The paragraphs of a description.
[[nodiscard]] std::vector<std::string_view> paragraphs(std::string_view text);

}  // namespace cspkit::cli
