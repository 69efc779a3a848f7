// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "base/ascii.h"

/// The splitting that the text's parser does, and nothing more; the model's parser and the compiler
/// share it.
namespace cspkit {

/// Calls `f(token, offset)` for each piece of `text` between the separators, empty pieces included.
/// Source: https://infra.spec.whatwg.org/#strictly-split
template <class F>
constexpr void strictly_split(std::string_view text, char separator, F&& f) {
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = text.find(separator, begin);
    if (end == std::string_view::npos) break;
    f(text.substr(begin, end - begin), begin);
    begin = end + 1;
  }
  f(text.substr(begin), begin);
}

/// Calls `f(token, offset)` for each run of `text` without ASCII white space.
/// Source: https://infra.spec.whatwg.org/#split-on-ascii-whitespace
template <class F>
constexpr void split_on_ascii_whitespace(std::string_view text, F&& f) {
  std::size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && is_ascii_whitespace(text[i])) ++i;
    const std::size_t begin = i;
    while (i < text.size() && !is_ascii_whitespace(text[i])) ++i;
    if (i > begin) f(text.substr(begin, i - begin), begin);
  }
}

}  // namespace cspkit
