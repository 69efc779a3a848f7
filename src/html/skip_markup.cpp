// SPDX-License-Identifier: Apache-2.0
#include "html/skip_markup.h"

#include <bit>
#include <cstring>

#include "html/byte_masks.h"
#include "html/find.h"
#include "html/skip_attributes.h"

namespace cspkit::html {

#if defined(__SSE2__)
namespace {

constexpr std::ptrdiff_t kBlock = 64;
/// What has to follow a place so that a block, and the name of a tag that begins in it, can be read there.
constexpr std::ptrdiff_t kReach = kBlock + 2;

constexpr std::uint64_t kLast = std::uint64_t{1} << 63;

/// Bit i: `x` has bit i - 1, of which the first is the last of the block before.
inline std::uint64_t behind(std::uint64_t x, std::uint64_t before) noexcept {
  return x << 1 | before >> 63;
}
/// All bits, if the last is set.
inline std::uint64_t spread_last(std::uint64_t x) noexcept { return 0 - (x >> 63); }

/// Reads markup block by block, without a branch, as if all of it were plain: every `>` ends a tag; in tags, each quote opens
/// a value behind an attribute's name and `=`, or closes one; and there is no other `=`. What shows it to be otherwise is
/// trouble, and so is what deserves a look. What is said of bytes before the first trouble is true.
template <class Isa>
class BlockReader {
 public:
  /// Of the block: where the names of tags begin, where a tag goes on behind the byte, and before it.
  std::uint64_t names = 0, in_tag = 0, was_in_tag = 0;
  std::uint64_t in_twice = 0, in_once = 0;  ///< in values, between quotes of these kinds
  std::uint64_t look = 0;                   ///< behind a `<`, or a `</`, at which to stop
  std::uint64_t odd = 0;

  [[gnu::always_inline]] inline void read(const char* p, const TagGate& gate) noexcept {
    const ByteMasks m = masks(p);

    const std::uint64_t behind_less = behind(m.less, less_before_);
    const std::uint64_t slashes = m.slash & behind_less;
    const std::uint64_t behind_slash = behind(slashes, slashes_before_);
    const std::uint64_t starts = m.letter & behind_less;
    names = starts | (m.letter & behind_slash);
    const std::uint64_t turns = names | m.greater;
    in_tag = Isa::parity_up_to(turns) ^ in_tag_before_;
    was_in_tag = in_tag ^ turns;

    // Quotes of the other kind do not count in a value.
    const std::uint64_t twice = m.twice & in_tag;
    in_twice = Isa::parity_up_to(twice) ^ in_twice_before_;
    const std::uint64_t once = m.once & in_tag & ~in_twice;
    in_once = Isa::parity_up_to(once) ^ in_once_before_;
    const std::uint64_t in_value = in_twice | in_once;
    const std::uint64_t opening = (twice | once) & in_value;
    const std::uint64_t closing = (twice | once) & ~in_value;
    const std::uint64_t equals = m.equals & in_tag & ~in_value;

    // A carry runs from the begin of each name to its end.
    const std::uint64_t may_go_on = ~(m.blank | m.greater);
    std::uint64_t sum = 0;
    const bool goes_on = __builtin_add_overflow(may_go_on, names | in_name_before_, &sum);
    const std::uint64_t in_name = may_go_on & ~sum;
    // No end of an attribute's name. (In a tag's name, an equals sign is part of it.)
    const std::uint64_t ends = m.blank | closing;
    const std::uint64_t no_attribute = behind(ends, ends_before_) | in_name;

    look = looked_at(p, starts, gate) | (((behind_less & ~m.slash) | behind_slash) & ~m.letter);
    odd = (turns & ~(in_tag ^ m.greater)) | (m.greater & in_value) |
          (opening ^ behind(equals, equals_before_)) | (equals & no_attribute);

    less_before_ = m.less;
    slashes_before_ = slashes;
    in_tag_before_ = spread_last(in_tag);
    in_twice_before_ = spread_last(in_twice);
    in_once_before_ = spread_last(in_once);
    equals_before_ = equals;
    ends_before_ = ends;
    in_name_before_ = goes_on;
  }

  /// Goes on behind the quote that ends a value.
  void begin_behind_value() noexcept {
    *this = {};
    in_tag_before_ = ~std::uint64_t{0};
    ends_before_ = kLast;
  }

  [[nodiscard]] bool ends_in_tag() const noexcept { return in_tag_before_ != 0; }
  /// How many bytes at the end of the last block may begin a tag: `<`, `</`.
  [[nodiscard]] std::ptrdiff_t undecided() const noexcept {
    return static_cast<std::ptrdiff_t>((less_before_ >> 63) + 2 * (slashes_before_ >> 63));
  }

 private:
  [[gnu::always_inline]] static inline ByteMasks masks(const char* p) noexcept {
    ByteMasks m = ByteMasks::read<Isa>(p);
    for (unsigned at = Isa::kBytes; at < kBlock; at += Isa::kBytes) {
      m.add(ByteMasks::read<Isa>(p + at), at);
    }
    return m;
  }

