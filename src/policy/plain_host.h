// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "policy/source_expression.h"

namespace cspkit {

/// Reads a host-source in the form that nearly all have, 16 bytes at a time: perhaps `https://` or `*.` before it, two
/// labels or more, perhaps a port that is no default one, perhaps a path of letters, digits and `-._/`. True where `token`
/// is one, and then `out`, which must be as constructed, is what the grammar makes of it, with `plain` set. False says
/// nothing: where the processor has no such instructions it is always false, and `out` is unchanged.
///
/// `readable` bytes may be read from the token's first on, its own among them: with 72 and more, fewer steps are needed.
///
///     read_plain_host("https://*.a.test:8443/x/", 24, out);  // true
[[nodiscard]] bool read_plain_host(std::string_view token, std::size_t readable,
                                   SourceExpression& out) noexcept;

/// How many bytes the domain takes at the end of `host`: its last two labels, or three where those may be a registry's, as
/// in `a.co.uk`. Hosts of which one ends with the other have it in common, unless may_be_registry() is true of one.
[[nodiscard]] std::size_t domain_size(std::string_view host) noexcept;
inline constexpr std::size_t kLongestRegistry = 6;  ///< of two labels: `gov.uk`
/// Whether `host` is but one label, or two that may be a registry's: `com`, `co.uk`.
[[nodiscard]] bool may_be_registry(std::string_view host) noexcept;

}  // namespace cspkit
