// SPDX-License-Identifier: Apache-2.0
//
// Comparison. The first byte says how the rest becomes a pair: an even one lets the tests' generator
// draw its choices from the bytes; an odd one takes them as two header values with a byte FF
// between them. Then every witness is decided again, the other order and each side by itself are
// compared, and a few generated requests try to refute the answer.
//
//     ./dev fuzz compare
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "oracle/refute.h"
#include "require.h"

namespace {

using namespace cspkit;
using namespace cspkit::oracle;

constexpr std::size_t kChecks = 8;
constexpr std::size_t kMaxInput = 4096;

PolicyPair raw_pair(std::string_view data) {
  const std::size_t middle = std::min(data.find('\xFF'), data.size());
  PolicyPair pair;
  pair.document_url = "https://doc.test/";
  pair.a = {{std::string(data.substr(0, middle))}};
  pair.b = {{std::string(data.substr(std::min(middle + 1, data.size())))}};
  return pair;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > kMaxInput) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::size_t at = 1;
  const Choose choose = [&](std::size_t n) -> std::size_t {
    const auto byte = [&] { return at < size ? std::size_t{data[at++]} : 0; };
    return (n > 256 ? byte() * 256 + byte() : byte()) % n;
  };
  const PolicyPair pair = data[0] % 2 == 0 ? generate_pair(choose) : raw_pair(input.substr(1));
  const auto as = static_cast<Browser>(data[0] / 2 % 4);
  const Refutation found = refute(pair, choose, kChecks, as);
  for (const std::string& fault : found.faults)
    fuzz::require(fault.starts_with("not proven"), fault.c_str(), input);
  return 0;
}
