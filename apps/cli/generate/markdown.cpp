// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "generate/generate.h"
#include "help.h"
#include "registry.h"

namespace cspkit::cli {
namespace {

// The cell of a table: bars would end it.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// Prose: `<` would begin HTML.
std::string prose(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '<' || c == '*' || c == '_') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string flag_row(const Flag& flag) {
  const std::string short_form =
      flag.short_name == 0 ? "" : fmt::format("`-{}`, ", flag.short_name);
  const std::string value = flag.value.empty() ? "" : fmt::format(" {}", flag.value);
  return fmt::format("| {}`--{}{}` | {} |\n", short_form, flag.name, value,
                     cell(prose(flag_help(flag))));
}

std::string command_section(const Command& command) {
  std::string text = fmt::format("\n## {}\n\n{}.\n\n`{}`\n", command.name, prose(command.summary),
                                 usage_line(command));
  for (const std::string_view paragraph : paragraphs(command.description)) {
    text += fmt::format("\n{}\n", prose(paragraph));
  }
  text += "\n| Option | Meaning |\n|---|---|\n";
  if (command.positional.max > 0) {
    text += fmt::format("| `{}` | {} |\n", cell(command.positional.name),
                        cell(prose(command.positional.help)));
  }
  for (const Flag& flag : command.flags) {
    if (flag.visibility == Visibility::listed) text += flag_row(flag);
  }
  for (const Example& example : command.examples) {
    std::string purpose(example.purpose);
    if (purpose.front() >= 'a' && purpose.front() <= 'z') {
      purpose.front() = static_cast<char>(purpose.front() - 'a' + 'A');
    }
    text += fmt::format("\n{}:\n\n```sh\n{}\n```\n", prose(purpose), example.command_line);
  }
  return text;
}

}  // namespace

std::string generate_markdown() {
  std::string text =
      "<!-- Made by `./dev renew` from the definitions of the commands; a test keeps it so. -->\n"
      "# The command line\n\n"
      "`cspkit COMMAND [OPTIONS]`. Text for people by default; one JSON document with `--json`; "
      "colour on "
      "a terminal only, off with `NO_COLOR`. `-` stands for standard input.\n\n"
      "| Exit status | Meaning |\n|---|---|\n"
      "| 0 | the answer is yes: clean, allowed, works |\n"
      "| 1 | the answer is no: findings, blocked, a feature that breaks |\n"
      "| 2 | usage error, unreadable or invalid input, I/O error |\n";
  for (const Command& command : commands()) {
    if (command.visibility == Visibility::listed) text += command_section(command);
  }
  return text;
}

}  // namespace cspkit::cli
