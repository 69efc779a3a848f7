// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/explain.h>

#include <boost/json/object.hpp>

#include "context.h"

namespace cspkit::cli {

/// The answer of `explain` for programs.
[[nodiscard]] boost::json::object to_json(const Explanation& explanation);

/// The answer of `explain` for people.
void print_explanation(const Explanation& explanation, Context& context);

}  // namespace cspkit::cli
