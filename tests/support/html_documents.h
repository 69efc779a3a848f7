// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cspkit::test {

/// Hand-written documents that are hard to tokenize, short enough to be cut at every place.
[[nodiscard]] const std::vector<std::string_view>& nasty_html();

/// A document drawn from pieces of markup, the same for the same seed.
[[nodiscard]] std::string generate_html(unsigned seed, std::size_t pieces);

}  // namespace cspkit::test
