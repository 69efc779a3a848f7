// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "generate/generate.h"
#include "registry.h"

namespace cspkit::cli {
namespace {

std::vector<const Command*> listed_commands() {
  std::vector<const Command*> listed;
  for (const Command& command : commands()) {
    if (command.visibility == Visibility::listed) listed.push_back(&command);
  }
  return listed;
}

std::vector<const Flag*> listed_flags(const Command& command) {
  std::vector<const Flag*> listed;
  for (const Flag& flag : command.flags) {
    if (flag.visibility == Visibility::listed) listed.push_back(&flag);
  }
  return listed;
}

std::string command_names() {
  std::vector<std::string_view> names;
  for (const Command* command : listed_commands()) names.push_back(command->name);
  return fmt::format("{}", fmt::join(names, " "));
}

// Puts a backslash before each of `special`.
std::string escape(std::string_view text, std::string_view special) {
  std::string escaped;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// Inside of single quotes of a POSIX shell.
std::string quoted(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\'') {
      escaped += "'\\''";
    } else {
      escaped += c;
    }
  }
  return "'" + escaped + "'";
}

bool takes_file(std::string_view value) { return value == "FILE" || value == "DIR"; }

}  // namespace

std::string generate_bash_completion() {
  std::string options, choices;
  for (const Command* command : listed_commands()) {
    options += fmt::format("    {}) options=\"", command->name);
    for (const Flag* flag : listed_flags(*command)) {
      options += fmt::format("--{} ", flag->name);
      if (!flag->choices.empty()) {
        choices += fmt::format("    '{} --{}') words=\"{}\" ;;\n", command->name, flag->name,
                               fmt::join(flag->choices, " "));
      }
    }
    options.back() = '"';
    options += " ;;\n";
  }
  return fmt::format(
      R"(# Completion of cspkit for bash: source this file, or put it among bash's completions.
_cspkit() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} options="" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{0} --help --version" -- "$current"))
    return
  fi
  case "${{COMP_WORDS[1]}}" in
{1}    help) words="{0}" ;;
  esac
  case "${{COMP_WORDS[1]}} $previous" in
{2}  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}}
complete -o filenames -F _cspkit cspkit
)",
      command_names(), options, choices);
}

std::string generate_zsh_completion() {
  std::string names, cases;
  for (const Command* command : listed_commands()) {
    names += fmt::format(
        "    {}\n", quoted(fmt::format("{}:{}", command->name, escape(command->summary, ":"))));
    cases += fmt::format("    {})\n      _arguments \\\n", command->name);
    for (const Flag* flag : listed_flags(*command)) {
      std::string spec = flag->repeat == Repeat::many ? "*" : "";
      spec += fmt::format("--{}{}[{}]", flag->name, flag->value.empty() ? "" : "=",
                          escape(flag->help, "[]:\\"));
      if (!flag->choices.empty()) {
        spec += fmt::format(":{}:({})", flag->value, fmt::join(flag->choices, " "));
      } else if (!flag->value.empty()) {
        spec += fmt::format(":{}:{}", flag->value, takes_file(flag->value) ? "_files" : " ");
      }
      cases += fmt::format("        {} \\\n", quoted(spec));
    }
    cases += fmt::format("        {}\n      ;;\n", quoted("*:argument:_files"));
  }
  return fmt::format(R"(#compdef cspkit
# Completion of cspkit for zsh: put it as _cspkit into a folder of $fpath.
_cspkit() {{
  local -a names
  names=(
{0}  )
  if (( CURRENT == 2 )); then
    _describe command names
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{1}  esac
}}
_cspkit "$@"
)",
                     names, cases);
}

std::string generate_fish_completion() {
  std::string text =
      "# Completion of cspkit for fish: put it as cspkit.fish into fish's completions.\n";
  const std::string alone = "not __fish_seen_subcommand_from " + command_names();
  for (const Command* command : listed_commands()) {
    text += fmt::format("complete -c cspkit -n '{}' -f -a {} -d {}\n", alone, command->name,
                        quoted(command->summary));
  }
  for (const Command* command : listed_commands()) {
    for (const Flag* flag : listed_flags(*command)) {
      text += fmt::format("complete -c cspkit -n '__fish_seen_subcommand_from {}' -l {}",
                          command->name, flag->name);
      if (flag->short_name != 0) text += fmt::format(" -s {}", flag->short_name);
      if (!flag->choices.empty()) {
        text += fmt::format(" -x -a '{}'", fmt::join(flag->choices, " "));
      } else if (!flag->value.empty()) {
        text += takes_file(flag->value) ? " -r -F" : " -x";
      }
      text += fmt::format(" -d {}\n", quoted(escape(flag->help, "\\")));
    }
  }
  return text;
}

}  // namespace cspkit::cli
