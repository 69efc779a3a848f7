// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/serializer.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace cspkit::cli {

/// Writes JSON as it goes, where a document in memory would cost more than what it says: the answers of a batch.
class JsonWriter {
 public:
  [[nodiscard]] std::string_view text() const { return text_; }
  void clear() { text_.clear(); }

  void begin_object() { open('{'); }
  void end_object() { text_ += '}'; }
  void begin_array() { open('['); }
  void end_array() { text_ += ']'; }
  void key(std::string_view name) {
    value(name);
    text_ += ':';
  }

  void value(std::string_view text);
  void value(std::nullptr_t) { write("null"); }
  void value(bool flag) { write(flag ? "true" : "false"); }
  void value(int number) { write(std::to_string(number)); }
  void value(std::size_t number) { write(std::to_string(number)); }
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
  /// Before a key or value: a comma, unless it is the first. What is written ends in none of these otherwise.
  void separate() {
    if (!text_.empty() && text_.back() != '{' && text_.back() != '[' && text_.back() != ':')
      text_ += ',';
  }
  void open(char bracket) {
    separate();
    text_ += bracket;
  }
  void write(std::string_view plain) {
    separate();
    text_ += plain;
  }
  void serialize();

  std::string text_;
  boost::json::serializer serializer_;
};

}  // namespace cspkit::cli
