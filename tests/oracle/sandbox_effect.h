// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "cspkit/sandbox.h"

namespace cspkit::oracle {

/// The flag that forbids an effect which a page can show; the effect bears the flag's name. The pages are those of
/// tests/browser/sandbox.mjs.
std::optional<SandboxFlag> find_sandbox_effect(std::string_view name);

}  // namespace cspkit::oracle
