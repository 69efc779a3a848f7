// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <exception>
#include <iterator>

namespace cspkit::cli {

/// A signal asked the program to end.
class Interrupted : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "interrupted"; }
};

/// As long as it lives, SIGINT, SIGTERM and SIGHUP end the work by way of an exception, so that what was started is ended.
/// Its destructor, to run last of all, passes a signal that came on to the program.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  static constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
  struct sigaction before_[std::size(kSignals)] = {};
};

/// Throws Interrupted where a signal came.
void throw_if_interrupted();

}  // namespace cspkit::cli
