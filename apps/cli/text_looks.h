// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace cspkit::cli {

/// What a JSON writer or reader has to know of a string: many bytes at a time and without an early end, since strings are
/// short, and most need nothing.
class TextLooks {
 public:
  explicit TextLooks(std::string_view text) { look<Then::nothing>(text, nullptr); }
  /// Copies the text while it is looked at, to where there is room for all of it.
  TextLooks(std::string_view text, char* to) { look<Then::copy>(text, to); }

  /// Whether JSON cannot hold it as it stands.
  [[nodiscard]] bool needs_escapes() const { return needs_escapes_; }
  [[nodiscard]] bool ascii() const { return ascii_; }

 private:
  enum class Then { nothing, copy };
  using Word = std::uint64_t;
  using Half = std::uint32_t;
  static constexpr Word kEach = 0x0101'0101'0101'0101;

  /// What is known of the 16 bytes of each piece so far.
  class Pieces {
   public:
    using Bytes [[gnu::vector_size(2 * sizeof(Word))]] = unsigned char;
    void add(Bytes bytes) {
      all_ |= bytes;
      least_ = bytes < least_ ? bytes : least_;
      escaped_ |= (bytes == '"') | (bytes == '\\');
    }
    [[nodiscard]] bool needs_escapes() const { return any(escaped_ | (least_ < ' ')); }
    [[nodiscard]] bool ascii() const { return !any(all_ & 0x80); }

   private:
    static bool any(Bytes bytes) {
      const auto words = std::bit_cast<std::array<Word, 2>>(bytes);
      return (words[0] | words[1]) != 0;
    }
    Bytes escaped_{}, all_{}, least_ = ~Bytes{};
  };

  /// The last two pieces of a text overlap where it has no whole number of them.
  template <Then then>
  void look(std::string_view text, char* to) {
    const char* const from = text.data();
    const std::size_t size = text.size();
    if (size >= sizeof(Pieces::Bytes)) {
      const std::size_t last = size - sizeof(Pieces::Bytes);
      Pieces pieces;
      for (std::size_t at = 0; at < last; at += sizeof(Pieces::Bytes)) {
        pieces.add(take<then, Pieces::Bytes>(from, to, at));
      }
      pieces.add(take<then, Pieces::Bytes>(from, to, last));
      needs_escapes_ = pieces.needs_escapes();
      ascii_ = pieces.ascii();
    } else if (size >= sizeof(Word)) {
      const Word head = take<then, Word>(from, to, 0);
      look_at_words(head, take<then, Word>(from, to, size - sizeof(Word)));
    } else if (size >= sizeof(Half)) {
      const Word head = take<then, Half>(from, to, 0);
      const Word tail = take<then, Half>(from, to, size - sizeof(Half));
      look_at_words(head << 32 | tail, kEach * ' ');
    } else {
      Word bytes = kEach * ' ';
      for (std::size_t at = 0; at < size; ++at) {
        bytes = bytes << 8 | take<then, unsigned char>(from, to, at);
      }
      look_at_words(bytes, kEach * ' ');
    }
  }
  template <Then then, class Piece>
  static Piece take(const char* from, [[maybe_unused]] char* to, std::size_t at) {
    Piece piece;
    std::memcpy(&piece, from + at, sizeof piece);
    if constexpr (then == Then::copy) std::memcpy(to + at, &piece, sizeof piece);
    return piece;
  }

  void look_at_words(Word a, Word b) {
    needs_escapes_ = ((escaped(a) | escaped(b)) & kEach * 0x80) != 0;
    ascii_ = ((a | b) & kEach * 0x80) == 0;
  }
  /// A byte's highest bit is set where it needs an escape; another one's only where a byte before it does.
  static Word escaped(Word bytes) {
    const Word quotes = bytes ^ kEach * '"', backslashes = bytes ^ kEach * '\\';
    return ((bytes - kEach * ' ') & ~bytes) | ((quotes - kEach) & ~quotes) |
           ((backslashes - kEach) & ~backslashes);
  }

  bool needs_escapes_, ascii_;
};

}  // namespace cspkit::cli
