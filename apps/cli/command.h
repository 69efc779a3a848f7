// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "args.h"
#include "context.h"

/// A command is one value of `Command`: what it is called, its flags, its examples, and the function that runs it.
/// The parser, `--help`, the man page, the completions and docs/cli.md are all made from that one value.
///
/// To add a command `hello`:
///
/// 1. Write commands/hello.cpp:
///
///        // SPDX-License-Identifier: Apache-2.0
///        #include "command.h"
///        #include "json_output.h"
///
///        namespace cspkit::cli {
///        namespace {
///
///        ExitStatus run_hello(const Args& args, Context& context) {
///          const std::string_view name = args.value("name").value_or("world");
///          if (name.empty()) throw UsageError("--name: the name is empty; give one");
///          if (args.has("json")) {
///            write_json(context.out, {{"hello", name}});
///          } else {
///            context.out.print("hello, {}\n", context.out_style.bold(name));
///          }
///          return ExitStatus::yes;
///        }
///
///        }  // namespace
///
///        Command hello_command() {
///          return {
///              .name = "hello",
///              .summary = "Greet somebody",
///              .description = "Paragraphs for --help, separated by an empty line; not wrapped by hand.",
///              .flags = {{.name = "name", .value = "NAME", .help = "whom to greet"}, json_flag()},
///              .examples = {{"cspkit hello --name you", "greet the reader"}},
///              .run = run_hello,
///          };
///        }
///
///        }  // namespace cspkit::cli
///
/// 2. Name it in registry.cpp (one declaration, one entry) and in CMakeLists.txt.
/// 3. Write its cases in tests/cli/cases/hello.txt.
///
/// Commands throw `UsageError` (bad invocation) or `InputError` (bad input, I/O); main prints one line and exits with 2.
namespace cspkit::cli {

/// The exit status of every command.
enum class ExitStatus : int {
  yes = 0,    ///< clean, allowed, works
  no = 1,     ///< findings, blocked, a feature that breaks
  error = 2,  ///< usage error, unreadable or invalid input, I/O error
};

/// A command line that works when pasted, and what it shows.
struct Example {
  std::string_view command_line;
  std::string_view purpose;
};

struct Command {
  std::string_view name;
  std::string_view summary;      ///< one line, no period
  std::string_view description;  ///< paragraphs separated by an empty line
  Positional positional = {};
  std::vector<Flag> flags = {};  ///< `--color` and `--help` are added by the registry
  std::vector<Example> examples = {};
  Visibility visibility = Visibility::listed;
  ExitStatus (*run)(const Args& args, Context& context) = nullptr;
};

/// The flag of every command that can answer with one JSON document.
[[nodiscard]] inline Flag json_flag() {
  return {.name = "json", .help = "answer with one JSON document"};
}

/// The flag of every command that can answer many rows (see batch.h).
[[nodiscard]] inline Flag batch_flag() {
  return {.name = "batch",
          .value = "FILE",
          .help = "answer one JSON line for each JSON line of FILE (- for standard input)"};
}

/// Joins groups of flags: `join_flags({policy_flags(), {json_flag()}})`.
[[nodiscard]] inline std::vector<Flag> join_flags(std::initializer_list<std::vector<Flag>> groups) {
  std::vector<Flag> all;
  for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
  return all;
}

}  // namespace cspkit::cli
