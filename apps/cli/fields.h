// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "json_writer.h"
#include "plain_row.h"

namespace cspkit::cli {

/// Why one row has no answer: one sentence with the remedy. The row becomes `{"id":…,"error":{…}}`.
class RowError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The members of a row, or of an object in one, wherever they stand: in a document, or in a plain row's text. Views both.
class Fields {
 public:
  Fields() = default;  ///< none: of a row that cannot be read
  Fields(const boost::json::object& document) : document_(&document) {}
  Fields(const PlainRow& plain) : plain_(&plain) {}

  /// nullopt: there is none of that name. Throws RowError where it is no string.
  [[nodiscard]] std::optional<std::string_view> string(std::string_view key) const;
  /// Writes `"id":…`, whatever it is; null where there is none.
  void write_id(JsonWriter& out) const;

 private:
  const boost::json::object* document_ = nullptr;
  const PlainRow* plain_ = nullptr;
};

/// Fields with errors in one voice. The `require_` form throws RowError where the field is missing; both throw it where
/// the type is wrong.
[[nodiscard]] std::string_view require_string(const Fields& fields, std::string_view key);
[[nodiscard]] std::string_view string_or(const Fields& fields, std::string_view key,
                                         std::string_view fallback);

/// Answers a row that has no answer, in place of what its document holds so far:
/// `{"id":…,"error":{"message":…,"line":…}}`.
void write_error(const Fields& row, std::string_view message, std::size_t line_number,
                 JsonWriter& out);

}  // namespace cspkit::cli
