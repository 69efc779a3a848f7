// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "error.h"
#include "input.h"
#include "output.h"
#include "style.h"

namespace cspkit::cli {

/// What a command may touch besides its arguments.
struct Context {
  Output& out;      ///< standard output: the answer, nothing else
  Output& err;      ///< standard error: notes and progress
  Style out_style;  ///< colours for `out`, or none
  Style err_style;  ///< colours for `err`, or none
};

}  // namespace cspkit::cli
