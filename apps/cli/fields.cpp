// SPDX-License-Identifier: Apache-2.0
#include "fields.h"

#include <fmt/format.h>

namespace cspkit::cli {
namespace {

[[noreturn]] void refuse_type(std::string_view key) {
  throw RowError(fmt::format("\"{}\" is not a string; write it as one", key));
}

}  // namespace

std::optional<std::string_view> Fields::string(std::string_view key) const {
  if (plain_ != nullptr) {
    const PlainRow::Member* member = plain_->find(key);
    if (member == nullptr) return std::nullopt;
    if (!member->is_string()) refuse_type(key);
    return member->text;
  }
  const boost::json::value* value = document_ == nullptr ? nullptr : document_->if_contains(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) refuse_type(key);
  return value->get_string();
}

void Fields::write_id(JsonWriter& out) const {
  if (plain_ != nullptr) {
    if (const PlainRow::Member* id = plain_->find("id"))
      return out.member("id", Written{id->written});
  } else if (document_ != nullptr) {
    if (const boost::json::value* id = document_->if_contains("id")) return out.member("id", *id);
  }
  out.member("id", nullptr);
}

std::string_view require_string(const Fields& fields, std::string_view key) {
  if (const auto text = fields.string(key)) return *text;
  throw RowError(fmt::format("\"{}\" is missing; add it as a string", key));
}

std::string_view string_or(const Fields& fields, std::string_view key, std::string_view fallback) {
  return fields.string(key).value_or(fallback);
}

void write_error(const Fields& row, std::string_view message, std::size_t line_number,
                 JsonWriter& out) {
  out.drop_document();
  out.begin_object();
  row.write_id(out);
  out.key("error");
  out.begin_object();
  out.member("message", message);
  out.member("line", line_number);
  out.end_object();
  out.end_object();
}

}  // namespace cspkit::cli
