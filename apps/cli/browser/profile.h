// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace cspkit::cli {

/// A new folder for a browser's profile, `cspkit-browser-PROCESS-XXXXXX` in the folder for temporary files. It is gone when
/// this object is. Where the program was killed before that, the next one removes what it has left.
class BrowserProfile {
 public:
  /// Throws InputError where no folder can be made.
  BrowserProfile();
  ~BrowserProfile();
  BrowserProfile(const BrowserProfile&) = delete;
  BrowserProfile& operator=(const BrowserProfile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;  ///< held as long as the program lives
};

}  // namespace cspkit::cli