  /// Those of the begins of start tags' names that the gate lets in.
  [[gnu::always_inline]] static inline std::uint64_t looked_at(const char* p, std::uint64_t starts,
                                                               const TagGate& gate) noexcept {
    std::uint64_t found = 0;
    const auto ask = [&](std::uint64_t left) __attribute__((always_inline)) {
      // Where no name is left, the answer for the last byte is for none.
      const char* const name = p + std::countr_zero(left | kLast);
      const std::uint64_t lowest = left & (0 - left);
      found |= gate.lets_in(name[1], name[2]) ? lowest : 0;
      return left ^ lowest;
    };
    // Most blocks have no more than two.
    starts = ask(ask(starts));
    while (starts != 0) [[unlikely]] starts = ask(starts);
    return found;
  }

  // Of the block before.
  std::uint64_t less_before_ = 0, slashes_before_ = 0, equals_before_ = 0, ends_before_ = 0;
  std::uint64_t in_tag_before_ = 0, in_twice_before_ = 0, in_once_before_ = 0;  // all bits, or none
  std::uint64_t in_name_before_ = 0;                                            // bit 0
};

/// The `<` of the tag whose name begins here.
inline const char* less_of(const char* name) noexcept {
  return name[-1] == '/' ? name - 2 : name - 1;
}

/// The place behind a tag that is not plain, attribute by attribute; null where that is not enough.
inline const char* skip_odd_tag(const char* less, const char* end, std::uint64_t& steps) noexcept {
  if (less[1] == '/') return nullptr;
  const char* const behind = find_class<kEndsTagName>(less + 1, end);
  if (behind == end || *behind == '/') return nullptr;
  if (*behind == '>') return behind + 1;
  const Skipped skipped = skip_attributes(behind, end);
  steps += static_cast<std::uint64_t>(skipped.p - less) / kBlock;
  return skipped.at_end ? skipped.p + 1 : nullptr;
}

template <class Isa>
[[gnu::always_inline]] inline const char* skip(const char* p, const char* end, const TagGate& gate,
                                               std::uint64_t& steps) noexcept {
  BlockReader<Isa> reader;
  const char* name = p;  // of the last tag before the block
  for (;;) {
    for (;; p += kBlock) {
      if (end - p < kReach) return reader.ends_in_tag() ? less_of(name) : p - reader.undecided();
      ++steps;
      reader.read(p, gate);
      // Asked first, since it is known long before the rest.
      if (reader.look != 0 && ((reader.look & ~reader.was_in_tag) | reader.odd) != 0) break;
      if (reader.odd != 0) break;
      if (reader.names != 0) name = p + 63 - std::countl_zero(reader.names);
    }
    const std::uint64_t trouble = (reader.look & ~reader.was_in_tag) | reader.odd;
    const std::uint64_t first = trouble & (0 - trouble);
    const char* const at = p + std::countr_zero(trouble);
    if ((reader.was_in_tag & first) == 0) {
      if ((reader.odd & first) == 0) return less_of(at);
      p = at + 1;  // a `>` in text
      reader = {};
      continue;
    }
    const std::uint64_t names = reader.names & (first - 1);
    if (names != 0) name = p + 63 - std::countl_zero(names);
    const char quote = (reader.in_once & first) != 0 ? '\'' : '"';
    if (((reader.in_once | reader.in_twice) & first) != 0 && *at != quote) {
      // Markup in a value.
      const char* const closing = find_near(at, end, quote);
      steps += static_cast<std::uint64_t>(closing - at) / kBlock;
      if (closing == end) return less_of(name);
      reader.begin_behind_value();
      p = closing + 1;
      continue;
    }
    const char* const less = less_of(name);
    p = skip_odd_tag(less, end, steps);
    if (p == nullptr) return less;
    reader = {};
  }
}

[[gnu::flatten]] const char* skip_by_sse2(const char* p, const char* end, const TagGate& gate,
                                          std::uint64_t& steps) noexcept {
  return skip<Sse2>(p, end, gate, steps);
}
[[gnu::flatten]] CSPKIT_AVX2 const char* skip_by_avx2(const char* p, const char* end,
                                                      const TagGate& gate,
                                                      std::uint64_t& steps) noexcept {
  return skip<Avx2>(p, end, gate, steps);
}
[[gnu::flatten]] CSPKIT_AVX512 const char* skip_by_avx512(const char* p, const char* end,
                                                          const TagGate& gate,
                                                          std::uint64_t& steps) noexcept {
  return skip<Avx512>(p, end, gate, steps);
}

}  // namespace

std::vector<decltype(&skip_markup)> ways_to_skip_markup() {
  std::vector<decltype(&skip_markup)> ways = {skip_by_sse2};
  if (vectors_here() >= Vectors::avx2) ways.push_back(skip_by_avx2);
  if (vectors_here() >= Vectors::avx512) ways.push_back(skip_by_avx512);
  return ways;
}

const char* skip_markup(const char* p, const char* end, const TagGate& gate,
                        std::uint64_t& steps) noexcept {
  static const auto skip_here = ways_to_skip_markup().back();
  return skip_here(p, end, gate, steps);
}
#else
const char* skip_markup(const char* p, const char* end, const TagGate&, std::uint64_t&) noexcept {
  return find_near(p, end, '<');
}
std::vector<decltype(&skip_markup)> ways_to_skip_markup() { return {skip_markup}; }
#endif

}  // namespace cspkit::html
