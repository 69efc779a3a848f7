// SPDX-License-Identifier: Apache-2.0
#include "browser/interrupt.h"

namespace cspkit::cli {
namespace {

volatile std::sig_atomic_t caught = 0;

void note(int signal) { caught = signal; }

}  // namespace

InterruptGuard::InterruptGuard() {
  caught = 0;
  for (std::size_t i = 0; i < std::size(kSignals); ++i) {
    struct sigaction action {};
    // A browser that goes away is an error to be told, and no reason to end without a word.
    action.sa_handler = kSignals[i] == SIGPIPE ? SIG_IGN : note;
    sigaction(kSignals[i], &action, &before_[i]);
  }
}

InterruptGuard::~InterruptGuard() {
  for (std::size_t i = 0; i < std::size(kSignals); ++i)
    sigaction(kSignals[i], &before_[i], nullptr);
  if (caught != 0) static_cast<void>(std::raise(caught));
}

void throw_if_interrupted() {
  if (caught != 0) throw Interrupted();
}

}  // namespace cspkit::cli
