// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/evaluator/host.h"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "base/ascii.h"
#include "base/char_set.h"

namespace cspkit::linting::evaluator {
namespace {

using Block = TextMasks::Block;

/// What keywords, nonces and hashes begin with, with and without quotes, and addresses.
constexpr CharSet kBeginsOther("'ns0123456789");

bool is_label_character(char c) noexcept {
  return is_ascii_alphanumeric(c) || c == '-' || c == '.';
}

/// How far the run of letters, digits, hyphens and dots reaches that the text begins with.
std::size_t end_of_labels(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_label_character) -
                                  text.begin());
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

bool is_common_host(std::string_view text, const TextMasks& masks, Span place) noexcept {
  const std::size_t size = place.end - place.begin;
  if (size >= TextMasks::kBlockBytes) return false;
  if (TextMasks::first(masks.from(place.begin, &Block::dots), size) == 0) return false;
  if (TextMasks::first(masks.from(place.begin, &Block::of_addresses), size) != 0) return false;
  const char* const source = text.data() + place.begin;
  constexpr std::size_t kSchemeEnd = std::string_view("http").size();
  return !kBeginsOther.contains(source[0]) && !(size > kSchemeEnd && source[kSchemeEnd] == ':');
}

Host::Host(std::string_view text, const TextMasks& masks, Span place) noexcept
    : bare(text.substr(place.begin, place.end - place.begin)) {
  if (!look_at_once(masks, place.begin)) look_at(bare);
}

/// Nearly all sources, without a branch for what half of them have. False where it takes a longer look.
bool Host::look_at_once(const TextMasks& masks, std::size_t at) noexcept {
  const std::string_view source = bare;
  if (source.size() >= TextMasks::kBlockBytes) return false;
  const std::uint64_t in_labels = TextMasks::first(masks.from(at, &Block::labels), source.size());
  const auto scheme = static_cast<std::size_t>(std::countr_one(in_labels));
  const std::string_view behind = source.substr(scheme);
  if (behind.starts_with('_') || behind.starts_with('+')) return false;
  const bool has_scheme = scheme > 0 && is_word(source.front()) && behind.starts_with("://");
  const std::size_t begin = has_scheme ? scheme + 3 : 0;
  if (source.substr(begin).starts_with('/')) return false;

  bare = source.substr(begin);
  const std::size_t first = begin + (is_wildcard() ? 2 : 0);
  labels = source.substr(first, static_cast<std::size_t>(std::countr_one(in_labels >> first)));
  const std::uint64_t dots = masks.from(at, &Block::dots);
  dotted = TextMasks::first(dots, source.size()) != 0;
  settle(static_cast<std::size_t>(std::bit_width(TextMasks::first(dots >> first, labels.size()))),
         source.substr(first + labels.size()));
  return true;
}

void Host::look_at(std::string_view source) noexcept {
  dotted = source.find('.') != source.npos;
  bare.remove_prefix(behind_scheme(source, end_of_labels(source)));
  if (bare.starts_with("//")) bare.remove_prefix(2);
  labels = bare.substr(is_wildcard() ? 2 : 0);
  const std::string_view rest = labels.substr(end_of_labels(labels));
  labels.remove_suffix(rest.size());
  settle(labels.rfind('.') + 1, rest);
}

/// `last_label`: where it begins; `rest`: what stands behind the labels.
void Host::settle(std::size_t last_label, std::string_view rest) noexcept {
  constexpr CharSet kBehindHost(":/?#\\");
  is_plain = !labels.empty() && (rest.empty() || kBehindHost.contains(rest.front()));
  // Nearly all are labels and nothing else, or with a path or port.
  const bool all_labels = rest.empty() || rest.front() == '/' || is_port(rest);
  may_be_ip = all_labels && last_label < labels.size() ? is_ascii_digit(labels[last_label])
                                                       : may_name_ip(bare);
}

}  // namespace cspkit::linting::evaluator
