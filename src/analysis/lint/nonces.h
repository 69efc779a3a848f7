// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/lint/facts.h"

/// The nonces of a response.
namespace cspkit::linting {

/// Calls `f(policy, list, source)` for each nonce-source that has a value of its own.
template <class F>
void for_each_nonce(const PolicyFacts& policy, F&& f) {
  for (const DirectiveFacts& list : policy.directives) {
    if (!list.has_nonce()) continue;
    for (const Source& source : list.sources) {
      if (source.is_nonce() && source.expression.value != kNoncePlaceholder) f(list, source);
    }
  }
}

}  // namespace cspkit::linting
