// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/policy.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string_view>

namespace cspkit::cli {

/// `enforce` or `report`.
[[nodiscard]] std::string_view disposition_name(Disposition disposition);

/// `{"disposition":"enforce","directives":[{"name":"script-src","value":["'self'"]}]}`
[[nodiscard]] boost::json::object to_json(const Policy& policy,
                                          const boost::json::storage_ptr& storage = {});

/// `{"code":…,"severity":…,"message":…,"span":[begin,end]}`, and `suggestion` where there is one.
[[nodiscard]] boost::json::object to_json(const Diagnostic& diagnostic,
                                          const boost::json::storage_ptr& storage = {});

}  // namespace cspkit::cli
