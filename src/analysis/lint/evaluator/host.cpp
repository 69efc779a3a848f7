// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/evaluator/host.h"

#include <array>
#include <bit>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/ascii.h"
#include "base/char_set.h"

namespace cspkit::linting::evaluator {
namespace {

constexpr std::array<bool, 256> kInLabels = [] {
  std::array<bool, 256> in{};
  for (unsigned char c = 0; c < 128; ++c) {
    in[c] = is_ascii_alphanumeric(static_cast<char>(c)) || c == '-' || c == '.';
  }
  return in;
}();

#if defined(__SSE2__)
/// The bytes of 16 that are no letters, digits, hyphens or dots; bit i for the i-th.
unsigned not_in_labels(const char* p) noexcept {
  const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const auto within = [](__m128i x, char first, char last) {
    const __m128i from_first = _mm_sub_epi8(x, _mm_set1_epi8(first));
    const __m128i length = _mm_set1_epi8(static_cast<char>(last - first));
    return _mm_cmpeq_epi8(_mm_min_epu8(from_first, length), from_first);
  };
  const __m128i letters = within(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
  // Digits, hyphen and dot; of what stands among them, `/`.
  const __m128i others =
      _mm_andnot_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('/')), within(v, '-', '9'));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(letters, others))) ^ 0xFFFF;
}
#endif

/// How far the run of letters, digits, hyphens and dots reaches that the text begins with.
std::size_t end_of_labels(std::string_view text) noexcept {
  std::size_t end = 0;
#if defined(__SSE2__)
  for (; text.size() - end >= 16; end += 16) {
    const unsigned others = not_in_labels(text.data() + end);
    if (others != 0) return end + static_cast<std::size_t>(std::countr_zero(others));
  }
#endif
  while (end < text.size() && kInLabels[static_cast<unsigned char>(text[end])]) ++end;
  return end;
}

bool is_word(char c) noexcept { return is_ascii_alphanumeric(c) || c == '_'; }

bool is_scheme_char(char c) noexcept { return is_word(c) || c == '+' || c == '.' || c == '-'; }

/// Where what is behind `scheme://` begins, or 0. No colon stands before `from`.
std::size_t behind_scheme(std::string_view source, std::size_t from) noexcept {
  std::size_t colon = from;
  while (colon < source.size() && is_scheme_char(source[colon])) ++colon;
  const bool found =
      colon > 0 && is_word(source.front()) && source.substr(colon).starts_with("://");
  return found ? colon + 3 : 0;
}

/// Whether nothing but a port and perhaps a path stands behind a host.
bool is_port(std::string_view text) noexcept {
  if (!text.starts_with(':')) return false;
  std::size_t end = 1;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  return end == text.size() || text[end] == '/';
}

bool ends_in_number(std::string_view host) noexcept {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::size_t dot = host.rfind('.');
  const std::string_view last = dot == host.npos ? host : host.substr(dot + 1);
  return !last.empty() && is_ascii_digit(last.front());
}

/// Whether a URL parser may see an IP address in what is behind the scheme.
bool may_name_ip(std::string_view bare) noexcept {
  constexpr CharSet kEnd("/?#\\"), kToDecode("[%@");
  const std::string_view authority = bare.substr(0, kEnd.find_in(bare));
  if (kToDecode.any_in(authority)) return true;  // brackets, or what is decoded first
  return ends_in_number(authority.substr(0, authority.find(':')));
}

}  // namespace

Host::Host(std::string_view source) noexcept : bare(source) {
  std::size_t end = end_of_labels(source);
  bare.remove_prefix(behind_scheme(source, end));
  if (bare.starts_with("//")) bare.remove_prefix(2);
  labels = bare.substr(is_wildcard() ? 2 : 0);
  if (labels.size() < source.size()) end = end_of_labels(labels);
  const std::string_view rest = labels.substr(end);
  labels = labels.substr(0, end);
  const std::size_t last_label = labels.rfind('.') + 1;
  dotted = last_label > 0;
  constexpr CharSet kBehindHost(":/?#\\");
  is_plain = end > 0 && (rest.empty() || kBehindHost.contains(rest.front()));
  // Nearly all are labels and nothing else, or with a path or port.
  const bool all_labels = rest.empty() || rest.front() == '/' || is_port(rest);
  may_be_ip =
      all_labels && last_label < end ? is_ascii_digit(labels[last_label]) : may_name_ip(bare);
}

}  // namespace cspkit::linting::evaluator
