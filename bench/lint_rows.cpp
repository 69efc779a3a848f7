// SPDX-License-Identifier: Apache-2.0
//
// Rows for `cspkit lint --batch`, as many as asked for:
//
//     lint_rows COUNT [SEED] | cspkit lint --batch -
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "workload.h"

namespace {

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t count = 0, seed = 1;
  if (argc < 2 || argc > 3 || !read_number(argv[1], count) ||
      (argc == 3 && !read_number(argv[2], seed))) {
    std::fputs("lint_rows COUNT [SEED]: writes that many rows\n", stderr);
    return 2;
  }
  cspkit::bench::PolicyStream policies(seed);
  for (std::uint64_t id = 0; id < count; ++id) {
    // None of the characters that these policies have needs an escape.
    std::printf("{\"id\":%llu,\"policy\":\"%s\"}\n", static_cast<unsigned long long>(id),
                policies.next().c_str());
  }
  return std::ferror(stdout) != 0 ? 2 : 0;
}
