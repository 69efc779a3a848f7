// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/compare/findings.h"

/// The questions that tell two policy lists apart, a function for each part of the engine.
namespace cspkit {

/// Requests of every destination, prefetches among them.
void compare_requests(const ComparedPair& pair, Findings& findings);
/// Inline scripts, styles, handlers, style attributes, `javascript:` URLs and speculation rules.
void compare_inline(const ComparedPair& pair, Findings& findings);
/// form-action, base-uri and frame-ancestors.
void compare_navigation(const ComparedPair& pair, Findings& findings);
/// eval, WebAssembly, WebRTC, Trusted Types and sandboxing flags.
void compare_capabilities(const ComparedPair& pair, Findings& findings);

}  // namespace cspkit
