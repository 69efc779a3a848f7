// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "cspkit/policy.h"
#include "policy/source_expression.h"
#include "policy/text_masks.h"

namespace cspkit {

/// Reads a host-source in the form that nearly all have: perhaps `https://` or `*.` before it, two labels or more, perhaps a
/// port that is no default one, perhaps a path of letters, digits and `-._/`. True where the token is one, and then `out`,
/// which must be as constructed, is what the grammar makes of it, with `plain` set. False says nothing.
///
/// `masks` are those of the text that has the token at `place`.
///
///     read_plain_host("img-src https://*.a.test:8443/x/", masks, {8, 32}, out);  // true
[[nodiscard]] bool read_plain_host(std::string_view text, const TextMasks& masks, Span place,
                                   SourceExpression& out) noexcept;

/// How many bytes the domain takes at the end of `host`: its last two labels, or three where those may be a registry's, as
/// in `a.co.uk`. Hosts of which one ends with the other have it in common, unless may_be_registry() is true of one.
[[nodiscard]] std::size_t domain_size(std::string_view host) noexcept;
inline constexpr std::size_t kLongestRegistry = 6;  ///< of two labels: `gov.uk`
/// Whether `host` is but one label, or two that may be a registry's: `com`, `co.uk`.
[[nodiscard]] bool may_be_registry(std::string_view host) noexcept;

}  // namespace cspkit
