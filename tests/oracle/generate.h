// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

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

/// A check for policies and a page that are given already, made for them likewise: `sources` are
/// source expressions that the policies hold, of which URLs are derived.
Check generate_check(const Choose& choose, const std::string& document_url,
                     const std::vector<std::string>& sources);

/// One source expression, of the same kinds that generate_case writes.
std::string generate_source(const Choose& choose);

}  // namespace cspkit::oracle
