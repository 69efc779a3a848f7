// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// What is made from the registry besides `--help`. docs/cli.md is made by `cspkit generate markdown`, and a test keeps it so.
namespace cspkit::cli {

[[nodiscard]] std::string generate_man();
[[nodiscard]] std::string generate_markdown();
[[nodiscard]] std::string generate_bash_completion();
[[nodiscard]] std::string generate_zsh_completion();
[[nodiscard]] std::string generate_fish_completion();

}  // namespace cspkit::cli
