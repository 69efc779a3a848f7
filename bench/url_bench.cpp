// SPDX-License-Identifier: Apache-2.0
//
// The URL parser, and the short way around it, on the URLs that a page asks for.
#include <benchmark/benchmark.h>

#include <string_view>

#include "cspkit/url.h"

namespace {

constexpr std::string_view kCanonical =
    "https://cdn.example.com/npm/package@1.2.3/dist/bundle.min.js";
constexpr std::string_view kWithQuery =
    "https://track.customer.io/api/v1/events?anonymous_id=4f1c&type=page&name=Home%20page#top";
constexpr std::string_view kUntidy = " HTTPS://Example.COM:443/a/../b/./c d.js?x='y'";
constexpr std::string_view kUnicode = "https://b\u00FCcher.example/stra\u00DFe";

void split_canonical(benchmark::State& state, std::string_view input) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(input);
    auto url = cspkit::split_canonical_url(input);
    benchmark::DoNotOptimize(url);
  }
}

void parse(benchmark::State& state, std::string_view input) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(input);
    auto url = cspkit::Url::parse(input);
    benchmark::DoNotOptimize(url);
  }
}

BENCHMARK_CAPTURE(split_canonical, script, kCanonical);
BENCHMARK_CAPTURE(split_canonical, with_query, kWithQuery);
BENCHMARK_CAPTURE(split_canonical, refused, kUntidy);
BENCHMARK_CAPTURE(parse, script, kCanonical);
BENCHMARK_CAPTURE(parse, with_query, kWithQuery);
BENCHMARK_CAPTURE(parse, untidy, kUntidy);
BENCHMARK_CAPTURE(parse, unicode_host, kUnicode);

}  // namespace

BENCHMARK_MAIN();
