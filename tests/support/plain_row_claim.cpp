// SPDX-License-Identifier: Apache-2.0
#include "plain_row_claim.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "plain_row.h"

namespace cspkit::test {
namespace {

namespace json = boost::json;

std::string_view of(const json::string& text) { return {text.data(), text.size()}; }

const char* wrong_with_member(const json::key_value_pair& expected, const cli::PlainRow& row) {
  const cli::PlainRow::Member* member = row.find({expected.key().data(), expected.key().size()});
  if (member == nullptr) return "a member is missing";
  if (json::serialize(expected.value()) != member->written) return "a value is written otherwise";
  if (member->is_string() != expected.value().is_string())
    return "a string is none, or the other way round";
  if (!member->is_string()) return expected.value().is_number() ? nullptr : "no number";
  return of(expected.value().get_string()) == member->text ? nullptr : "another string";
}

}  // namespace

const char* wrong_with_plain_row(std::string_view line) {
  cli::PlainRow row;
  if (!row.read(line)) return row.size() == 0 ? nullptr : "members of what could not be read";
  json::error_code error;
  const json::value parsed = json::parse(json::string_view(line.data(), line.size()), error);
  if (error) return "no JSON";
  if (!parsed.is_object()) return "no object";
  const json::object& object = parsed.get_object();
  if (object.size() != row.size()) return "more members, or a name twice";
  for (const json::key_value_pair& member : object) {
    if (const char* wrong = wrong_with_member(member, row)) return wrong;
  }
  return nullptr;
}

}  // namespace cspkit::test
