// SPDX-License-Identifier: Apache-2.0
#include "json_writer.h"

#include <array>
#include <cstdint>

namespace cspkit::cli {
namespace {

/// What is known of a text once all of it was looked at: eight bytes at a time and without an early end, since strings
/// are short, and most need nothing.
class Looks {
 public:
  explicit Looks(std::string_view text) {
    const char* at = text.data();
    std::size_t left = text.size();
    if (left >= 8) {
      const char* const last = at + left - 8;
      for (; at < last; at += 8) add(load8(at));
      add(load8(last));
    } else {
      for (; left > 0; --left) add(static_cast<unsigned char>(*at++) | kHigherBlanks);
    }
  }
  [[nodiscard]] bool needs_escapes() const { return (escapes_ & kHigh) != 0; }
  [[nodiscard]] bool ascii() const { return (all_ & kHigh) == 0; }

 private:
  static constexpr std::uint64_t kEach = 0x0101'0101'0101'0101;
  static constexpr std::uint64_t kHigh = 0x80 * kEach;
  static constexpr std::uint64_t kHigherBlanks = ' ' * (kEach - 1);

  static std::uint64_t load8(const char* at) {
    std::uint64_t bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
  }
  /// The high bits are all clear unless a byte is below `limit`, which is at most 0x80.
  static std::uint64_t below(std::uint64_t bytes, unsigned char limit) {
    return (bytes - limit * kEach) & ~bytes;
  }
  void add(std::uint64_t bytes) {
    all_ |= bytes;
    escapes_ |= below(bytes, ' ') | below(bytes ^ '"' * kEach, 1) | below(bytes ^ '\\' * kEach, 1);
  }

  std::uint64_t escapes_ = 0, all_ = 0;
};

}  // namespace

void JsonWriter::value(std::string_view text) {
  const Looks looks(text);
  ascii_ = ascii_ && looks.ascii();
  if (looks.needs_escapes()) {
    commit(separate(0));
    serializer_.reset(boost::json::string_view(text.data(), text.size()));
    serialize();
    return;
  }
  value(Plain{text});
}

void JsonWriter::value(const boost::json::value& document) {
  commit(separate(0));
  serializer_.reset(&document);
  serialize();
}

void JsonWriter::grow(std::size_t bytes) { text_.resize(2 * text_.size() + bytes); }

void JsonWriter::serialize() {
  std::array<char, 1024> buffer;
  while (!serializer_.done()) {
    const auto piece = serializer_.read(buffer.data(), buffer.size());
    ascii_ = ascii_ && Looks({piece.data(), piece.size()}).ascii();
    std::memcpy(room(piece.size()), piece.data(), piece.size());
    size_ += piece.size();
  }
  comma_ = true;
}

}  // namespace cspkit::cli
