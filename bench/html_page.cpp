// SPDX-License-Identifier: Apache-2.0
//
// html_page: writes the 100 KB page of the HTML benchmarks, for programs that are measured beside ours.
#include <cstdio>

#include "html_pages.h"

int main() {
  const std::string& page = cspkit::bench::large_page();
  return std::fwrite(page.data(), 1, page.size(), stdout) == page.size() ? 0 : 2;
}
