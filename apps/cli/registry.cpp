// SPDX-License-Identifier: Apache-2.0
#include "registry.h"

#include <fmt/format.h>

#include <algorithm>

#include "suggest.h"

namespace cspkit::cli {

Command check_command();
Command compose_command();
Command convert_command();
Command diff_command();
Command eval_command();
Command explain_command();
Command externalize_command();
Command fmt_command();
Command generate_command();
Command hash_command();
Command help_command();
Command lint_command();
Command parse_command();
Command scan_command();
Command vendors_command();

namespace {

std::vector<Command> make_commands() {
  std::vector<Command> all = {
      check_command(), compose_command(),     vendors_command(), lint_command(), explain_command(),
      scan_command(),  diff_command(),        convert_command(), eval_command(), parse_command(),
      fmt_command(),   externalize_command(), hash_command(),    help_command(), generate_command(),
  };
  for (Command& command : all) {
    command.flags.push_back({.name = "color",
                             .value = "WHEN",
                             .help = "colour the text: auto (on a terminal), always or never",
                             .choices = {"auto", "always", "never"}});
    command.flags.push_back({.name = "help", .short_name = 'h', .help = "show this help"});
  }
  return all;
}

}  // namespace

std::span<const Command> commands() {
  static const std::vector<Command> all = make_commands();
  return all;
}

const Command& find_command(std::string_view name) {
  const auto all = commands();
  const auto found = std::ranges::find(all, name, &Command::name);
  if (found != all.end()) return *found;
  std::vector<std::string_view> names;
  for (const Command& command : all) {
    if (command.visibility == Visibility::listed) names.push_back(command.name);
  }
  throw UsageError(fmt::format("unknown command '{}'{}", name, did_you_mean(name, names)));
}

}  // namespace cspkit::cli
