// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "output.h"

namespace cspkit::cli {

/// One line on a terminal's standard error that tells how far long work is; nothing elsewhere, and nothing for work
/// that is done within half a second.
class Progress {
 public:
  /// `what` is the thing counted (`rows`); `total_bytes` is 0 where it is not known.
  Progress(Output& err, std::string_view what, std::size_t total_bytes);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// To be called for each thing done; looks at the clock once in 256 calls.
  void tick(std::size_t done, std::size_t bytes) {
    if (enabled_ && done % 256 == 0) show(done, bytes);
  }

 private:
  using Clock = std::chrono::steady_clock;

  void show(std::size_t done, std::size_t bytes);

  Output& err_;
  std::string what_;
  std::size_t total_bytes_;
  bool enabled_;
  bool shown_ = false;
  Clock::time_point started_;
  Clock::time_point last_;
};

}  // namespace cspkit::cli
