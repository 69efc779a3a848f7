// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <string>

namespace cspkit::test {

/// Calls `use` for each line of a file of tests/conformance, which may be compressed by gzip. Throws std::runtime_error where
/// the file is missing or damaged.
void for_each_row(const std::string& name,
                  const std::function<void(const boost::json::object&)>& use);

}  // namespace cspkit::test
