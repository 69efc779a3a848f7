// SPDX-License-Identifier: Apache-2.0
#include "args.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <getopt.h>

#include <algorithm>
#include <stdexcept>

#include "error.h"
#include "suggest.h"

namespace cspkit::cli {
namespace {

/// Drives getopt_long(3) over one command's definitions. It keeps the order of everything given, and says what is wrong in
/// the program's own words.
class ArgsParser {
 public:
  ArgsParser(std::span<const std::string_view> words, std::span<const Flag> flags,
             const Positional& positional)
      : words_(words.begin(), words.end()), flags_(flags), positional_(positional) {
    words_.insert(words_.begin(), "cspkit");
    for (std::string& word : words_) argv_.push_back(word.data());
    argv_.push_back(nullptr);
    // "-": arguments are answered in their place; ":": errors are ours to print.
    short_options_ = "-:";
    for (std::size_t i = 0; i < flags.size(); ++i) {
      names_.emplace_back(flags[i].name);
      if (flags[i].short_name == 0) continue;
      short_options_ += flags[i].short_name;
      if (!flags[i].value.empty()) short_options_ += ':';
    }
    for (std::size_t i = 0; i < flags.size(); ++i) {
      long_options_.push_back({.name = names_[i].c_str(),
                               .has_arg = flags[i].value.empty() ? no_argument : required_argument,
                               .flag = nullptr,
                               .val = kFirstFlag + static_cast<int>(i)});
    }
    long_options_.push_back({});
  }

  std::vector<Given> parse() {
    const int argc = static_cast<int>(words_.size());
    optind = 0;  // glibc: begin anew
    for (;;) {
      const int before = std::max(optind, 1);
      const int found =
          getopt_long(argc, argv_.data(), short_options_.c_str(), long_options_.data(), nullptr);
      if (found == -1) break;
      take_found(found, words_[static_cast<std::size_t>(before)]);
    }
    // Behind "--", everything is an argument.
    for (int i = optind; i < argc; ++i) take_positional(words_[static_cast<std::size_t>(i)]);
    if (positionals_ < positional_.min && !asks_for_help()) {
      throw UsageError(fmt::format("{} is missing; {}", positional_.name, positional_.help));
    }
    return std::move(given_);
  }

 private:
  static constexpr int kArgument = 1;     ///< what getopt_long answers for an argument in its place
  static constexpr int kFirstFlag = 256;  ///< beyond every short option

  /// `word` is where getopt_long found it.
  void take_found(int found, std::string_view word) {
    if (found == kArgument) return take_positional(optarg);
    if (found == '?' || found == ':') explain(found, word);
    const Flag& flag = found >= kFirstFlag ? flags_[static_cast<std::size_t>(found - kFirstFlag)]
                                           : *std::ranges::find(flags_, static_cast<char>(found),
                                                                &Flag::short_name);
    // getopt_long completes abbreviations; scripts that lean on one break with the next option.
    const std::string_view typed = word.substr(0, word.find('='));
    if (typed.starts_with("--") && typed.substr(2) != flag.name) unknown_option(typed.substr(2));
    take(flag, optarg == nullptr ? std::string_view() : std::string_view(optarg));
  }

  [[noreturn]] void explain(int found, std::string_view word) const {
    const std::string_view typed = word.substr(0, word.find('='));
    const auto flag =
        typed.starts_with("--")
            ? std::ranges::find(flags_, typed.substr(2), &Flag::name)
            : std::ranges::find(flags_, word.size() > 1 ? word[1] : '\0', &Flag::short_name);
    if (flag == flags_.end()) unknown_option(typed.starts_with("--") ? typed.substr(2) : typed);
    if (found == ':') {
      throw UsageError(
          fmt::format("--{} needs a value: --{} {}", flag->name, flag->name, flag->value));
    }
    throw UsageError(fmt::format("--{} takes no value; leave '{}' out", flag->name,
                                 word.substr(std::min(word.size(), typed.size() + 1))));
  }

  void take_positional(std::string_view word) {
    if (positional_.max == 0) {
      throw UsageError(
          fmt::format("unexpected argument '{}'; this command takes options only", word));
    }
    if (positionals_ == positional_.max) {
      throw UsageError(fmt::format("unexpected argument '{}'; at most {} {} may be given", word,
                                   positional_.max, positional_.name));
    }
    ++positionals_;
    given_.push_back({{}, std::string(word)});
  }

  void take(const Flag& flag, std::string_view value) {
    if (!flag.choices.empty() && std::ranges::find(flag.choices, value) == flag.choices.end()) {
      throw UsageError(fmt::format("--{}: '{}' is not one of {}{}", flag.name, value,
                                   fmt::join(flag.choices, ", "),
                                   did_you_mean(value, flag.choices)));
    }
    const bool again = std::ranges::find(given_, flag.name, &Given::flag) != given_.end();
    if (again && flag.repeat == Repeat::once && !flag.value.empty()) {
      throw UsageError(fmt::format("--{} is given twice; give it once", flag.name));
    }
    given_.push_back({flag.name, std::string(value)});
  }

  [[noreturn]] void unknown_option(std::string_view name) const {
    std::vector<std::string> known;
    for (const Flag& flag : flags_) {
      if (flag.visibility == Visibility::listed) known.push_back(fmt::format("--{}", flag.name));
    }
    const std::vector<std::string_view> views(known.begin(), known.end());
    const std::string typed = name.starts_with('-') ? std::string(name) : fmt::format("--{}", name);
    const std::string meant = did_you_mean(typed, views);
    throw UsageError(meant.empty() ? fmt::format("unknown option {}; known are {}", typed,
                                                 fmt::join(known, ", "))
                                   : fmt::format("unknown option {}{}", typed, meant));
  }

  bool asks_for_help() const {
    return std::ranges::find(given_, "help", &Given::flag) != given_.end();
  }

  std::vector<std::string> words_;
  std::span<const Flag> flags_;
  const Positional& positional_;
  std::vector<char*> argv_;
  std::string short_options_;
  std::vector<std::string> names_;
  std::vector<option> long_options_;
  std::size_t positionals_ = 0;
  std::vector<Given> given_;
};

}  // namespace

Args::Args(std::span<const Flag> flags, std::vector<Given> given)
    : flags_(flags), given_(std::move(given)) {}

bool Args::defines(std::string_view flag) const {
  return std::ranges::find(flags_, flag, &Flag::name) != flags_.end();
}

void Args::require_defined(std::string_view flag) const {
  if (!defines(flag))
    throw std::logic_error(fmt::format("--{} is not a flag of this command", flag));
}

bool Args::has(std::string_view flag) const {
  require_defined(flag);
  return std::ranges::find(given_, flag, &Given::flag) != given_.end();
}

std::optional<std::string_view> Args::value(std::string_view flag) const {
  require_defined(flag);
  const auto found = std::ranges::find(given_, flag, &Given::flag);
  if (found == given_.end()) return std::nullopt;
  return found->value;
}

std::vector<std::string_view> Args::values(std::string_view flag) const {
  if (!flag.empty()) require_defined(flag);
  std::vector<std::string_view> found;
  for (const Given& given : given_) {
    if (given.flag == flag) found.push_back(given.value);
  }
  return found;
}

std::vector<std::string_view> Args::positionals() const { return values({}); }

Args parse_args(std::span<const std::string_view> words, std::span<const Flag> flags,
                const Positional& positional) {
  return {flags, ArgsParser(words, flags, positional).parse()};
}

}  // namespace cspkit::cli
