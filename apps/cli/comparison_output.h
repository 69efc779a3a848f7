// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/compare.h>

#include <boost/json/object.hpp>
#include <string>

#include "context.h"

/// What `cspkit diff` answers, for people and for programs.
namespace cspkit::cli {

/// A case as `cspkit eval` reads it: the contract's `check`.
[[nodiscard]] boost::json::object to_check(const PolicyCase& asked,
                                           const boost::json::storage_ptr& storage = {});

/// Adds relation, witnesses and the rest to `answer`.
void add_comparison(const Comparison& comparison, boost::json::object& answer);

/// What B newly allows and blocks, grouped by what lets it pass, and the verdict.
void print_comparison(const Comparison& comparison, Context& context);

}  // namespace cspkit::cli
