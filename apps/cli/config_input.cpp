// SPDX-License-Identifier: Apache-2.0
#include "config_input.h"

#include <cspkit/limits.h>
#include <fmt/format.h>

#include <vector>

#include "error.h"
#include "input.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kPieceBytes = 256u << 10;

tl::expected<ConfigReading, ConfigError> read_har(std::string_view file) {
  InputFile input(file);
  HarPolicyReader reader;
  std::vector<char> piece(kPieceBytes);
  while (const std::size_t bytes = input.read(piece.data(), piece.size())) {
    if (!reader.write({piece.data(), bytes})) break;
  }
  return reader.finish();
}

}  // namespace

ConfigReading read_config_file(std::string_view file, ConfigFormat format) {
  auto reading = format == ConfigFormat::har
                     ? read_har(file)
                     : read_config(read_file(file, limits::kMaxConfigBytes), format);
  if (reading) return *std::move(reading);
  const ConfigError& error = reading.error();
  throw InputError(fmt::format("{}:{}:{}: {}", input_name(file), error.place.line,
                               error.place.column, error.message));
}

}  // namespace cspkit::cli
