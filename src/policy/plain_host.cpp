// SPDX-License-Identifier: Apache-2.0
#include "policy/plain_host.h"

namespace cspkit {
namespace {

/// `co.uk` and its like, by the sizes of the labels.
constexpr bool may_be_registry(std::size_t second_last, std::size_t last) noexcept {
  return last == 2 && second_last + 1 + last <= kLongestRegistry;
}

}  // namespace

std::size_t domain_size(std::string_view host) noexcept {
  const std::size_t last = host.rfind('.');
  if (last == host.npos || last == 0) return host.size();
  const std::size_t second = host.rfind('.', last - 1);
  if (second == host.npos) return host.size();
  if (second == 0 || !may_be_registry(last - second - 1, host.size() - last - 1))
    return host.size() - second - 1;
  const std::size_t third = host.rfind('.', second - 1);
  return third == host.npos ? host.size() : host.size() - third - 1;
}

bool may_be_registry(std::string_view host) noexcept {
  const std::size_t dot = host.find('.');
  if (dot == host.npos) return true;
  return host.find('.', dot + 1) == host.npos && may_be_registry(dot, host.size() - dot - 1);
}

}  // namespace cspkit

#if defined(__SSE2__)

#include <emmintrin.h>

#include <bit>
#include <cstdint>

#include "base/ascii.h"
#include "base/words.h"

namespace cspkit {
namespace {

constexpr std::size_t kShortest = 4, kLongest = 64;

constexpr std::uint64_t first_bits(std::size_t count) noexcept {
  return count == 0 ? 0 : ~std::uint64_t{0} >> (64 - count);
}

/// Where in a text of at most 64 bytes what stands; bit i for the i-th byte, none beyond its end.
struct Masks {
  std::uint64_t host = 0;  ///< letters, digits, hyphens and dots
  std::uint64_t dot = 0, slash = 0, underscore = 0;

  void add(__m128i v, std::size_t at) noexcept {
    const auto bits = [at](__m128i found) {
      return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(found))} << at;
    };
    const auto equal = [v](char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); };
    const auto within = [](__m128i x, char first, char last) {
      const __m128i from_first = _mm_sub_epi8(x, _mm_set1_epi8(first));
      const __m128i length = _mm_set1_epi8(static_cast<char>(last - first));
      return _mm_cmpeq_epi8(_mm_min_epu8(from_first, length), from_first);
    };
    const __m128i letters = within(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i slashes = equal('/');
    // Of what stands from the hyphen to the nines, only the slash is none of a host.
    const __m128i others = _mm_andnot_si128(slashes, within(v, '-', '9'));
    host |= bits(_mm_or_si128(letters, others));
    dot |= bits(equal('.'));
    slash |= bits(slashes);
    underscore |= bits(equal('_'));
  }
  void cut(std::uint64_t kept) noexcept {
    host &= kept;
    dot &= kept;
    slash &= kept;
    underscore &= kept;
  }
};

/// At most 15 bytes, with zeros behind them. Reads none beyond the text.
__m128i load_short(std::string_view text) noexcept {
  const char* const p = text.data();
  const std::size_t n = text.size();
  if (n < 8) {
    std::uint32_t first, last;
    std::memcpy(&first, p, 4);
    std::memcpy(&last, p + n - 4, 4);
    const std::uint64_t both = first | std::uint64_t{last} << (8 * (n - 4));
    return _mm_cvtsi64_si128(static_cast<long long>(both));
  }
  const std::uint64_t behind = n == 8 ? 0 : load8(p + n - 8) >> (8 * (16 - n));
  return _mm_set_epi64x(static_cast<long long>(behind), static_cast<long long>(load8(p)));
}

/// Blocks of 16 bytes, read beyond the text where `readable` allows it; else the last one may overlap the one before,
/// whose bits it then repeats.
Masks masks_of(std::string_view text, std::size_t readable) noexcept {
  Masks masks;
  const std::size_t n = text.size();
  const auto add = [&](std::size_t at) {
    masks.add(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at)), at);
  };
  if (readable >= kLongest) {
    add(0);
    add(16);
    if (n > 32) {
      add(32);
      add(48);
    }
    masks.cut(first_bits(n));
  } else if (n < 16) {
    masks.add(load_short(text), 0);
  } else {
    add(0);
    if (n > 32) add(16);
    if (n > 48) add(32);
    add(n - 16);
  }
  return masks;
}

