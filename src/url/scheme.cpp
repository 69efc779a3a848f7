// SPDX-License-Identifier: Apache-2.0
#include "url/scheme.h"

#include <algorithm>
#include <array>

#include "cspkit/url.h"

namespace cspkit {
namespace {

struct SpecialScheme {
  std::string_view name;
  std::int32_t default_port;
};

constexpr std::array<SpecialScheme, 6> kSpecialSchemes{{
    {"https", 443},
    {"http", 80},
    {"wss", 443},
    {"ws", 80},
    {"ftp", 21},
    {"file", kNoPort},
}};

const SpecialScheme* find_special_scheme(std::string_view scheme) noexcept {
  const auto* found = std::find_if(kSpecialSchemes.begin(), kSpecialSchemes.end(),
                                   [&](const SpecialScheme& s) { return s.name == scheme; });
  return found == kSpecialSchemes.end() ? nullptr : found;
}

}  // namespace

namespace whatwg {

bool is_special_scheme(std::string_view scheme) noexcept {
  return find_special_scheme(scheme) != nullptr;
}

}  // namespace whatwg

std::int32_t default_port(std::string_view scheme) noexcept {
  const SpecialScheme* special = find_special_scheme(scheme);
  return special ? special->default_port : kNoPort;
}

}  // namespace cspkit
