// SPDX-License-Identifier: Apache-2.0
#include "help.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "registry.h"
#include "table.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kColumns = 88;
constexpr std::size_t kWidestLabel = 26;

struct Entry {
  std::string label;
  std::string help;
};

std::string heading(const Style& style, std::string_view text) { return style.bold(text) + "\n"; }

// Two columns: labels, and help wrapped beside them; a label too wide for its column takes a line to itself.
std::string listing(const std::vector<Entry>& entries, const Style& style) {
  std::size_t width = 0;
  for (const Entry& entry : entries) {
    if (entry.label.size() <= kWidestLabel) width = std::max(width, entry.label.size());
  }
  std::string text;
  for (const Entry& entry : entries) {
    text += "  " + style.info(entry.label);
    if (entry.label.size() > width) {
      text += '\n' + std::string(width + 4, ' ');
    } else {
      text.append(width - entry.label.size() + 2, ' ');
    }
    text += wrap(entry.help, kColumns - width - 4, width + 4) + "\n";
  }
  return text;
}

std::string flag_label(const Flag& flag) {
  std::string label = flag.short_name == 0 ? "" : fmt::format("-{}, ", flag.short_name);
  label += fmt::format("--{}", flag.name);
  if (!flag.value.empty()) label += fmt::format(" {}", flag.value);
  return label;
}

}  // namespace

std::string flag_help(const Flag& flag) {
  std::string help(flag.help);
  const bool told = std::ranges::all_of(flag.choices, [&](std::string_view choice) {
    return flag.help.find(choice) != std::string_view::npos;
  });
  if (!told) help += fmt::format(": {}", fmt::join(flag.choices, ", "));
  if (flag.repeat == Repeat::many) help += "; may be repeated";
  return help;
}

std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const std::size_t end = text.find("\n\n");
    all.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
  }
  return all;
}

std::string usage_line(const Command& command) {
  std::string line = fmt::format("cspkit {} [OPTIONS]", command.name);
  const Positional& positional = command.positional;
  if (positional.max == 0) return line;
  const std::string name = fmt::format("{}{}", positional.name, positional.max > 1 ? "..." : "");
  return line + (positional.min == 0 ? fmt::format(" [{}]", name) : fmt::format(" {}", name));
}

std::string command_help(const Command& command, const Style& style) {
  std::string text = fmt::format("{}\n\n", command.summary);
  text += heading(style, "Usage") + "  " + usage_line(command) + "\n\n";
  for (const std::string_view paragraph : paragraphs(command.description)) {
    text += wrap(paragraph, kColumns, 0) + "\n\n";
  }
  if (command.positional.max > 0) {
    text += heading(style, "Arguments") +
            listing({{std::string(command.positional.name), std::string(command.positional.help)}},
                    style) +
            "\n";
  }
  std::vector<Entry> flags;
  for (const Flag& flag : command.flags) {
    if (flag.visibility == Visibility::listed) flags.push_back({flag_label(flag), flag_help(flag)});
  }
  text += heading(style, "Options") + listing(flags, style) + "\n";
  text += heading(style, command.examples.size() == 1 ? "Example" : "Examples");
  for (const Example& example : command.examples) {
    text += fmt::format("  {}\n    {}\n", style.dim(fmt::format("# {}", example.purpose)),
                        example.command_line);
  }
  return text;
}

std::string program_help(const Style& style) {
  std::string text = "Content-Security-Policy: read it, decide by it, check vendors against it\n\n";
  text += heading(style, "Usage") + "  cspkit COMMAND [OPTIONS]\n\n";
  std::vector<Entry> entries;
  for (const Command& command : commands()) {
    if (command.visibility == Visibility::listed) {
      entries.push_back({std::string(command.name), std::string(command.summary)});
    }
  }
  text += heading(style, "Commands") + listing(entries, style) + "\n";
  text += heading(style, "Options") +
          listing({{"-h, --help", "show this help; after a command, the help of that command"},
                   {"-V, --version", "show the version"}},
                  style) +
          "\n";
  text += heading(style, "Exit status") +
          listing({{"0", "the answer is yes: clean, allowed, works"},
                   {"1", "the answer is no: findings, blocked, a feature that breaks"},
                   {"2", "usage error, unreadable or invalid input, I/O error"}},
                  style);
  return text;
}

}  // namespace cspkit::cli
