// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cspkit {

/// A source expression with its keyword, scheme and host in lower case, where case has no meaning.
/// Nonces, hashes and paths stay as they are, and so does what matches no production of the
/// grammar.
[[nodiscard]] std::string canonical_source(std::string_view token);

}  // namespace cspkit
