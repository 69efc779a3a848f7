// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cspkit::cli {

enum class Repeat { once, many };
enum class Visibility { listed, hidden };

/// One option: `--name VALUE`, `--name=VALUE`, or a switch where `value` is empty.
struct Flag {
  std::string_view name;        ///< without the dashes
  char short_name = 0;          ///< `-x`, or 0
  std::string_view value = {};  ///< name of the value in help (`FILE` completes file names)
  std::string_view help = {};   ///< one line, no period, lower case
  std::vector<std::string_view> choices = {};  ///< the only values allowed, where not empty
  Repeat repeat = Repeat::once;
  Visibility visibility = Visibility::listed;
};

/// What stands without an option: `POLICY`, `FILE…`. No name: none is taken.
struct Positional {
  std::string_view name = {};
  std::string_view help = {};
  std::size_t min = 0;
  std::size_t max = 0;
};

inline constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);

/// One thing given on the command line. Positionals have an empty `flag`.
struct Given {
  std::string_view flag;
  std::string value;
};

/// The parsed command line of one command. Asking for a flag that the command does not define is a
/// programming error (std::logic_error).
class Args {
 public:
  Args(std::span<const Flag> flags, std::vector<Given> given);

  [[nodiscard]] bool has(std::string_view flag) const;
  [[nodiscard]] std::optional<std::string_view> value(std::string_view flag) const;
  [[nodiscard]] std::vector<std::string_view> values(std::string_view flag) const;
  [[nodiscard]] std::vector<std::string_view> positionals() const;
  /// Everything, in the order of the command line.
  [[nodiscard]] std::span<const Given> given() const { return given_; }
  /// Does the command define the flag?
  [[nodiscard]] bool defines(std::string_view flag) const;

 private:
  void require_defined(std::string_view flag) const;

  std::span<const Flag> flags_;
  std::vector<Given> given_;
};

/// Parses `words` by the definitions. Long options may stand before, between and after positionals; `--` ends them;
/// `-` alone is a value. Throws UsageError, with the nearest real option for a misspelt one.
[[nodiscard]] Args parse_args(std::span<const std::string_view> words, std::span<const Flag> flags,
                              const Positional& positional);

}  // namespace cspkit::cli
