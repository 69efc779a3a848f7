// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/url.h"

namespace cspkit::test {

/// A fault of Node's URL parser: where both answers and the standard are known, and Node's is the
/// wrong one.
struct NodeFault {
  const char* reason;
  /// Whether this fault, and nothing else, explains that Node's answer in `line` is not `ours`.
  bool (*explains)(const boost::json::object& line, const tl::expected<Url, UrlError>& ours);
};

/// Seen in Node 18.20 and 20.20 (ada 2.7 and 2.9); Node 24.21 (ada 4.0) has mended the first three.
/// tests/unit/url/standard_test.cpp holds what the
/// standard says instead.
[[nodiscard]] const std::vector<NodeFault>& node_faults();

}  // namespace cspkit::test
