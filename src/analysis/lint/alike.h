// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "cspkit/policy.h"
#include "cspkit/url.h"

/// Whether a fix changed what a policy decides.
namespace cspkit::linting {

/// Puts to both texts whatever their sources tell apart (URLs at, beside and below each host, with each scheme and port,
/// as each kind of request; inline code with each nonce; forms, frames, bases, eval, Trusted Types), as the specification
/// and each browser decide. True where every answer is the same, and so are hashes, reporting, sandbox and upgrades, which
/// are compared as text. False where one differs, or where the texts have too many sources for all of that to be asked.
[[nodiscard]] bool decide_alike(std::string_view before, std::string_view after, Delivery delivery,
                                const Origin& self);

}  // namespace cspkit::linting
