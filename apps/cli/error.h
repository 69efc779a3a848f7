// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace cspkit::cli {

/// The command line itself is wrong. The message is one line: what, and the remedy after a semicolon.
/// `main` adds a pointer to `--help`.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Input that cannot be read or is invalid, or output that cannot be written. The message is one line that names the
/// input, the place (line and column, or byte offset) and the remedy.
class InputError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace cspkit::cli
