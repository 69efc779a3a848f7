// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/html.h>

#include <cstddef>
#include <span>

namespace cspkit::html {

/// Marks each attribute whose name an earlier one has. Answers how many comparisons that took, at most a small multiple of
/// the names' bytes.
std::size_t mark_duplicates(std::span<HtmlAttribute> attributes);

}  // namespace cspkit::html
