// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parser.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace cspkit::cli {

/// Parses rows into documents, one after the other in one pool of memory.
class RowParser {
 public:
  /// The row's document, until release() or the next call. Throws RowError where the line is not a JSON object.
  [[nodiscard]] const boost::json::object& parse(std::string_view line);
  /// For what is made beside the document, which has to be gone before release().
  [[nodiscard]] const boost::json::storage_ptr& storage() const { return storage_; }
  void release();

 private:
  static constexpr std::size_t kPoolBytes = 256u << 10;
  std::unique_ptr<unsigned char[]> memory_ =
      std::make_unique_for_overwrite<unsigned char[]>(kPoolBytes);
  boost::json::monotonic_resource pool_{memory_.get(), kPoolBytes};
  boost::json::storage_ptr storage_{&pool_};
  boost::json::parser parser_;
  std::optional<boost::json::value> row_;
};

}  // namespace cspkit::cli
