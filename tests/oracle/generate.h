// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "oracle/case.h"

/// Cases out of nothing but choices, over every dimension that the text looks at. The choices come
/// from a seeded generator or from a fuzzer's bytes.
namespace cspkit::oracle {

/// Answers a number below its argument, which is at least 1.
using Choose = std::function<std::size_t(std::size_t)>;

/// The same numbers for the same seed, on every machine.
Choose seeded_choices(std::uint64_t seed);

/// One case. Policies and checks are made for one another, so that about half of the checks match:
/// URLs are derived from the sources, nonces and hashes are taken from a few.
Case generate_case(const Choose& choose);

}  // namespace cspkit::oracle
