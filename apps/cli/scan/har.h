// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/scan.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"

namespace cspkit::cli {

/// Whether a target of `scan` is a HAR file: its name ends in `.har`.
[[nodiscard]] bool is_har_file(std::string_view target) noexcept;

/// How much of it there was.
struct HarScan {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
};

/// Pours a HAR file into the inventory: each document with the policies of its response and what its HTML holds, and each
/// request by the document that made it, which its Referer names, else its page. Another site's
/// documents in frames live under policies of their own, and are left out with all that they load. `-` is standard input. What had to be
/// left out is a note. Throws InputError where the file cannot be read, with the entry and the place.
HarScan scan_har(std::string_view file, Inventory& inventory, std::vector<std::string>& notes,
                 Context& context);

}  // namespace cspkit::cli
