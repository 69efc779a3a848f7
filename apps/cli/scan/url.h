// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/scan.h>

#include <string>
#include <string_view>
#include <vector>

#include "fetch/fetch.h"

namespace cspkit::cli {

/// Whether a target of `scan` is a URL to be fetched: it begins with `http:` or `https:`, in any case.
[[nodiscard]] bool is_web_url(std::string_view target) noexcept;

/// Fetches a page and pours it into the inventory: the policies of its headers, and what its HTML (or style sheet) holds.
/// What is neither is a note. Returns the bytes of its body. Throws InputError where it cannot be fetched.
std::size_t scan_url(std::string_view target, Fetcher& fetcher, Inventory& inventory,
                     std::vector<std::string>& notes);

}  // namespace cspkit::cli
