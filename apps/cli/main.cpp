// SPDX-License-Identifier: Apache-2.0
#include <cspkit/version.h>
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <new>

#include "help.h"
#include "registry.h"

namespace cspkit::cli {
namespace {

ColorMode color_mode(const Args& args) {
  const std::string_view mode = args.value("color").value_or("auto");
  if (mode == "always") return ColorMode::always;
  return mode == "never" ? ColorMode::never : ColorMode::automatic;
}

ExitStatus run_command(const Command& command, std::span<const std::string_view> words, Output& out,
                       Output& err) {
  const Args args = parse_args(words, command.flags, command.positional);
  const ColorMode mode = color_mode(args);
  Context context{out, err, Style(color_enabled(mode, out.is_terminal())),
                  Style(color_enabled(mode, err.is_terminal()))};
  if (args.has("help")) {
    out.write(command_help(command, context.out_style));
    return ExitStatus::yes;
  }
  return command.run(args, context);
}

ExitStatus dispatch(std::span<const std::string_view> words, Output& out, Output& err) {
  const std::string_view first = words.front();
  if (first == "--version" || first == "-V") {
    out.print("cspkit {}\n", kVersion);
    return ExitStatus::yes;
  }
  if (first == "--help" || first == "-h") {
    out.write(program_help(Style(color_enabled(ColorMode::automatic, out.is_terminal()))));
    return ExitStatus::yes;
  }
  if (first.starts_with('-')) {
    throw UsageError(fmt::format("'{}' stands before the command; write: cspkit COMMAND [OPTIONS]",
                                 printable(first)));
  }
  return run_command(find_command(first), words.subspan(1), out, err);
}

// Every way to fail ends here, as one line on standard error.
ExitStatus guarded(std::span<const std::string_view> words, Output& out, Output& err) {
  const std::string_view name = words.front();
  try {
    const ExitStatus status = dispatch(words, out, err);
    out.flush();
    return status;
  } catch (const UsageError& error) {
    const auto all = commands();
    const bool known = std::ranges::find(all, name, &Command::name) != all.end();
    const std::string where = known ? fmt::format("cspkit {}", name) : "cspkit";
    err.print("{}: {} (see {} --help)\n", where, printable(error.what()), where);
  } catch (const InputError& error) {
    err.print("cspkit {}: {}\n", name, printable(error.what()));
  } catch (const std::bad_alloc&) {
    err.print("cspkit {}: out of memory; give a smaller input\n", name);
  }
  out.flush();
  return ExitStatus::error;
}

int run(std::span<const std::string_view> words) {
  Output out(1, "standard output");
  Output err(2, "standard error");
  ExitStatus status = ExitStatus::error;
  if (words.empty()) {
    err.write(program_help(Style(color_enabled(ColorMode::automatic, err.is_terminal()))));
  } else {
    status = guarded(words, out, err);
  }
  err.flush();
  return static_cast<int>(status);
}

}  // namespace
}  // namespace cspkit::cli

int main(int argc, char** argv) {
  static_cast<void>(
      std::signal(SIGPIPE, SIG_DFL));  // a reader that has seen enough ends us quietly
  const std::vector<std::string_view> words(argv + std::min(argc, 1), argv + argc);
  try {
    return cspkit::cli::run(words);
  } catch (const std::exception&) {
    return static_cast<int>(
        cspkit::cli::ExitStatus::error);  // not even standard error can be written
  }
}
