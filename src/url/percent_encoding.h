// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "url/code_points.h"

namespace cspkit::whatwg {

/// Appends `text`, each byte that is in `set` as `%XX`.
/// Source: https://url.spec.whatwg.org/#string-utf-8-percent-encode
void utf8_percent_encode(std::string_view text, CodePointSet set, std::string& out);

/// Source: https://url.spec.whatwg.org/#string-percent-decode
[[nodiscard]] std::string percent_decode(std::string_view text);

}  // namespace cspkit::whatwg
