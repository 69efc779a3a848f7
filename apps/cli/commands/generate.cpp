// SPDX-License-Identifier: Apache-2.0
#include "generate/generate.h"

#include "command.h"

namespace cspkit::cli {
namespace {

ExitStatus run_generate(const Args& args, Context& context) {
  const auto words = args.positionals();
  const std::string_view what = words[0];
  const std::string_view shell = words.size() > 1 ? words[1] : std::string_view();
  std::string text;
  if (what == "man") {
    text = generate_man();
  } else if (what == "markdown") {
    text = generate_markdown();
  } else if (what == "completions" && shell == "bash") {
    text = generate_bash_completion();
  } else if (what == "completions" && shell == "zsh") {
    text = generate_zsh_completion();
  } else if (what == "completions" && shell == "fish") {
    text = generate_fish_completion();
  } else {
    throw UsageError(
        "nothing of that name; known are man, markdown, and completions bash|zsh|fish");
  }
  context.out.write(text);
  return ExitStatus::yes;
}

}  // namespace

Command generate_command() {
  return {
      .name = "generate",
      .summary = "Write the man page, the shell completions and the reference page",
      .description = "Each is made from the same definitions as --help.",
      .positional = {.name = "WHAT",
                     .help = "man, markdown, or completions followed by bash, zsh or fish",
                     .min = 1,
                     .max = 2},
      .examples = {{"cspkit generate completions bash > cspkit.bash", "completion for bash"},
                   {"cspkit generate man > cspkit.1", "the man page"}},
      .visibility = Visibility::hidden,
      .run = run_generate,
  };
}

}  // namespace cspkit::cli
