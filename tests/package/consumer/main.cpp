// SPDX-License-Identifier: Apache-2.0
#include <cspkit/hash.h>
#include <cspkit/policy.h>
#include <cspkit/url.h>
#include <cspkit/version.h>

#include <iostream>

int main() {
  const auto parsed = cspkit::parse_policies("SCRIPT-SRC 'self'");
  const auto url = cspkit::Url::parse("https://example.com/");
  if (!url || cspkit::hash_source("alert(1)").empty()) return 1;
  std::cout << cspkit::kVersion << ": " << cspkit::serialize(parsed.policies.at(0)) << "\n";
}