/// Where the domain begins in a host of `end` bytes, as domain_size() has it.
std::size_t domain_begin(std::uint64_t dots, std::size_t end) noexcept {
  const auto behind_last = [](std::uint64_t some) {
    return static_cast<std::size_t>(std::bit_width(some));
  };
  const auto without_last = [](std::uint64_t some) { return some & ~std::bit_floor(some); };
  const std::size_t last = behind_last(dots);
  const std::uint64_t before = without_last(dots);
  const std::size_t second = behind_last(before);
  return may_be_registry(last - 1 - second, end - last) ? behind_last(without_last(before))
                                                        : second;
}

/// A port that `text` begins with, and where it ends; no default one, none with leading zeros, none that is too large.
struct Port {
  std::int32_t number = 0;
  std::size_t end = 0;
};
Port read_port(std::string_view text) noexcept {
  constexpr std::size_t kMostDigits = 5;
  Port port;
  while (port.end < text.size() && port.end < kMostDigits && is_ascii_digit(text[port.end])) {
    port.number = port.number * 10 + (text[port.end++] - '0');
  }
  const bool usual = port.number != 80 && port.number != 443 && port.number <= 65535;
  return usual && port.end > 0 && text.front() != '0' ? port : Port{};
}

}  // namespace

bool read_plain_host(std::string_view token, std::size_t readable, SourceExpression& out) noexcept {
  constexpr std::string_view kScheme = "https://";
  if (token.size() < kShortest) return false;
  // By numbers and not by branches, since nobody can foresee which hosts have a scheme or a wildcard.
  std::string_view text = token;
  std::size_t scheme = 0;
  if (token.size() >= kScheme.size() + kShortest) {
    scheme = load8(token.data()) == load8(kScheme.data()) ? 1 : 0;
    text.remove_prefix(scheme * kScheme.size());
  }
  const std::size_t wildcard =
      static_cast<std::size_t>(text[0] == '*') & (text[1] == '.' ? 1u : 0u);
  text.remove_prefix(2 * wildcard);
  if (text.size() < kShortest || text.size() > kLongest) return false;
  const Masks masks = masks_of(text, readable - (token.size() - text.size()));

  const auto end = static_cast<std::size_t>(std::countr_one(masks.host));
  const std::uint64_t dots = masks.dot & first_bits(end);
  // Labels are not empty: no dot at an end, or beside another.
  if (dots == 0 || ((dots << 1 | 1) & dots) != 0 || dots >> (end - 1) != 0) return false;
  const auto last_label = static_cast<std::size_t>(std::bit_width(dots));
  if (!is_ascii_alpha(text[last_label])) return false;

  std::size_t path = end;
  std::int32_t port = kPortAbsent;
  if (path < text.size() && text[path] == ':') {
    const Port read = read_port(text.substr(path + 1));
    if (read.end == 0) return false;
    port = read.number;
    path += 1 + read.end;
  }
  if (path < text.size()) {
    const std::uint64_t in_path = first_bits(text.size()) & ~first_bits(path);
    const std::uint64_t usual = masks.host | masks.slash | masks.underscore;
    const std::uint64_t behind_slash = masks.slash << 1;
    const bool segments = (behind_slash & (masks.slash | masks.dot) & in_path & in_path << 1) == 0;
    if (text[path] != '/' || (in_path & ~usual) != 0 || !segments) return false;
  }

  out.kind = SourceKind::host;
  out.plain = true;
  out.host_wildcard = wildcard != 0;
  out.port = port;
  out.domain_size = static_cast<std::uint8_t>(end - domain_begin(dots, end));
  out.scheme = token.substr(0, scheme * std::string_view("https").size());
  out.host = text.substr(0, end);
  out.path = text.substr(path);
  return true;
}

}  // namespace cspkit

#else

namespace cspkit {

bool read_plain_host(std::string_view, std::size_t, SourceExpression&) noexcept { return false; }

}  // namespace cspkit

#endif
