// SPDX-License-Identifier: Apache-2.0
//
// The HTML tokenizer beside what bounds it: a copy of the page, a search without hits, and a hop over every `<`.
#include <benchmark/benchmark.h>
#include <cspkit/html.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "html_pages.h"
#include "support/count_allocations.h"

namespace cspkit::bench {
namespace {

void done(benchmark::State& state, const std::string& page) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(page.size()));
}

void copy(benchmark::State& state, const std::string& page) {
  std::vector<char> target(page.size());
  for (auto _ : state) {
    std::memcpy(target.data(), page.data(), page.size());
    benchmark::DoNotOptimize(target.data());
    benchmark::ClobberMemory();
  }
  done(state, page);
}

std::size_t hops(const std::string& page, char c) {
  std::size_t hits = 0;
  const char* p = page.data();
  const char* const end = p + page.size();
  while ((p = static_cast<const char*>(std::memchr(p, c, static_cast<std::size_t>(end - p)))) !=
         nullptr) {
    ++hits;
    if (++p == end) break;
  }
  return hits;
}

void search(benchmark::State& state, const std::string& page, char c) {
  std::size_t hits = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(page.data());
    hits = hops(page, c);
    benchmark::DoNotOptimize(hits);
  }
  state.counters["hits"] = static_cast<double>(hits);
  done(state, page);
}

void tokenize(benchmark::State& state, const std::string& page, const HtmlInterest& interest,
              std::size_t chunk) {
  std::size_t tokens = 0, tags = 0;
  const std::size_t before = test::allocation_count();
  for (auto _ : state) {
    HtmlTokenizer tokenizer({.interest = interest});
    std::size_t fed = 0;
    tokens = tags = 0;
    for (;;) {
      const HtmlToken& token = tokenizer.next();
      if (token.kind == HtmlTokenKind::end) break;
      if (token.kind == HtmlTokenKind::need_input) {
        const std::size_t n = std::min(chunk, page.size() - fed);
        n > 0 ? tokenizer.feed({page.data() + fed, n}) : tokenizer.finish();
        fed += n;
        continue;
      }
      ++tokens;
      tags += token.kind == HtmlTokenKind::start_tag;
    }
    benchmark::DoNotOptimize(tokens);
  }
  state.counters["tokens"] = static_cast<double>(tokens);
  state.counters["start_tags"] = static_cast<double>(tags);
  state.counters["allocations"] = static_cast<double>(test::allocation_count() - before) /
                                  static_cast<double>(state.iterations());
  done(state, page);
}

void register_all() {
  const struct {
    const char* name;
    const std::string& page;
  } pages[] = {{"100KB", large_page()}, {"5KB", small_page()}};
  const HtmlInterest stamps = HtmlInterest::only({HtmlTag::script, HtmlTag::style});
  for (const auto& [name, page] : pages) {
    const std::string suffix = std::string("/") + name;
    const auto add = [&](const std::string& what, auto&&... arguments) {
      benchmark::RegisterBenchmark((what + suffix).c_str(), arguments...);
    };
    add("memcpy", copy, page);
    add("memchr_without_hits", search, page, '\1');
    add("memchr_every_bracket", search, page, '<');
    add("tokenize_to_stamp", tokenize, page, stamps, page.size());
    add("tokenize_to_stamp_4KB_chunks", tokenize, page, stamps, std::size_t{4096});
    add("tokenize_start_tags", tokenize, page, HtmlInterest::only(HtmlTagSet::all()), page.size());
    add("tokenize_everything", tokenize, page, HtmlInterest{}, page.size());
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
