// SPDX-License-Identifier: Apache-2.0
//
// The short way: most URLs that a page asks for are canonical already, and then nothing has to be
// built.
#include <cstddef>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "cspkit/url.h"
#include "url/code_points.h"

namespace cspkit {

using namespace whatwg;

namespace {

/// How long the scheme is, without `://`; 0 where it is not one of the four, or not in lower case.
std::size_t find_scheme_end(std::string_view input) noexcept {
  if (input.starts_with("https://")) return 5;
  if (input.starts_with("http://")) return 4;
  if (input.starts_with("wss://")) return 3;
  if (input.starts_with("ws://")) return 2;
  return 0;
}

/// Skips the bytes from `at` on that are in `set`, four at a time as long as it can.
std::size_t skip(std::string_view input, std::size_t at, CodePointSet set) noexcept {
  const char* const text = input.data();
  const auto next_four = [&] {
    return sets_of_byte(text[at]) & sets_of_byte(text[at + 1]) & sets_of_byte(text[at + 2]) &
           sets_of_byte(text[at + 3]) & set;
  };
  while (at + 4 <= input.size() && next_four() != 0) at += 4;
  while (at < input.size() && is_in(text[at], set)) ++at;
  return at;
}

/// Where the domain that begins at `begin` ends, or 0 where it is odd: an empty label, an `xn--`
/// label, a last label that begins with a digit (it may be an IPv4 address), or a byte beyond
/// letters, digits, `-`, `_` and `.`.
std::size_t find_domain_end(std::string_view input, std::size_t begin) noexcept {
  for (std::size_t label = begin;;) {
    const std::size_t end = skip(input, label, kPlainDomain);
    if (end == label || input.substr(label).starts_with("xn--")) return 0;
    if (end == input.size() || input[end] != '.') return is_ascii_digit(input[label]) ? 0 : end;
    label = end + 1;
  }
}

/// Whether the path segment that begins at `at` is one or two dots, each written as `.` or `%2e`.
bool is_dot_segment(std::string_view input, std::size_t at) noexcept {
  for (int dots = 0; dots <= 2; ++dots) {
    if (at == input.size() || input[at] == '/' || input[at] == '?' || input[at] == '#')
      return dots > 0;
    if (input[at] == '.') {
      ++at;
    } else if (starts_with_ignoring_ascii_case(input.substr(at, 3), "%2e")) {
      at += 3;
    } else {
      return false;
    }
  }
  return false;
}

/// Where the path that begins at the slash `begin` ends, or 0 where it holds a dot segment.
std::size_t find_path_end(std::string_view input, std::size_t begin) noexcept {
  for (std::size_t at = begin + 1;; ++at) {
    at = skip(input, at, kPlainPath);
    if (at == input.size() || (input[at] != '.' && input[at] != '%')) return at;
    if (input[at - 1] == '/' && is_dot_segment(input, at)) return 0;
  }
}

/// Reads the port from the colon at `at`, and leaves `at` behind it. Answers kNoPort where the port
/// is no number, is written otherwise than the serializer would, or is the default.
std::int32_t read_port(std::string_view input, std::size_t& at, std::string_view scheme) noexcept {
  const std::size_t begin = ++at;
  std::int32_t port = 0;
  for (; at < input.size() && is_ascii_digit(input[at]); ++at) {
    if (at - begin == 5) return kNoPort;
    port = port * 10 + (input[at] - '0');
  }
  const bool has_leading_zero = at - begin > 1 && input[begin] == '0';
  if (at == begin || has_leading_zero || port > 0xFFFF || port == default_port(scheme))
    return kNoPort;
  return port;
}

enum class Form { canonical, other };

/// Fills `url`, or gives up on the way.
Form split(std::string_view input, UrlView& url) noexcept {
  if (input.size() > limits::kMaxUrlBytes) return Form::other;
  const std::size_t scheme_end = find_scheme_end(input);
  if (scheme_end == 0) return Form::other;
  url.href = input;
  url.scheme = input.substr(0, scheme_end);

  const std::size_t host = scheme_end + std::string_view("://").size();
  std::size_t at = find_domain_end(input, host);
  if (at == 0 || at == input.size()) return Form::other;
  url.host = input.substr(host, at - host);
  url.host_kind = HostKind::domain;
  if (input[at] == ':') {
    url.port = read_port(input, at, url.scheme);
    if (url.port == kNoPort || at == input.size()) return Form::other;
  }

  // A special URL always has a path.
  if (input[at] != '/') return Form::other;
  const std::size_t path = at;
  at = find_path_end(input, path);
  if (at == 0) return Form::other;
  url.path = input.substr(path, at - path);

  if (at < input.size() && input[at] == '?') {
    const std::size_t query = at + 1;
    at = skip(input, query, kPlainQuery);
    url.query = input.substr(query, at - query);
    url.has_query = true;
  }
  if (at < input.size() && input[at] == '#') {
    const std::size_t fragment = at + 1;
    at = skip(input, fragment, kPlainFragment);
    url.fragment = input.substr(fragment, at - fragment);
    url.has_fragment = true;
  }
  return at == input.size() ? Form::canonical : Form::other;
}

}  // namespace

std::optional<UrlView> split_canonical_url(std::string_view input) noexcept {
  UrlView url;
  if (split(input, url) == Form::other) return std::nullopt;
  return url;
}

}  // namespace cspkit
