// SPDX-License-Identifier: Apache-2.0
#include "policy/plain_host.h"

#include <bit>
#include <cstdint>

#include "base/ascii.h"
#include "base/words.h"

namespace cspkit {
namespace {

/// `co.uk` and its like, by the sizes of the labels.
constexpr bool may_be_registry(std::size_t second_last, std::size_t last) noexcept {
  return last == 2 && second_last + 1 + last <= kLongestRegistry;
}

constexpr std::size_t kShortest = 4, kLongest = TextMasks::kBlockBytes;

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

bool read_plain_host(std::string_view all, const TextMasks& masks, Span place,
                     SourceExpression& out) noexcept {
  constexpr std::string_view kScheme = "https://";
  const std::string_view token = all.substr(place.begin, place.end - place.begin);
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
  const std::size_t begin = place.end - text.size();
  const auto where = [&](std::uint64_t TextMasks::Block::*kind) {
    return TextMasks::first(masks.from(begin, kind), text.size());
  };
  const std::uint64_t labels = where(&TextMasks::Block::labels);

  const auto end = static_cast<std::size_t>(std::countr_one(labels));
  const std::uint64_t all_dots = where(&TextMasks::Block::dots);
  const std::uint64_t dots = TextMasks::first(all_dots, end);
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
    const std::uint64_t in_path = ~TextMasks::first(~std::uint64_t{0}, path);
    const std::uint64_t slashes = where(&TextMasks::Block::slashes);
    const std::uint64_t usual = labels | slashes | where(&TextMasks::Block::underscores);
    const bool segments = (slashes << 1 & (slashes | all_dots) & in_path & in_path << 1) == 0;
    const bool all_usual = (TextMasks::first(~usual, text.size()) & in_path) == 0;
    if (text[path] != '/' || !all_usual || !segments) return false;
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
