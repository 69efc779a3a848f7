// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/directives.h"
#include "cspkit/policy.h"

/// What may be left out of a policy because nobody can ever heed it: no algorithm of the text, and
/// no browser. What one of them might read (a name that a newer browser may know, a form that one
/// browser accepts) stays.
namespace cspkit {

/// Whether the whole directive may go.
[[nodiscard]] bool never_matters(std::string_view name, std::optional<DirectiveId> id,
                                 Disposition disposition);

/// The value of the directive with what never matters left out.
[[nodiscard]] std::vector<std::string> without_what_never_matters(DirectiveId id,
                                                                  std::vector<std::string> value);

}  // namespace cspkit
