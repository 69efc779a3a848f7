// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "browser/profile.h"

namespace cspkit::cli {

/// The Chromium to start: `given`, or the first of chromium, chromium-browser, google-chrome and google-chrome-stable on
/// PATH. Throws InputError where there is none.
[[nodiscard]] std::string find_browser_program(std::optional<std::string_view> given);

/// A headless Chromium with a profile of its own in the folder for temporary files. Both are gone when this object is,
/// whatever happened: the browser leads a process group of its own, and dies with the program even where that is killed.
class BrowserProcess {
 public:
  /// Throws InputError where it cannot be started.
  BrowserProcess(const std::string& program, const std::vector<std::string>& more_options);
  ~BrowserProcess();
  BrowserProcess(const BrowserProcess&) = delete;
  BrowserProcess& operator=(const BrowserProcess&) = delete;

  /// The pipes of the DevTools protocol.
  [[nodiscard]] int input() const noexcept { return input_; }
  [[nodiscard]] int output() const noexcept { return output_; }
  /// What it complained about, the last line of it; empty where there is none.
  [[nodiscard]] std::string complaint() const;
  /// Waits so long for it to end by itself.
  void wait_for_end(int milliseconds) noexcept;

 private:
  BrowserProfile profile_;  ///< gone after the browser
  pid_t process_ = -1;
  int input_ = -1;
  int output_ = -1;
};

}  // namespace cspkit::cli
