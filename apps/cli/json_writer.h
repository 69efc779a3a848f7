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

/// JSON in ASCII, as a row has it.
struct Written {
  std::string_view text;
};

/// Writes JSON as it goes, where a document in memory would cost more than what it says: the answers of a batch.
class JsonWriter {
 public:
  JsonWriter() = default;
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  [[nodiscard]] std::string_view text() const {
    return {text_.data(), static_cast<std::size_t>(end_ - text_.data())};
  }
  /// Whether the text is ASCII, and so well-formed UTF-8 without being looked through.
  [[nodiscard]] bool is_ascii() const { return ascii_; }
  void clear() {
    end_ = text_.data();
    begin_document();
  }

  /// Documents one behind the other, each on a line of its own; is_ascii() is about the last. At its end, ill-formed UTF-8
  /// inside of its strings becomes U+FFFD: outside of them there is ASCII alone.
  void begin_document() {
    begin_ = text().size();
    comma_ = false;
    ascii_ = true;
  }
  void end_document();
  /// Takes back what was written of it.
  void drop_document() {
    end_ = text_.data() + begin_;
    begin_document();
  }

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  /// A member's name, which needs no escapes.
  template <std::size_t N>
  void key(const char (&name)[N]) {
    commit(put_key(separate(N + kAround), name));
    comma_ = false;
  }

  void value(std::string_view text);
  void value(Plain name) {
    commit(put_text(separate(name.text.size() + kAround), name.text));
    comma_ = true;
  }
  void value(std::nullptr_t) { plain("null"); }
  void value(bool flag) { plain(flag ? std::string_view("true") : std::string_view("false")); }
  void value(int number) { write_number(number); }
  void value(std::size_t number) { write_number(number); }
  void value(Written document) { plain(document.text); }
  /// Any document.
  void value(const boost::json::value& document);

  template <std::size_t N, class T>
  void member(const char (&name)[N], const T& its_value) {
    if constexpr (std::is_convertible_v<T, std::string_view> && !std::is_null_pointer_v<T>) {
      const std::string_view text = its_value;
      put_looking(put_key(separate(N + text.size() + 2 * kAround), name), text);
    } else {
      key(name);
      value(its_value);
    }
  }
  template <std::size_t N>
  void member(const char (&name)[N], Plain its_value) {
    // In one go: that is most of what a document says.
    char* const end = put_key(separate(N + its_value.text.size() + 2 * kAround), name);
    commit(put_text(end, its_value.text));
    comma_ = true;
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
  /// The same where the last of them lacks its value, which comes next, or all but the head of it.
  void lead_in(std::string_view members, bool ascii) {
    repeat(members, ascii);
    comma_ = false;
  }

 private:
  static constexpr std::size_t kAround = 3;  ///< two quotes, and a colon

  /// A name of a known length, in one piece.
  template <std::size_t N>
  static char* put_key(char* end, const char (&name)[N]) {
    *end++ = '"';
    std::memcpy(end, name, N - 1);
    end += N - 1;
    *end++ = '"';
    *end++ = ':';
    return end;
  }
  static char* put_text(char* end, std::string_view text) {
    *end++ = '"';
    if (!text.empty()) std::memcpy(end, text.data(), text.size());
    end += text.size();
    *end++ = '"';
    return end;
  }
  /// The end of the text, with room for that many bytes. Whoever writes there says so by commit().
  char* room(std::size_t bytes) {
    if (static_cast<std::size_t>(limit_ - end_) < bytes) grow(bytes);
    return end_;
  }
  void grow(std::size_t bytes);  // seldom, and kept out of room(), which is everywhere
  void commit(char* end) { end_ = end; }
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
    char* end = room(1);
    *end++ = bracket;
    commit(end);
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
  /// A text that has room behind `end`, if it needs no escapes; else it is written in another way.
  void put_looking(char* end, std::string_view text);
  void serialize();

  std::string text_;  // of which what stands before end_ is written
  char* end_ = text_.data();
  char* limit_ = text_.data() + text_.size();
  std::size_t begin_ = 0;  // of the last document
  bool comma_ = false;
  bool ascii_ = true;
  boost::json::serializer serializer_;
};

}  // namespace cspkit::cli
