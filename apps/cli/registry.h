// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "command.h"

namespace cspkit::cli {

/// Every command, in the order of `cspkit help`, with the flags that all share.
[[nodiscard]] std::span<const Command> commands();

/// The command of that name, or UsageError with the nearest real one.
[[nodiscard]] const Command& find_command(std::string_view name);

}  // namespace cspkit::cli
