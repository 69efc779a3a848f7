// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cspkit {

/// Reads base 64 as files and protocols hold it: either alphabet, with or without padding, blanks and line breaks left out
/// of account. Nullopt where it is none.
///
///     cspkit::base64_decode("PHA+\r\n");  // "<p>"
///
/// Source: https://www.rfc-editor.org/rfc/rfc4648#section-4
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text);

}  // namespace cspkit
