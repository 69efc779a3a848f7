// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace cspkit::cli {

/// What a JSON writer or reader has to know of a string: 16 bytes at a time and without an early end, since strings are
/// short, and most need nothing.
class TextLooks {
 public:
  explicit TextLooks(std::string_view text) {
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
  /// Whether JSON cannot hold it as it stands.
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

}  // namespace cspkit::cli
