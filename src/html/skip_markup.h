// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "html/tag_gate.h"

namespace cspkit::html {

/// Hops over text and over tags that nobody asks for and that change nothing. Stops at the first `<` that deserves a look:
/// markup other than a tag, a start tag that the gate lets in, a tag that is not written as tags usually are, or one close
/// to the end. `steps` counts the work.
const char* skip_markup(const char* p, const char* end, const TagGate& gate,
                        std::uint64_t& steps) noexcept;

/// The ways to do so that this processor has, all of the same outcome; the last is the one taken.
std::vector<decltype(&skip_markup)> ways_to_skip_markup();

}  // namespace cspkit::html
