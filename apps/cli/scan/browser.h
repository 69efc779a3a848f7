// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "args.h"
#include "context.h"
#include "fetch/fetch.h"
#include "scan/targets.h"

namespace cspkit::cli {

/// How pages are visited.
struct BrowserSettings {
  std::optional<std::string>
      program;                  ///< Chromium's path; the first one on PATH where there is none
  unsigned depth = 0;           ///< links that are followed from a target on
  std::size_t max_pages = 100;  ///< that are visited in all
  std::chrono::milliseconds wait{2000};  ///< for what a page does after it has loaded
  FetchOptions fetch;  ///< the addresses that may be asked, and the time for each page
};

/// `--browser`, `--browser-path`, `--depth`, `--max-pages`, `--wait`.
[[nodiscard]] std::vector<Flag> browser_flags();
/// What they say. Throws UsageError.
[[nodiscard]] BrowserSettings browser_settings(const Args& args);

/// Visits the URLs in headless Chromium, and the links of the same origin up to `depth`, breadth first, each page once; pours
/// what they hold and do into `input`. Throws InputError where the browser fails, or a page of `urls` cannot be loaded; of
/// linked pages that is a note.
void scan_in_browser(const std::vector<std::string>& urls, const BrowserSettings& settings,
                     ScanInput& input, Context& context);

}  // namespace cspkit::cli
