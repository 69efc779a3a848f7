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

ConfigReading value_or_throw(tl::expected<ConfigReading, ConfigError> reading,
                             std::string_view name) {
  if (reading) return *std::move(reading);
  const ConfigError& error = reading.error();
  throw InputError(
      fmt::format("{}:{}:{}: {}", name, error.place.line, error.place.column, error.message));
}

}  // namespace

ConfigReading read_config_file(std::string_view file, ConfigFormat format) {
  if (format == ConfigFormat::har) return value_or_throw(read_har(file), input_name(file));
  return read_config_text(read_file(file, limits::kMaxConfigBytes), format, input_name(file));
}

ConfigReading read_config_text(std::string_view text, ConfigFormat format, std::string_view name) {
  return value_or_throw(read_config(text, format), name);
}

}  // namespace cspkit::cli
