// SPDX-License-Identifier: Apache-2.0
//
// Judging the policies of the workload, with the memory that a batch keeps.
#include <benchmark/benchmark.h>
#include <cspkit/lint.h>

#include <fstream>
#include <string>
#include <utility>

#include "support/count_allocations.h"
#include "workload.h"

namespace cspkit::bench {
namespace {

void judge(benchmark::State& state, const std::vector<std::string>& texts, LintProfile profile) {
  Linter linter(profile);
  std::size_t findings = 0;
  const std::size_t before = test::allocation_count();
  for (auto _ : state) {
    for (const std::string& policy : texts) {
      const LintText text{.text = policy};
      findings += linter.judge({.texts = {&text, 1}}).findings.size();
    }
  }
  const auto policies = static_cast<double>(state.iterations()) * static_cast<double>(texts.size());
  state.SetItemsProcessed(static_cast<std::int64_t>(policies));
  state.counters["findings/policy"] = static_cast<double>(findings) / policies;
  state.counters["allocations/policy"] =
      static_cast<double>(test::allocation_count() - before) / policies;
  state.counters["time/policy"] =
      benchmark::Counter(policies, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void register_all() {
  const Workload& w = workload();
  const std::pair<const char*, std::vector<std::string>> sets[] = {{"strict_166B", w.strict},
                                                                   {"medium_1.2KB", w.medium},
                                                                   {"long_3.0KB", w.long_},
                                                                   {"mixed", w.all_policies()}};
  for (const auto& [name, texts] : sets) {
    benchmark::RegisterBenchmark((std::string("lint/") + name).c_str(), judge, texts,
                                 LintProfile::balanced);
  }
  benchmark::RegisterBenchmark("lint_strict/mixed", judge, w.all_policies(), LintProfile::strict);
}

/// `--write-rows=FILE`: the workload as rows for `cspkit lint --batch`.
bool write_rows(int argc, char** argv) {
  constexpr std::string_view kFlag = "--write-rows=";
  if (argc != 2 || !std::string_view(argv[1]).starts_with(kFlag)) return false;
  std::ofstream file(argv[1] + kFlag.size());
  std::size_t id = 0;
  for (const std::string& policy : workload().all_policies()) {
    file << "{\"id\":" << id++ << ",\"policy\":\"" << policy << "\"}\n";
  }
  return true;
}

}  // namespace
}  // namespace cspkit::bench

int main(int argc, char** argv) {
  if (cspkit::bench::write_rows(argc, argv)) return 0;
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  cspkit::bench::register_all();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
