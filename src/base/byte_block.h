// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cspkit {

/// Up to 64 bytes of a text, and where among them those of a kind stand: bit i of an answer is for the i-th byte. Behind the
/// text's end no bit is set.
///
///     ByteBlock("a.test.", 0).equal('.')  // 0b100'0010
class ByteBlock {
 public:
  static constexpr std::size_t kBytes = 64;

  /// The bytes from `at` on, a place within the text.
  ByteBlock(std::string_view text, std::size_t at) noexcept {
    const std::size_t left = text.size() - at;
    if (left >= kBytes) {
      load(text.data() + at);
      return;
    }
    present_ = (std::uint64_t{1} << left) - 1;
    if (text.size() >= kBytes) {
      // The last 64 bytes, of which the first do not count.
      before_ = static_cast<unsigned>(kBytes - left);
      load(text.data() + text.size() - kBytes);
      return;
    }
    std::array<char, kBytes> copy{};
    std::memcpy(copy.data(), text.data() + at, left);
    load(copy.data());
  }

  /// Every byte that the text has.
  [[nodiscard]] std::uint64_t present() const noexcept { return present_; }
  [[nodiscard]] std::uint64_t equal(char c) const noexcept {
    return where([c](Piece piece) { return piece.equal(c); });
  }
  /// TAB, LF, FF, CR, SPACE.
  [[nodiscard]] std::uint64_t ascii_whitespace() const noexcept {
    return where([](Piece piece) {
      return (piece.within('\t', '\r') & ~piece.equal('\v')) | piece.equal(' ');
    });
  }
  [[nodiscard]] std::uint64_t ascii_digits() const noexcept {
    return where([](Piece piece) { return piece.within('0', '9'); });
  }
  /// What the labels of a host consist of, and the dots between them: letters, digits, hyphens, dots.
  [[nodiscard]] std::uint64_t label_characters() const noexcept {
    return where([](Piece piece) {
      // From the hyphen to the 9 there are, besides, the dot and the slash.
      return piece.ascii_letters() | (piece.within('-', '9') & ~piece.equal('/'));
    });
  }

 private:
#if defined(__SSE2__)
  /// Bytes that belong to a kind, all their bits set.
  struct Bytes {
    __m128i set;
    friend Bytes operator&(Bytes a, Bytes b) noexcept { return {_mm_and_si128(a.set, b.set)}; }
    friend Bytes operator|(Bytes a, Bytes b) noexcept { return {_mm_or_si128(a.set, b.set)}; }
    friend Bytes operator~(Bytes a) noexcept { return {_mm_xor_si128(a.set, _mm_set1_epi8(-1))}; }
    [[nodiscard]] std::uint64_t bits() const noexcept {
      return static_cast<std::uint32_t>(_mm_movemask_epi8(set));
    }
  };
  /// As many bytes as the processor looks at in one go.
  struct Piece {
    static constexpr std::size_t kBytes = 16;
    __m128i bytes;

    static Piece load(const char* p) noexcept {
      return {_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))};
    }
    [[nodiscard]] Bytes equal(char c) const noexcept {
      return {_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))};
    }
    [[nodiscard]] Bytes within(char first, char last) const noexcept {
      const __m128i from_first = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
      const __m128i most = _mm_set1_epi8(static_cast<char>(last - first));
      return {_mm_cmpeq_epi8(_mm_min_epu8(from_first, most), from_first)};
    }
    [[nodiscard]] Bytes ascii_letters() const noexcept {
      return Piece{_mm_or_si128(bytes, _mm_set1_epi8(0x20))}.within('a', 'z');
    }
  };
#else
  struct Bytes {
    bool set;
    friend Bytes operator&(Bytes a, Bytes b) noexcept { return {a.set && b.set}; }
    friend Bytes operator|(Bytes a, Bytes b) noexcept { return {a.set || b.set}; }
    friend Bytes operator~(Bytes a) noexcept { return {!a.set}; }
    [[nodiscard]] std::uint64_t bits() const noexcept { return set ? 1 : 0; }
  };
  struct Piece {
    static constexpr std::size_t kBytes = 1;
    char byte;

    static Piece load(const char* p) noexcept { return {*p}; }
    [[nodiscard]] Bytes equal(char c) const noexcept { return {byte == c}; }
    [[nodiscard]] Bytes within(char first, char last) const noexcept {
      return {first <= byte && byte <= last};
    }
    [[nodiscard]] Bytes ascii_letters() const noexcept {
      return Piece{static_cast<char>(byte | 0x20)}.within('a', 'z');
    }
  };
#endif

  void load(const char* p) noexcept {
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      pieces_[i] = Piece::load(p + i * Piece::kBytes);
  }
  template <class Kind>
  [[nodiscard]] std::uint64_t where(Kind&& kind) const noexcept {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      all |= kind(pieces_[i]).bits() << (i * Piece::kBytes);
    }
    return all >> before_ & present_;
  }

  std::array<Piece, kBytes / Piece::kBytes> pieces_;
  unsigned before_ = 0;  ///< bytes in front that do not count
  std::uint64_t present_ = ~std::uint64_t{0};
};

}  // namespace cspkit
