// SPDX-License-Identifier: Apache-2.0
#include "args.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

#include "error.h"
#include "suggest.h"

namespace cspkit::cli {
namespace {

class ArgsParser {
 public:
  ArgsParser(std::span<const std::string_view> words, std::span<const Flag> flags,
             const Positional& positional)
      : words_(words), flags_(flags), positional_(positional) {}

  std::vector<Given> parse() {
    bool options_ended = false;
    while (next_ < words_.size()) {
      const std::string_view word = words_[next_++];
      if (options_ended || word == "-" || !word.starts_with('-')) {
        take_positional(word);
      } else if (word == "--") {
        options_ended = true;
      } else if (word.starts_with("--")) {
        take_long(word.substr(2));
      } else {
        take_short(word);
      }
    }
    if (positionals_ < positional_.min && !asks_for_help()) {
      throw UsageError(fmt::format("{} is missing; {}", positional_.name, positional_.help));
    }
    return std::move(given_);
  }

 private:
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

  void take_long(std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const auto flag = std::ranges::find(flags_, name, &Flag::name);
    if (flag == flags_.end()) unknown_option(name);
    if (equals == std::string_view::npos) {
      take(*flag, std::nullopt);
    } else {
      take(*flag, word.substr(equals + 1));
    }
  }

  // `-x`, `-x VALUE` or `-xVALUE`; switches are not bundled.
  void take_short(std::string_view word) {
    const auto flag = std::ranges::find(flags_, word[1], &Flag::short_name);
    if (flag == flags_.end()) unknown_option(word);
    if (word.size() == 2) {
      take(*flag, std::nullopt);
    } else {
      take(*flag, word.substr(2));
    }
  }

  void take(const Flag& flag, std::optional<std::string_view> value) {
    if (flag.value.empty()) {
      if (value)
        throw UsageError(fmt::format("--{} takes no value; leave '{}' out", flag.name, *value));
      value = "";
    } else if (!value) {
      if (next_ == words_.size()) {
        throw UsageError(
            fmt::format("--{} needs a value: --{} {}", flag.name, flag.name, flag.value));
      }
      value = words_[next_++];
    }
    if (!flag.choices.empty() && std::ranges::find(flag.choices, *value) == flag.choices.end()) {
      throw UsageError(fmt::format("--{}: '{}' is not one of {}{}", flag.name, *value,
                                   fmt::join(flag.choices, ", "),
                                   did_you_mean(*value, flag.choices)));
    }
    const bool again = std::ranges::find(given_, flag.name, &Given::flag) != given_.end();
    if (again && flag.repeat == Repeat::once && !flag.value.empty()) {
      throw UsageError(fmt::format("--{} is given twice; give it once", flag.name));
    }
    given_.push_back({flag.name, std::string(*value)});
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

  std::span<const std::string_view> words_;
  std::span<const Flag> flags_;
  const Positional& positional_;
  std::size_t next_ = 0;
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
