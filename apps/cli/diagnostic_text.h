// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/diagnostics.h>

#include "output.h"
#include "style.h"

namespace cspkit::cli {

/// Writes one diagnostic for people: what, where, the place underlined, what to write instead.
void print_diagnostic(const DiagnosticRenderer& renderer, const Diagnostic& diagnostic, Output& out,
                      const Style& style);

}  // namespace cspkit::cli
