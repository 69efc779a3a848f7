// SPDX-License-Identifier: Apache-2.0
#include "externalize/free_prefix.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/ascii.h"

namespace cspkit::externalize_detail {

std::string free_prefix(std::string_view html) {
  constexpr std::string_view kName = "cspkit";
  constexpr std::size_t kMost = 1000;
  const std::string lower = ascii_lower(html);
  std::vector<bool> taken(kMost + 1, false);
  for (std::size_t at = 0; (at = lower.find(kName, at)) != std::string::npos;) {
    at += kName.size();
    std::size_t number = 0;
    for (; at < lower.size() && is_ascii_digit(lower[at]) && number <= kMost; ++at) {
      number = number * 10 + static_cast<std::size_t>(lower[at] - '0');
    }
    if (number <= kMost) taken[number <= 1 ? 1 : number] = true;
  }
  const auto found = std::find(taken.begin() + 1, taken.end(), false);
  const auto number = static_cast<std::size_t>(found - taken.begin());
  return number == 1 ? std::string(kName) : std::string(kName) + std::to_string(number);
}

}  // namespace cspkit::externalize_detail
