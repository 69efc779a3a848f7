// SPDX-License-Identifier: Apache-2.0
//
// Generated pairs of policies by the thousand, and the search for a request that refutes what
// compare_policies says of them:
//
//     build/release/bin/cspkit_compare_refutation --count 100000 --seed 1
//
// Exits with 1 at the first faults, which it prints.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "oracle/refute.h"

namespace {

using namespace cspkit;
using namespace cspkit::oracle;

constexpr std::size_t kChecks = 48;
constexpr std::size_t kChecksPerBrowser = 16;
/// Each tenth pair is compared as the browsers read it, too.
constexpr std::size_t kBrowsersEvery = 10;
constexpr std::size_t kMostFaults = 5;

std::uint64_t number(const char* text) { return std::strtoull(text, nullptr, 10); }

struct Totals {
  std::array<std::size_t, 4> relations{};
  std::size_t checks = 0, told_apart = 0, witnesses = 0, by_oracle = 0, same_meaning = 0,
              faults = 0;

  void add(const Refutation& one) {
    checks += one.checks;
    told_apart += one.told_apart;
    witnesses += one.witnesses;
    by_oracle += one.by_oracle;
    for (const std::string& fault : one.faults) {
      if (++faults <= kMostFaults) std::printf("%s\n", fault.c_str());
    }
  }
};

/// Whether the pairs spread as they should, so that nothing passes by asking nothing.
bool spreads(const Totals& totals, std::size_t count) {
  for (const std::size_t relation : totals.relations) {
    if (relation * 20 < count) return false;
  }
  return totals.told_apart * 100 > totals.checks && totals.witnesses > count &&
         totals.same_meaning * 20 > count;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 1'000;
  std::uint64_t seed = 1;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--count") == 0) count = number(argv[i + 1]);
    if (std::strcmp(argv[i], "--seed") == 0) seed = number(argv[i + 1]);
  }
  const Choose choose = seeded_choices(seed);
  Totals totals;
  for (std::size_t i = 0; i < count && totals.faults < kMostFaults; ++i) {
    const PolicyPair pair = generate_pair(choose);
    const Refutation one = refute(pair, choose, kChecks);
    totals.add(one);
    ++totals.relations[static_cast<std::size_t>(one.comparison.relation)];
    if (pair.same_meaning) ++totals.same_meaning;
    if (i % kBrowsersEvery != 0) continue;
    for (const Browser browser : kBrowsers)
      totals.add(refute(pair, choose, kChecksPerBrowser, browser));
  }
  std::printf(
      "%zu pairs: %zu equal (%zu the same in other words), %zu stricter, %zu looser, %zu "
      "incomparable\n%zu checks, %zu of them told A and B apart; %zu witnesses asked again; %zu "
      "judged by the oracle too\n%zu faults\n",
      count, totals.relations[0], totals.same_meaning, totals.relations[1], totals.relations[2],
      totals.relations[3], totals.checks, totals.told_apart, totals.witnesses, totals.by_oracle,
      totals.faults);
  return totals.faults == 0 && spreads(totals, count) ? 0 : 1;
}
