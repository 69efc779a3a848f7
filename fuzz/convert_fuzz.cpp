// SPDX-License-Identifier: Apache-2.0
//
// The input is a policy: written for every target, and read back from those that can be.
//
//     ./dev fuzz convert
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "require.h"
#include "support/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto problem = cspkit::testing::round_trip(text)) {
    cspkit::fuzz::require(false, problem->c_str(), text);
  }
  return 0;
}
