// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "policy/source_expression.h"

namespace cspkit {

/// Reads a host-source in the form that nearly all have, 16 bytes at a time: perhaps `https://` or `*.` before it, two
/// labels or more, perhaps a port that is no default one, perhaps a path of letters, digits and `-._/`. True where `token`
/// is one, and then `out`, which must be as constructed, is what the grammar makes of it, with `plain` set. False says
/// nothing: where the processor has no such instructions it is always false, and `out` is unchanged.
///
///     read_plain_host("https://*.a.test:8443/x/", out);  // true
[[nodiscard]] bool read_plain_host(std::string_view token, SourceExpression& out) noexcept;

}  // namespace cspkit
