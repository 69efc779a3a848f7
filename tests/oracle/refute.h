// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "cspkit/compare.h"
#include "oracle/pairs.h"

/// Tries to refute what compare_policies says of a pair.
namespace cspkit::oracle {

struct Refutation {
  std::vector<std::string> faults;  ///< what is wrong; empty where nothing was found
  Comparison comparison;
  std::size_t checks = 0;      ///< random checks that were asked
  std::size_t told_apart = 0;  ///< those in which A and B differ
  std::size_t witnesses = 0;   ///< witnesses that were decided again
  std::size_t by_oracle = 0;   ///< of checks and witnesses, those that the oracle judged too
};

/// Asks `checks` generated questions, and every witness again. By the text, the oracle judges each
/// eighth check and every witness that it can; the engine judges all. Looks at B and A in the other
/// order, too, and at each side beside itself.
Refutation refute(const PolicyPair& pair, const Choose& choose, std::size_t checks,
                  Browser as = Browser::specification);

}  // namespace cspkit::oracle
