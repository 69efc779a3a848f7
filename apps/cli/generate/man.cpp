// SPDX-License-Identifier: Apache-2.0
#include <cspkit/version.h>
#include <fmt/format.h>

#include "generate/generate.h"
#include "help.h"
#include "registry.h"
#include "utf8.h"

namespace cspkit::cli {
namespace {

// Text for roff: backslashes, dashes, quotes and a period in front are escaped, and all that is not ASCII is named.
std::string roff(std::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const CodePoint point = next_code_point(text);
    const char c = text.front();
    if (point.value >= 0x80) {
      escaped += fmt::format("\\[u{:04X}]", static_cast<unsigned>(point.value));
    } else if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else if (c == '\'') {
      escaped += "\\(aq";
    } else if (escaped.empty() && c == '.') {
      escaped += "\\&.";
    } else {
      escaped += c;
    }
    text.remove_prefix(point.length);
  }
  return escaped;
}

std::string flag_entry(const Flag& flag) {
  const std::string short_form =
      flag.short_name == 0 ? "" : fmt::format("\\fB\\-{}\\fR, ", flag.short_name);
  const std::string value = flag.value.empty() ? "" : fmt::format(" \\fI{}\\fR", roff(flag.value));
  return fmt::format(".TP\n{}\\fB\\-\\-{}\\fR{}\n{}.\n", short_form, roff(flag.name), value,
                     roff(flag_help(flag)));
}

std::string command_section(const Command& command) {
  std::string text = fmt::format(".SS {}\n{}.\n.PP\n\\fB{}\\fR\n", roff(command.name),
                                 roff(command.summary), roff(usage_line(command)));
  for (const std::string_view paragraph : paragraphs(command.description)) {
    text += fmt::format(".PP\n{}\n", roff(paragraph));
  }
  for (const Flag& flag : command.flags) {
    if (flag.visibility == Visibility::listed) text += flag_entry(flag);
  }
  for (const Example& example : command.examples) {
    text += fmt::format(".PP\nExample: {}:\n.PP\n.nf\n.RS\n{}\n.RE\n.fi\n", roff(example.purpose),
                        roff(example.command_line));
  }
  return text;
}

}  // namespace

std::string generate_man() {
  std::string text = fmt::format(
      ".TH CSPKIT 1 \"\" \"cspkit {}\" \"User Commands\"\n"
      ".SH NAME\ncspkit \\- Content\\-Security\\-Policy toolkit\n"
      ".SH SYNOPSIS\n\\fBcspkit\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n.SH COMMANDS\n",
      kVersion);
  for (const Command& command : commands()) {
    if (command.visibility == Visibility::listed) text += command_section(command);
  }
  text +=
      ".SH EXIT STATUS\n"
      ".TP\n0\nThe answer is yes: clean, allowed, works.\n"
      ".TP\n1\nThe answer is no: findings, blocked, a feature that breaks.\n"
      ".TP\n2\nUsage error, unreadable or invalid input, I/O error.\n"
      ".SH ENVIRONMENT\n"
      ".TP\nNO_COLOR\nWhere it is set and not empty, text is not coloured unless "
      "\\fB\\-\\-color=always\\fR asks for it.\n";
  return text;
}

}  // namespace cspkit::cli
