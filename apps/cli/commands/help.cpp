// SPDX-License-Identifier: Apache-2.0
#include "help.h"

#include "registry.h"

namespace cspkit::cli {
namespace {

ExitStatus run_help(const Args& args, Context& context) {
  const auto names = args.positionals();
  context.out.write(names.empty() ? program_help(context.out_style)
                                  : command_help(find_command(names.front()), context.out_style));
  return ExitStatus::yes;
}

}  // namespace

Command help_command() {
  return {
      .name = "help",
      .summary = "Show what the commands do",
      .description =
          "Without a command: the list of all. With one: what it does, its options and examples.",
      .positional = {.name = "COMMAND", .help = "the command to explain", .max = 1},
      .examples = {{"cspkit help parse", "what does parse do?"}},
      .run = run_help,
  };
}

}  // namespace cspkit::cli
