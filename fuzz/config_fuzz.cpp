// SPDX-License-Identifier: Apache-2.0
//
// The input's first byte chooses a format, the rest is a file of it.
//
//     ./dev fuzz config
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cspkit/convert.h"
#include "require.h"

namespace {

using namespace cspkit;
using fuzz::require;

void check_place(ConfigPlace place, std::size_t lines, std::string_view text) {
  require(place.line >= 1 && place.line <= lines && place.column >= 1, "a place lies in the file",
          text);
}

std::string summary(const tl::expected<ConfigReading, ConfigError>& reading) {
  if (!reading) return "error: " + reading.error().message;
  std::string all;
  for (const FoundPolicy& found : reading->policies)
    all += found.context + "\n" + found.value + "\n";
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto format = static_cast<ConfigFormat>(data[0] % kConfigFormatCount);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto reading = read_config(text, format);
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
  if (!reading) {
    require(!reading.error().message.empty(), "an error speaks", text);
    check_place(reading.error().place, lines + 1, text);
  } else {
    for (const FoundPolicy& found : reading->policies) {
      check_place(found.place, lines, text);
      require(found.value.size() <= 64 * (text.size() + 64) + (64u << 10),
              "a value does not grow without bound", text);
      require(format == ConfigFormat::html || found.value.find('\n') == std::string::npos,
              "a value is one line", text);
    }
    for (const ConfigRemark& remark : reading->remarks) {
      check_place(remark.place, lines, text);
      require(!remark.message.empty(), "a remark speaks", text);
    }
  }
  if (format == ConfigFormat::har) {
    HarPolicyReader pieces;
    for (std::size_t i = 0; i < text.size(); i += 7) {
      if (!pieces.write(text.substr(i, 7))) break;
    }
    // The mark in front of the text may be cut, which no reader of whole files sees.
    if (!text.starts_with("\xEF")) {
      require(summary(pieces.finish()) == summary(reading), "pieces read as the whole does", text);
    }
  }
  return 0;
}
