// SPDX-License-Identifier: Apache-2.0
#include "json_writer.h"

#include <array>
#include <bit>
#include <cstdint>

namespace cspkit::cli {
namespace {

/// What is known of a text once all of it was looked at: 16 bytes at a time and without an early end, since strings are
/// short, and most need nothing.
class Looks {
 public:
  explicit Looks(std::string_view text) {
    const char* at = text.data();
    const std::size_t size = text.size();
    if (size >= sizeof(Bytes)) {
      const char* const last = at + size - sizeof(Bytes);
      for (; at < last; at += sizeof(Bytes)) add(load<Bytes>(at));
      add(load<Bytes>(last));
    } else if (size >= kWord) {
      add(Words{load<std::uint64_t>(at), load<std::uint64_t>(at + size - kWord)});
    } else {
      std::uint64_t bytes = kBlanks;
      for (const char c : text) bytes = bytes << 8 | static_cast<unsigned char>(c);
      add(Words{bytes, kBlanks});
    }
  }
  [[nodiscard]] bool needs_escapes() const { return any(escapes_); }
  [[nodiscard]] bool ascii() const { return !any(all_ & 0x80); }

 private:
  static constexpr std::size_t kWord = 8;
  using Bytes [[gnu::vector_size(2 * kWord)]] = unsigned char;
  using Words = std::array<std::uint64_t, 2>;
  static constexpr std::uint64_t kBlanks = 0x2020'2020'2020'2020;

  template <class T>
  static T load(const char* at) {
    T bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
  }
  static bool any(Bytes bytes) {
    const auto words = std::bit_cast<Words>(bytes);
    return (words[0] | words[1]) != 0;
  }
  void add(Words words) { add(std::bit_cast<Bytes>(words)); }
  void add(Bytes bytes) {
    all_ |= bytes;
    escapes_ |= (bytes < ' ') | (bytes == '"') | (bytes == '\\');
  }

  Bytes escapes_{}, all_{};
};

}  // namespace

bool JsonWriter::look_at(std::string_view text) {
  const Looks looks(text);
  ascii_ = ascii_ && looks.ascii();
  return !looks.needs_escapes();
}

void JsonWriter::value(std::string_view text) {
  if (look_at(text)) return value(Plain{text});
  write_escaped(text);
}

void JsonWriter::write_escaped(std::string_view text) {
  commit(separate(0));
  serializer_.reset(boost::json::string_view(text.data(), text.size()));
  serialize();
}

void JsonWriter::value(const boost::json::value& document) {
  commit(separate(0));
  serializer_.reset(&document);
  serialize();
}

void JsonWriter::grow(std::size_t bytes) {
  const std::size_t written = text().size();
  text_.resize(2 * text_.size() + bytes);
  end_ = text_.data() + written;
  limit_ = text_.data() + text_.size();
}

void JsonWriter::serialize() {
  std::array<char, 1024> buffer;
  while (!serializer_.done()) {
    const auto piece = serializer_.read(buffer.data(), buffer.size());
    ascii_ = ascii_ && Looks({piece.data(), piece.size()}).ascii();
    char* const end = room(piece.size());
    std::memcpy(end, piece.data(), piece.size());
    commit(end + piece.size());
  }
  comma_ = true;
}

}  // namespace cspkit::cli
