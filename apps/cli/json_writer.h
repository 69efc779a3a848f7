// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/serializer.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace cspkit::cli {

/// Text that is ASCII and needs no escapes, and is not looked at for it: a name out of the program's own tables.
struct Plain {
  std::string_view text;
};

/// Writes JSON as it goes, where a document in memory would cost more than what it says: the answers of a batch.
class JsonWriter {
 public:
  [[nodiscard]] std::string_view text() const { return {text_.data(), size_}; }
  /// Whether the text is ASCII, and so well-formed UTF-8 without being looked through.
  [[nodiscard]] bool is_ascii() const { return ascii_; }
  void clear() {
    size_ = 0;
    comma_ = false;
    ascii_ = true;
  }

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  /// A member's name, which needs no escapes.
  template <std::size_t N>
  void key(const char (&name)[N]) {
    // One piece of a known length: names are half of what a document says.
    char* end = separate(N + 2);
    *end++ = '"';
    std::memcpy(end, name, N - 1);
    end += N - 1;
    *end++ = '"';
    *end++ = ':';
    commit(end);
    comma_ = false;
  }

  void value(std::string_view text);
  void value(Plain name) {
    char* end = separate(name.text.size() + 2);
    *end++ = '"';
    if (!name.text.empty()) std::memcpy(end, name.text.data(), name.text.size());
    end += name.text.size();
    *end++ = '"';
    commit(end);
    comma_ = true;
  }
  void value(std::nullptr_t) { plain("null"); }
  void value(bool flag) { plain(flag ? std::string_view("true") : std::string_view("false")); }
  void value(int number) { write_number(number); }
  void value(std::size_t number) { write_number(number); }
  /// Any document.
  void value(const boost::json::value& document);

  template <std::size_t N, class T>
  void member(const char (&name)[N], const T& its_value) {
    key(name);
    if constexpr (std::is_convertible_v<T, std::string_view> && !std::is_null_pointer_v<T>) {
      value(std::string_view(its_value));
    } else {
      value(its_value);
    }
  }

  /// What was written since text() was of that size: members of an object, or elements of an array.
  [[nodiscard]] std::string_view members_since(std::size_t size) const {
    const std::string_view members = text().substr(size);
    return members.substr(members.starts_with(',') ? 1 : 0);
  }
  /// Writes such members again.
  void repeat(std::string_view members, bool ascii) {
    plain(members);
    ascii_ = ascii_ && ascii;
  }

 private:
  /// The end of the text, with room for that many bytes. Whoever writes there says so by commit().
  char* room(std::size_t bytes) {
    if (text_.size() - size_ < bytes) grow(bytes);
    return text_.data() + size_;
  }
  void grow(std::size_t bytes);  // seldom, and kept out of room(), which is everywhere
  void commit(const char* end) { size_ = static_cast<std::size_t>(end - text_.data()); }
  /// The same, behind the comma that stands before a key or value unless it is the first.
  char* separate(std::size_t bytes) {
    char* end = room(bytes + 1);
    if (comma_) *end++ = ',';
    return end;
  }
  void open(char bracket) {
    char* end = separate(1);
    *end++ = bracket;
    commit(end);
    comma_ = false;
  }
  void close(char bracket) {
    *room(1) = bracket;
    ++size_;
    comma_ = true;
  }
  void plain(std::string_view text) {
    char* end = separate(text.size());
    std::memcpy(end, text.data(), text.size());
    commit(end + text.size());
    comma_ = true;
  }
  template <class Number>
  void write_number(Number number) {
    constexpr std::size_t kMostDigits = 20;
    char* end = separate(kMostDigits);
    commit(std::to_chars(end, end + kMostDigits, number).ptr);
    comma_ = true;
  }
  void serialize();

  std::string text_;  // the first size_ bytes of it are written
  std::size_t size_ = 0;
  bool comma_ = false;
  bool ascii_ = true;
  boost::json::serializer serializer_;
};

}  // namespace cspkit::cli
