// SPDX-License-Identifier: Apache-2.0
//
// Rows for `cspkit lint --batch`, as many as asked for:
//
//     lint_rows [--crawl] COUNT [SEED] | cspkit lint --batch -
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "crawl.h"
#include "workload.h"

namespace {

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

template <class Stream>
void write_rows(std::uint64_t count, std::uint64_t seed) {
  Stream policies(seed);
  for (std::uint64_t id = 0; id < count; ++id) {
    // None of the characters that these policies have needs an escape.
    std::printf("{\"id\":%llu,\"policy\":\"%s\"}\n", static_cast<unsigned long long>(id),
                policies.next().c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool crawl = argc > 1 && std::string_view(argv[1]) == "--crawl";
  if (crawl) {
    ++argv;
    --argc;
  }
  std::uint64_t count = 0, seed = 1;
  if (argc < 2 || argc > 3 || !read_number(argv[1], count) ||
      (argc == 3 && !read_number(argv[2], seed))) {
    std::fputs(
        "lint_rows [--crawl] COUNT [SEED]: writes that many rows, all of them different; with "
        "--crawl as a crawl of the web meets them\n",
        stderr);
    return 2;
  }
  crawl ? write_rows<cspkit::bench::CrawlStream>(count, seed)
        : write_rows<cspkit::bench::PolicyStream>(count, seed);
  return std::ferror(stdout) != 0 ? 2 : 0;
}
