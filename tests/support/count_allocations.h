// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace cspkit::test {

/// How often this thread has called `operator new`. Linking count_allocations.cpp replaces the
/// operators.
[[nodiscard]] std::size_t allocation_count() noexcept;

}  // namespace cspkit::test
