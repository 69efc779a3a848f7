// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "eval_case.h"

namespace cspkit::cli {

/// The flags that name one thing to check: `--request URL`, `--inline TYPE`, `--eval`, … and their
/// details.
[[nodiscard]] std::vector<Flag> check_flags();

/// The check that the flags name. Throws UsageError where there is none or more than one. `storage`
/// receives the texts that the check views.
[[nodiscard]] Check check_from_flags(const Args& args, boost::json::object& storage);

}  // namespace cspkit::cli
