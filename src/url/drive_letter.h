// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/ascii.h"

namespace cspkit::whatwg {

/// Source: https://url.spec.whatwg.org/#windows-drive-letter
[[nodiscard]] constexpr bool is_windows_drive_letter(std::string_view text) noexcept {
  return text.size() == 2 && is_ascii_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

/// Source: https://url.spec.whatwg.org/#start-with-a-windows-drive-letter
[[nodiscard]] constexpr bool starts_with_windows_drive_letter(std::string_view text) noexcept {
  constexpr std::string_view kEnds = "/\\?#";
  return is_windows_drive_letter(text.substr(0, 2)) &&
         (text.size() == 2 || kEnds.find(text[2]) != std::string_view::npos);
}

/// Whether the first segment of a serialized path is a drive letter with its colon: `/C:` or
/// `/C:/…`.
/// Source: https://url.spec.whatwg.org/#normalized-windows-drive-letter
[[nodiscard]] constexpr bool first_segment_is_drive_letter(std::string_view path) noexcept {
  return path.size() >= 3 && path[0] == '/' && is_ascii_alpha(path[1]) && path[2] == ':' &&
         (path.size() == 3 || path[3] == '/');
}

}  // namespace cspkit::whatwg
