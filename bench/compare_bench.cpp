// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>
#include <cspkit/compare.h>

#include "workload.h"

/// Comparison of the workload's policies: each with the next one, which differs in everything, and
/// each with itself and one source more, as in a review of a change.
namespace cspkit::bench {
namespace {

PolicyList page(const std::string& policy) {
  PolicyList list(origin_of(Url::parse("https://www.example.com/")->view()));
  list.add(*CompiledPolicy::compile(policy));
  return list;
}

using Pairs = std::vector<std::pair<PolicyList, PolicyList>>;

void compare_all(benchmark::State& state, const Pairs& pairs) {
  for (auto _ : state) {
    for (const auto& [a, b] : pairs) benchmark::DoNotOptimize(compare_policies(a, b));
  }
  const auto count = static_cast<double>(state.iterations()) * static_cast<double>(pairs.size());
  state.counters["time/pair"] =
      benchmark::Counter(count, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

Pairs neighbours(const std::vector<std::string>& policies) {
  Pairs out;
  for (std::size_t i = 0; i < policies.size(); ++i)
    out.emplace_back(page(policies[i]), page(policies[(i + 1) % policies.size()]));
  return out;
}

Pairs changes(const std::vector<std::string>& policies) {
  Pairs out;
  for (const std::string& policy : policies)
    out.emplace_back(page(policy), page(policy + " https://new.example.org"));
  return out;
}

void register_all() {
  const Workload& w = workload();
  const struct {
    const char* name;
    const std::vector<std::string>& policies;
  } sets[] = {{"strict_166B", w.strict}, {"medium_1.2KB", w.medium}, {"long_3.0KB", w.long_}};
  for (const auto& set : sets) {
    const std::string name = set.name;
    benchmark::RegisterBenchmark(("compare/unrelated/" + name).c_str(),
                                 [pairs = std::make_shared<Pairs>(neighbours(set.policies))](
                                     benchmark::State& state) { compare_all(state, *pairs); })
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark(("compare/one_source_more/" + name).c_str(),
                                 [pairs = std::make_shared<Pairs>(changes(set.policies))](
                                     benchmark::State& state) { compare_all(state, *pairs); })
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace
}  // namespace cspkit::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  cspkit::bench::register_all();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
