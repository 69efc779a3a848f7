// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cspkit/format.h"
#include "cspkit/policy.h"

namespace cspkit {

/// A shorter policy that allows the same, by the text and in the browsers, on every page. Beyond
/// what Removal::whatever_never_matters takes away, a source goes that the other sources of its list
/// cover, and a fetch directive that says what it would fall back to:
///
///     minimize_policy(parse_policies("default-src 'self'; img-src 'self' https: https://a.test")
///                         .policies[0]);
///     // default-src 'self';img-src 'self' https:
///
/// Each step is proven by compare_policies, as each reader and for pages of each kind; what cannot
/// be proven stays. So do the samples and hashes that reports carry, and what stands in a list for
/// browsers that know no nonces, hashes or 'strict-dynamic'.
[[nodiscard]] std::string minimize_policy(const Policy& policy,
                                          PolicyLayout layout = PolicyLayout::one_line);

/// All policies, each by itself, with a comma between two.
[[nodiscard]] std::string minimize_policies(const ParsedPolicies& parsed,
                                            PolicyLayout layout = PolicyLayout::one_line);

}  // namespace cspkit
