// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "browser/value.h"

/// URLs and lines as the browser tells them, brought into the inventory's form.
namespace cspkit::cli {

inline std::string without_fragment(std::string_view url) {
  return std::string(url.substr(0, url.find('#')));
}

/// Of what is not of the web, a report names the scheme alone.
inline std::string reported_url(std::string_view url) {
  const std::string_view scheme = url.substr(0, url.find(':'));
  if (scheme == "data" || scheme == "blob" || scheme.size() == url.size())
    return fmt::format("{}:", scheme);
  return without_fragment(url);
}

/// A line from 1, where the browser counts from `1 - first`; 0 where it tells none.
inline std::uint32_t line_at(const boost::json::object& object, std::string_view key,
                             std::int64_t first) {
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(number_at(object, key, -first) + first, 0, 1 << 30));
}

}  // namespace cspkit::cli
