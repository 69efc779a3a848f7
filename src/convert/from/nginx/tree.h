// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/convert.h"

/// nginx configuration as a tree, by the rules of nginx's own tokenizer.
namespace cspkit::convert::nginx {

struct Word {
  std::string text;  ///< quotes and escapes resolved; `$name` is still in it
  ConfigPlace place;
};

struct Directive {
  std::vector<Word> words;  ///< at least the name
  std::vector<Directive> block;
  bool has_block = false;

  [[nodiscard]] std::string_view name() const noexcept { return words.front().text; }
  [[nodiscard]] std::string_view argument(std::size_t i) const noexcept {
    return i + 1 < words.size() ? std::string_view(words[i + 1].text) : std::string_view();
  }
  [[nodiscard]] ConfigPlace place() const noexcept { return words.front().place; }
};

[[nodiscard]] tl::expected<std::vector<Directive>, ConfigError> parse(std::string_view text);

}  // namespace cspkit::convert::nginx
