// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>
#include <cspkit/engine.h>

#include "lookup_floor.h"
#include "support/count_allocations.h"
#include "workload.h"

namespace cspkit::bench {
namespace {

Origin document_origin() { return origin_of(Url::parse("https://www.example.com/")->view()); }

std::vector<PolicyList> compile_all(const std::vector<std::string>& texts) {
  std::vector<PolicyList> lists;
  for (const std::string& text : texts) {
    lists.emplace_back(document_origin());
    lists.back().add(*CompiledPolicy::compile(text));
  }
  return lists;
}

void parse_and_compile(benchmark::State& state, const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  const std::size_t before = test::allocation_count();
  for (auto _ : state) {
    for (const std::string& text : texts) {
      benchmark::DoNotOptimize(CompiledPolicy::compile(text));
      bytes += text.size();
    }
  }
  const auto policies = static_cast<double>(state.iterations()) * static_cast<double>(texts.size());
  state.SetItemsProcessed(static_cast<std::int64_t>(policies));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.counters["allocations/policy"] =
      static_cast<double>(test::allocation_count() - before) / policies;
  state.counters["time/policy"] =
      benchmark::Counter(policies, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

using Requests = std::vector<AskedRequest>;

/// Decides every request under every policy; `decide_one(list, i)` decides the i-th.
template <class F>
void decide_all(benchmark::State& state, const std::vector<std::string>& texts,
                std::size_t requests, F&& decide_one) {
  const std::vector<PolicyList> lists = compile_all(texts);
  std::size_t blocked = 0;
  const std::size_t before = test::allocation_count();
  for (auto _ : state) {
    for (const PolicyList& list : lists) {
      for (std::size_t i = 0; i < requests; ++i) blocked += decide_one(list, i).blocked();
    }
  }
  benchmark::DoNotOptimize(blocked);
  const auto decisions =
      static_cast<double>(state.iterations()) * static_cast<double>(lists.size() * requests);
  state.counters["allocations/decision"] =
      static_cast<double>(test::allocation_count() - before) / decisions;
  state.counters["blocked"] = static_cast<double>(blocked) / decisions;
  state.counters["time/decision"] =
      benchmark::Counter(decisions, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void decide_parsed(benchmark::State& state, const std::vector<std::string>& texts,
                   const Requests& asked) {
  std::vector<Url> urls;
  for (const AskedRequest& one : asked) urls.push_back(*Url::parse(one.url));
  std::vector<Request> requests;
  for (std::size_t i = 0; i < urls.size(); ++i) {
    requests.push_back({.url = urls[i].view(), .destination = asked[i].destination});
  }
  decide_all(state, texts, requests.size(), [&](const PolicyList& list, std::size_t i) {
    return should_block_request(list, requests[i]);
  });
}

void decide_from_string(benchmark::State& state, const std::vector<std::string>& texts,
                        const Requests& asked) {
  decide_all(state, texts, asked.size(), [&](const PolicyList& list, std::size_t i) {
    const auto url = split_canonical_url(asked[i].url);
    return should_block_request(list, {.url = *url, .destination = asked[i].destination});
  });
}

/// A host, and its HostTable::hash_of().
struct HashedHost {
  std::string_view text;
  std::uint64_t hash;
};

/// Looks the host of every request up in every policy's table; `find_host(i)` finds the i-th.
template <class F>
void look_all_up(benchmark::State& state, const std::vector<std::string>& texts,
                 std::size_t requests, F&& find_host) {
  const std::vector<HostTable> tables(texts.begin(), texts.end());
  std::size_t found = 0;
  for (auto _ : state) {
    for (const HostTable& table : tables) {
      for (std::size_t i = 0; i < requests; ++i) {
        const HashedHost host = find_host(i);
        benchmark::DoNotOptimize(host.text.data());
        found += table.holds(host.text, host.hash);
      }
    }
  }
  benchmark::DoNotOptimize(found);
  const auto lookups =
      static_cast<double>(state.iterations()) * static_cast<double>(tables.size() * requests);
  state.counters["found"] = static_cast<double>(found) / lookups;
  state.counters["time/lookup"] =
      benchmark::Counter(lookups, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// With a parsed URL the hash is known, and nothing but the lookup is left.
void floor_parsed(benchmark::State& state, const std::vector<std::string>& texts,
                  const Requests& asked) {
  std::vector<Url> urls;
  for (const AskedRequest& one : asked) urls.push_back(*Url::parse(one.url));
  std::vector<HashedHost> hosts;
  for (const Url& url : urls) {
    const std::string_view host = url.view().host;
    hosts.push_back({host, HostTable::hash_of(host)});
  }
  look_all_up(state, texts, hosts.size(), [&](std::size_t i) { return hosts[i]; });
}

void floor_from_string(benchmark::State& state, const std::vector<std::string>& texts,
                       const Requests& asked) {
  look_all_up(state, texts, asked.size(), [&](std::size_t i) {
    const std::string_view host = host_in(asked[i].url);
    return HashedHost{host, HostTable::hash_of(host)};
  });
}

void register_all() {
  const Workload& w = workload();
  const struct {
    const char* name;
    std::vector<std::string> texts;
  } sets[] = {{"strict_166B", w.strict},
              {"medium_1.2KB", w.medium},
              {"long_3.0KB", w.long_},
              {"mixed", w.all_policies()}};
  for (const auto& set : sets) {
    const std::string name = set.name;
    benchmark::RegisterBenchmark(("parse_and_compile/" + name).c_str(), parse_and_compile,
                                 set.texts);
    benchmark::RegisterBenchmark(("decide_parsed_url/" + name).c_str(), decide_parsed, set.texts,
                                 w.requests);
    benchmark::RegisterBenchmark(("decide_parsed_url/unlisted/" + name).c_str(), decide_parsed,
                                 set.texts, w.unlisted);
    benchmark::RegisterBenchmark(("decide_from_string/" + name).c_str(), decide_from_string,
                                 set.texts, w.requests);
    benchmark::RegisterBenchmark(("floor/parsed_url/" + name).c_str(), floor_parsed, set.texts,
                                 w.requests);
    benchmark::RegisterBenchmark(("floor/from_string/" + name).c_str(), floor_from_string,
                                 set.texts, w.requests);
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
