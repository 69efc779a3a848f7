// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <string_view>
#include <type_traits>

#if defined(__SSE2__)
#define RAPIDJSON_SSE2
#endif
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace cspkit::cli {

/// Writes JSON as it goes, where a document in memory would cost more than what it says: the answers of a batch.
class JsonWriter {
 public:
  [[nodiscard]] std::string_view text() const { return {buffer_.GetString(), buffer_.GetSize()}; }
  void clear() {
    buffer_.Clear();
    writer_.Reset(buffer_);
  }

  void begin_object() { writer_.StartObject(); }
  void end_object() { writer_.EndObject(); }
  void begin_array() { writer_.StartArray(); }
  void end_array() { writer_.EndArray(); }
  void key(std::string_view name) { writer_.Key(name.data(), size_of(name)); }

  void value(std::string_view text) { writer_.String(text.data(), size_of(text)); }
  void value(std::nullptr_t) { writer_.Null(); }
  void value(bool flag) { writer_.Bool(flag); }
  void value(int number) { writer_.Int(number); }
  void value(std::size_t number) { writer_.Uint64(number); }
  /// Any document.
  void value(const boost::json::value& document);

  template <class T>
  void member(std::string_view name, const T& its_value) {
    key(name);
    if constexpr (std::is_convertible_v<T, std::string_view> && !std::is_null_pointer_v<T>) {
      value(std::string_view(its_value));
    } else {
      value(its_value);
    }
  }

 private:
  static rapidjson::SizeType size_of(std::string_view text) {
    return static_cast<rapidjson::SizeType>(text.size());
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace cspkit::cli
