// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace cspkit::fuzz {

/// Ends the fuzzer, with the claim and the input that broke it, where `holds` is false.
inline void require(bool holds, const char* claim, std::string_view input) {
  if (holds) return;
  static_cast<void>(std::fprintf(stderr, "violated: %s\n  for: %.*s\n", claim,
                                 static_cast<int>(input.size()), input.data()));
  std::abort();
}

}  // namespace cspkit::fuzz
