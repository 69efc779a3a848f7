// SPDX-License-Identifier: Apache-2.0
//
// A page poured into an inventory that knows all of it already, and policies proposed for inventories of some sizes.
#include <benchmark/benchmark.h>
#include <cspkit/propose.h>
#include <cspkit/scan.h>

#include <string>

#include "html_pages.h"

namespace cspkit::bench {
namespace {

constexpr SeenPolicy kPolicy{
    .text = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'"};

void pour(Inventory& inventory, std::string_view page, std::span<const SeenPolicy> policies) {
  DocumentScan scan(inventory,
                    {.url = "https://example.com/", .name = "page.html", .policies = policies});
  scan.feed(page);
  scan.finish();
}

void scan(benchmark::State& state, const std::string& page, std::span<const SeenPolicy> policies) {
  Inventory inventory;
  for (auto _ : state) {
    pour(inventory, page, policies);
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(page.size()));
  state.counters["different"] = static_cast<double>(inventory.items().size());
}

/// As many images, a tenth as many inline scripts and hosts.
Inventory inventory_of(std::int64_t items) {
  std::string page;
  for (std::int64_t i = 0; i < items; ++i) {
    const std::string number = std::to_string(i);
    page += "<img src=https://h" + std::to_string(i / 10) + ".test/" + number + ".png>";
    if (i % 10 == 0) page += "<script>f(" + number + ")</script>";
  }
  Inventory inventory;
  pour(inventory, page, {});
  return inventory;
}

void propose_policy(benchmark::State& state, ProposalKind kind) {
  const Inventory inventory = inventory_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(propose(inventory, {}, kind));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(inventory.items().size()));
}

void recognize(benchmark::State& state) {
  const Inventory inventory = inventory_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(recognize_vendors(inventory, builtin_catalog()));
}

BENCHMARK_CAPTURE(scan, large_page, large_page(), {});
BENCHMARK_CAPTURE(scan, large_page_under_a_policy, large_page(), std::span(&kPolicy, 1));
BENCHMARK_CAPTURE(scan, small_page, small_page(), {});
BENCHMARK_CAPTURE(propose_policy, nonce, ProposalKind::strict_nonce)->Arg(100)->Arg(10'000);
BENCHMARK_CAPTURE(propose_policy, hash, ProposalKind::strict_hash)->Arg(100)->Arg(10'000);
BENCHMARK(recognize)->Arg(100)->Arg(10'000);

}  // namespace
}  // namespace cspkit::bench

BENCHMARK_MAIN();
