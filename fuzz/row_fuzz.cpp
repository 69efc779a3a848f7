// SPDX-License-Identifier: Apache-2.0
//
// The input is one row of a batch: what is read without a JSON parser is what the parser reads.
//
//     ./dev fuzz row
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "require.h"
#include "support/plain_row_claim.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const char* wrong = cspkit::test::wrong_with_plain_row(line);
  cspkit::fuzz::require(wrong == nullptr, wrong, line);
  return 0;
}
