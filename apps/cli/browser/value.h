// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <string_view>

/// Fields of the protocol's objects; what is not there, or of another type, is empty.
namespace cspkit::cli {

inline std::string_view text_at(const boost::json::object& object, std::string_view key) {
  const auto* const value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

inline std::int64_t number_at(const boost::json::object& object, std::string_view key,
                              std::int64_t fallback) {
  const auto* const value = object.if_contains(key);
  return value != nullptr && value->is_int64() ? value->get_int64() : fallback;
}

inline bool flag_at(const boost::json::object& object, std::string_view key) {
  const auto* const value = object.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

inline const boost::json::object& object_at(const boost::json::object& object,
                                            std::string_view key) {
  static const boost::json::object kNone;
  const auto* const value = object.if_contains(key);
  return value != nullptr && value->is_object() ? value->get_object() : kNone;
}

inline const boost::json::array& array_at(const boost::json::object& object, std::string_view key) {
  static const boost::json::array kNone;
  const auto* const value = object.if_contains(key);
  return value != nullptr && value->is_array() ? value->get_array() : kNone;
}

}  // namespace cspkit::cli
