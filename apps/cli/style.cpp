// SPDX-License-Identifier: Apache-2.0
#include "style.h"

#include <fmt/format.h>

#include <cstdlib>

#include "utf8.h"

namespace cspkit::cli {

std::string Style::paint(std::string_view code, std::string_view text) const {
  return enabled_ ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
}

bool color_enabled(ColorMode mode, bool is_terminal) {
  if (mode != ColorMode::automatic) return mode == ColorMode::always;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* term = std::getenv("TERM");
  return is_terminal && !(term != nullptr && std::string_view(term) == "dumb");
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    if (text.starts_with("\033[")) {
      const std::size_t end = text.find('m');
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      continue;
    }
    const CodePoint point = next_code_point(text);
    width += code_point_width(point.value);
    text.remove_prefix(point.length);
  }
  return width;
}

std::string printable(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = next_code_point(text);
    const bool control = point.value < 0x20 || (point.value >= 0x7f && point.value < 0xa0);
    if (!point.well_formed) {
      safe += kReplacementCharacter;
    } else if (control) {
      safe += fmt::format("\\x{:02x}", static_cast<unsigned>(point.value));
    } else {
      safe += text.substr(0, point.length);
    }
    text.remove_prefix(point.length);
  }
  return safe;
}

}  // namespace cspkit::cli
