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
  explicit TextLooks(std::string_view text) { look<Then::nothing>(text, nullptr); }
  /// Copies the text while it is looked at, to where there is room for all of it.
  TextLooks(std::string_view text, char* to) { look<Then::copy>(text, to); }

  /// Whether JSON cannot hold it as it stands.
  [[nodiscard]] bool needs_escapes() const { return any(escapes_ | (least_ < ' ')); }
  [[nodiscard]] bool ascii() const { return !any(all_ & 0x80); }

 private:
  enum class Then { nothing, copy };
  static constexpr std::size_t kWord = sizeof(std::uint64_t), kHalf = sizeof(std::uint32_t);
  using Bytes [[gnu::vector_size(2 * kWord)]] = unsigned char;
  using Words = std::array<std::uint64_t, 2>;
  static constexpr std::uint64_t kBlanks = 0x2020'2020'2020'2020;

  /// The two ends of a text of one to two pieces overlap.
  template <Then then>
  void look(std::string_view text, char* to) {
    const char* const from = text.data();
    const std::size_t size = text.size();
    if (size >= sizeof(Bytes)) {
      const std::size_t last = size - sizeof(Bytes);
      for (std::size_t at = 0; at < last; at += sizeof(Bytes)) {
        add(take<then, Bytes>(from, to, at));
      }
      add(take<then, Bytes>(from, to, last));
    } else if (size >= kWord) {
      const std::size_t last = size - kWord;
      add(Words{take<then, std::uint64_t>(from, to, 0), take<then, std::uint64_t>(from, to, last)});
    } else if (size >= kHalf) {
      const std::size_t last = size - kHalf;
      const std::uint64_t head = take<then, std::uint32_t>(from, to, 0);
      const std::uint64_t tail = take<then, std::uint32_t>(from, to, last);
      add(Words{head << 32 | tail, kBlanks});
    } else {
      std::uint64_t bytes = kBlanks;
      for (std::size_t at = 0; at < size; ++at) {
        bytes = bytes << 8 | take<then, unsigned char>(from, to, at);
      }
      add(Words{bytes, kBlanks});
    }
  }
  template <Then then, class Piece>
  static Piece take(const char* from, [[maybe_unused]] char* to, std::size_t at) {
    Piece piece;
    std::memcpy(&piece, from + at, sizeof piece);
    if constexpr (then == Then::copy) std::memcpy(to + at, &piece, sizeof piece);
    return piece;
  }
  static bool any(Bytes bytes) {
    const auto words = std::bit_cast<Words>(bytes);
    return (words[0] | words[1]) != 0;
  }
  void add(Words words) { add(std::bit_cast<Bytes>(words)); }
  void add(Bytes bytes) {
    all_ |= bytes;
    least_ = bytes < least_ ? bytes : least_;
    escapes_ |= (bytes == '"') | (bytes == '\\');
  }

  Bytes escapes_{}, all_{}, least_ = ~Bytes{};
};

}  // namespace cspkit::cli
