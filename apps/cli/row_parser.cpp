// SPDX-License-Identifier: Apache-2.0
#include "row_parser.h"

#include <fmt/format.h>

#include "fields.h"

namespace cspkit::cli {

const boost::json::object& RowParser::parse(std::string_view line) {
  release();
  boost::json::error_code reason;
  parser_.reset(storage_);
  const std::size_t parsed = parser_.write(line.data(), line.size(), reason);
  if (reason) {
    throw RowError(fmt::format("not a JSON document: {} at byte {}; write one JSON object a line",
                               reason.message(), parsed));
  }
  row_.emplace(parser_.release());
  if (!row_->is_object()) throw RowError("not a JSON object; write one JSON object a line");
  return row_->get_object();
}

void RowParser::release() {
  row_.reset();
  parser_.reset();
  pool_.release();
}

}  // namespace cspkit::cli
