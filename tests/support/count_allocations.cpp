// SPDX-License-Identifier: Apache-2.0
#include "support/count_allocations.h"

#include <cstdlib>
#include <new>

namespace {
thread_local std::size_t count = 0;
}

void* operator new(std::size_t size) {
  ++count;
  if (void* const p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace cspkit::test {

std::size_t allocation_count() noexcept { return count; }

}  // namespace cspkit::test
