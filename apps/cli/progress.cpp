// SPDX-License-Identifier: Apache-2.0
#include "progress.h"

namespace cspkit::cli {

using namespace std::chrono_literals;

Progress::Progress(Output& err, std::string_view what, std::size_t total_bytes)
    : err_(err),
      what_(what),
      total_bytes_(total_bytes),
      enabled_(err.is_terminal()),
      started_(Clock::now()),
      last_(started_) {}

Progress::~Progress() {
  if (!shown_) return;
  try {
    err_.write("\r\033[K");
    err_.flush();
  } catch (...) {  // a progress line that cannot be wiped is no reason to fail
    enabled_ = false;
  }
}

void Progress::show(std::size_t done, std::size_t bytes) {
  const auto now = Clock::now();
  if (now - started_ < 500ms || now - last_ < 100ms) return;
  last_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  err_.print("\r\033[K{} {}, {:.0f} a second", done, what_, static_cast<double>(done) / seconds);
  if (total_bytes_ > 0) err_.print(", {} %", bytes * 100 / total_bytes_);
  err_.flush();
}

}  // namespace cspkit::cli
